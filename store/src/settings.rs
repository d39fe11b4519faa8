//! Everything the store is told before it starts.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use crate::{Clock, Limits, Network, Pay, Secret};

/// The store's settings. [`Settings::local`] is a store beside the sandbox, on this machine.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The store's address as browsers and the bank see it, an origin such as `https://shop.example`; the listening
    /// address when absent.
    pub public_url: Option<String>,
    /// The folder of the shop's pages.
    pub www: PathBuf,
    /// The folder of the npm package, served as `/pkg/`.
    pub pkg: PathBuf,
    /// The database, `sqlite://store.db` or `postgres://store@db.example/store`; several stores may share the latter.
    pub database: Secret,
    /// A file of programs; the usual four when absent.
    pub programs: Option<PathBuf>,
    /// The gateway's API, `https://api.tiptoppay.kz`.
    pub api: String,
    /// The cryptogram script, `https://checkout.tiptoppay.kz/checkout.js`.
    pub script: String,
    /// The terminal's public id.
    pub public_id: String,
    /// The terminal's API secret.
    pub api_secret: Secret,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// How often one address or order may do what costs money or room.
    pub limits: Limits,
    /// The origins of the payment pages that may take this store's payments, the one in `pay` besides.
    pub pay_origins: Vec<String>,
    /// A payment page that this store serves itself.
    pub pay: Option<Pay>,
    /// What order tokens are signed with, at least 32 bytes, the same for every instance of the store; a random key of this
    /// process when absent.
    pub token_key: Option<Secret>,
    /// Whom the shopper writes to.
    pub support_email: String,
    /// How many requests to the gateway may be under way at once; more wait for their turn. The provider answers one more than it
    /// allows with 429.
    pub gateway_at_once: Option<usize>,
    /// The clock the store decides by.
    pub clock: Clock,
    /// How long to wait for what.
    pub patience: Patience,
}

/// How long the store waits.
#[derive(Debug, Clone)]
pub struct Patience {
    /// A browser, for the result of its charge, before it is told `pending`.
    pub answer: Duration,
    /// A client's request line and headers, its body after them, and an idle connection.
    pub client: Duration,
    /// A connection to the gateway.
    pub connect: Duration,
    /// The gateway's answer to a charge or to post3ds; the provider says up to 5 minutes.
    pub charge: Duration,
    /// The gateway's answer to a question.
    pub ask: Duration,
    /// Between two looks at the attempts in doubt.
    pub look: Duration,
    /// Balancers, once the store has been asked to stop: it says that it is not ready, and goes on serving.
    pub drain: Duration,
    /// Charges under way when the store stops.
    pub stop: Duration,
    /// From the writing of an attempt to the sending of its charge; later than that it is not sent.
    pub fresh: Duration,
    /// From the sending of a charge until "none found" means that there is none: longer than `charge` and `fresh` together, and
    /// longer than the clocks of two instances are apart. The provider answers a charge within 5 minutes.
    pub settled: Duration,
}

impl Settings {
    /// A store on a free port of this machine beside the sandbox at `sandbox`, `http://127.0.0.1:8401`, with its database at
    /// `database`, `sqlite:///tmp/x.db`.
    #[must_use]
    pub fn local(sandbox: &str, database: &str) -> Self {
        let sandbox = sandbox.trim_end_matches('/');
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            public_url: None,
            www: PathBuf::from("www"),
            pkg: PathBuf::from("pkg"),
            database: Secret::new(database),
            programs: None,
            api: sandbox.to_owned(),
            script: format!("{sandbox}/checkout.js"),
            public_id: SANDBOX_PUBLIC_ID.to_owned(),
            api_secret: Secret::new(SANDBOX_SECRET),
            trusted_proxies: Vec::new(),
            limits: Limits::default(),
            pay_origins: Vec::new(),
            pay: None,
            token_key: None,
            support_email: SUPPORT_EMAIL.to_owned(),
            gateway_at_once: None,
            clock: Clock::system(),
            patience: Patience::default(),
        }
    }
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            answer: Duration::from_secs(25),
            client: doorway::PATIENCE,
            connect: Duration::from_secs(10),
            charge: Duration::from_secs(300),
            ask: Duration::from_secs(15),
            look: Duration::from_secs(15),
            drain: Duration::ZERO,
            stop: Duration::from_secs(20),
            fresh: Duration::from_secs(30),
            settled: Duration::from_secs(6 * 60),
        }
    }
}

/// The sandbox's terminal.
pub(crate) const SANDBOX_PUBLIC_ID: &str = "test_api_00000000000000000000001";
/// The sandbox's API secret, which is no secret.
pub(crate) const SANDBOX_SECRET: &str = "sandbox-secret";
/// Whom the shopper writes to unless told otherwise.
pub(crate) const SUPPORT_EMAIL: &str = "support@cloudpayments.kz";
