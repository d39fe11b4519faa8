//! Why a sandbox does not start.

use std::{io, net::SocketAddr};

use thiserror::Error;

use crate::{config::DEFAULT_PUBLIC_ID, faults::FaultError};

/// What went wrong, and who can mend it.
#[derive(Debug, Error)]
pub enum StartError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}; choose another with --listen (port 0 takes a free one)")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The public URL is not one.
    #[error("--public-url is {found:?}, wanted an http or https address without a path, such as https://pay.test")]
    PublicUrl {
        /// What was given.
        found: String,
    },
    /// The webhook base is not a URL.
    #[error("--webhooks is {found:?}, wanted an http or https address, such as http://127.0.0.1:8402/webhooks")]
    Webhooks {
        /// What was given.
        found: String,
    },
    /// The Public ID is none that Basic auth and a cryptogram can carry.
    #[error("--public-id is {found:?}, wanted a text without spaces, `:` and `@`, such as {DEFAULT_PUBLIC_ID}")]
    PublicId {
        /// What was given.
        found: String,
    },
    /// No request could ever be answered.
    #[error("--concurrency is 0, wanted at least 1; left out, there is no limit")]
    Concurrency,
    /// The faults make no sense.
    #[error("--faults: {0}")]
    Faults(#[from] FaultError),
    /// No RSA key can be made.
    #[error("cannot make an RSA-2048 key: the system gave no random bytes")]
    Key,
    /// No HTTP client for the webhooks can be made.
    #[error("cannot prepare the webhooks' HTTP client: {0}")]
    Client(#[from] reqwest::Error),
}

/// A result whose error is a [`StartError`].
pub type Result<T> = std::result::Result<T, StartError>;
