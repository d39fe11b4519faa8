//! https on this machine: a certificate made for one test, which its own browser alone believes.

use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use rcgen::{CertifiedKey, PublicKeyData as _, generate_simple_self_signed};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::aws_lc_rs::default_provider, pki_types::PrivatePkcs8KeyDer},
};

use crate::Outcome;

/// What a door needs to speak https.
pub(crate) struct Seal {
    acceptor: TlsAcceptor,
    pin: String,
}

impl Seal {
    /// A new one, for both names of this machine.
    pub(crate) fn make() -> Outcome<Self> {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["localhost", "127.0.0.1"].map(str::to_owned))?;
        let pin = BASE64_STANDARD.encode(digest(&SHA256, &signing_key.subject_public_key_info()));
        let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key.into())?;
        Ok(Self { acceptor: Arc::new(config).into(), pin })
    }

    /// By which a browser is told to believe it: the hash of its public key.
    pub(crate) fn pin(&self) -> &str {
        &self.pin
    }

    pub(super) fn acceptor(&self) -> TlsAcceptor {
        self.acceptor.clone()
    }
}
