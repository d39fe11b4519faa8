//! What a sandbox is told before it starts.

use std::{
    fmt,
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use crate::faults::FaultOrder;

/// The address the sandbox listens on unless told otherwise: loopback only.
pub const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8401);
/// The public test id of the provider's own documentation.
pub const DEFAULT_PUBLIC_ID: &str = "test_api_00000000000000000000001";
/// The API secret unless told otherwise; it guards nothing but the sandbox.
pub const DEFAULT_API_SECRET: &str = "sandbox-secret";
/// The merchant's name on the bank's page unless told otherwise.
pub const DEFAULT_MERCHANT: &str = "Sandbox store";

/// The settings of one sandbox.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address others reach the sandbox by (`https://pay.test`), where it is not the one it listens on.
    pub public_url: Option<String>,
    /// The terminal's Public ID: the login of Basic auth, and part of every cryptogram.
    pub public_id: String,
    /// The terminal's API secret: the password of Basic auth and the key of the webhooks' HMAC.
    pub api_secret: Secret,
    /// Base of the webhook addresses: `http://127.0.0.1:8402/webhooks` gets `.../check`, `.../pay` and so on. None sends nothing.
    pub webhooks: Option<String>,
    /// The merchant's name as the bank's page shows it.
    pub merchant: String,
    /// What stands for one minute between the tries of a webhook: the real gateway waits 1, 2, 5, 10, then 30 minutes.
    pub webhook_minute: Duration,
    /// How many API requests may be answered at once; one more gets 429. The real gateway allows a test terminal five. None is
    /// no limit.
    pub concurrency: Option<usize>,
    /// How long a client may take for a request's line and headers, again for its body, and keep an idle connection.
    pub patience: Duration,
    /// What goes wrong from the start.
    pub faults: FaultOrder,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: DEFAULT_LISTEN,
            public_url: None,
            public_id: DEFAULT_PUBLIC_ID.to_owned(),
            api_secret: Secret::new(DEFAULT_API_SECRET),
            webhooks: None,
            merchant: DEFAULT_MERCHANT.to_owned(),
            webhook_minute: Duration::from_secs(1),
            concurrency: None,
            patience: doorway::PATIENCE,
            faults: FaultOrder::default(),
        }
    }
}

/// A text that `Debug` does not show.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Wraps a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one place that needs it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}
