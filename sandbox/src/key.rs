//! The RSA-2048 key the script encrypts with. Made at start, kept in memory, gone at the end.

use std::fmt;

use aws_lc_rs::{
    encoding::{AsDer, PublicKeyX509Der},
    error::Unspecified,
    rsa::{KeySize, Pkcs1PrivateDecryptingKey, PrivateDecryptingKey},
};
use base64::{Engine, engine::general_purpose::STANDARD};

/// The key's version, in every packet's `KeyVersion` and in `/payments/publickey`.
pub(crate) const KEY_VERSION: u32 = 13;

/// A private key and the two forms its public half is given out in.
pub(crate) struct Key {
    private: Pkcs1PrivateDecryptingKey,
    modulus: String,
    pem: String,
}

impl Key {
    /// Makes a key; takes a fraction of a second.
    ///
    /// # Errors
    /// The system gave no random bytes.
    pub(crate) fn generate() -> Result<Self, Unspecified> {
        let private = PrivateDecryptingKey::generate(KeySize::Rsa2048)?;
        let der = AsDer::<PublicKeyX509Der<'_>>::as_der(&private.public_key())?;
        let modulus = modulus_of(der.as_ref()).ok_or(Unspecified)?;
        let pem = pem_of(der.as_ref());
        Ok(Self { private: Pkcs1PrivateDecryptingKey::new(private)?, modulus, pem })
    }

    /// The modulus as 512 hex digits; the exponent is 65537.
    pub(crate) fn modulus(&self) -> &str {
        &self.modulus
    }

    /// The public key as PEM (`SubjectPublicKeyInfo`).
    pub(crate) fn pem(&self) -> &str {
        &self.pem
    }

    /// Opens what the script encrypted; None when it was not for this key.
    pub(crate) fn open(&self, encrypted: &[u8]) -> Option<Vec<u8>> {
        let mut buffer = vec![0; self.private.min_output_size()];
        Some(self.private.decrypt(encrypted, &mut buffer).ok()?.to_vec())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("version", &KEY_VERSION).finish_non_exhaustive()
    }
}

/// A 2048-bit key's DER ends with the modulus (256 bytes) and `INTEGER 65537`.
fn modulus_of(der: &[u8]) -> Option<String> {
    let head = der.strip_suffix(&[0x02, 0x03, 0x01, 0x00, 0x01])?;
    Some(hex::encode(head.get(head.len().checked_sub(256)?..)?))
}

fn pem_of(der: &[u8]) -> String {
    let mut pem = String::from("-----BEGIN PUBLIC KEY-----\n");
    for (index, letter) in STANDARD.encode(der).chars().enumerate() {
        if index > 0 && index % 64 == 0 {
            pem.push('\n');
        }
        pem.push(letter);
    }
    pem.push_str("\n-----END PUBLIC KEY-----\n");
    pem
}
