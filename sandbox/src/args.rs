//! The command line.

use std::net::SocketAddr;

use clap::Parser;
use cloudpayments_sandbox::{
    Config, DEFAULT_API_SECRET, DEFAULT_LISTEN, DEFAULT_MERCHANT, DEFAULT_PUBLIC_ID, FaultOrder, Secret,
};

/// A local CloudPayments (TipTop Pay) and issuing bank: script, API, 3-D Secure page and webhooks.
///
/// It takes the documented test cards only. No money moves.
#[derive(Debug, Parser)]
#[command(version, after_help = FORGETS)]
pub(crate) struct Args {
    /// Address to listen on; the default is loopback only, port 0 takes a free port
    #[arg(long, env = "SANDBOX_LISTEN", default_value_t = DEFAULT_LISTEN)]
    listen: SocketAddr,
    /// Address browsers and stores reach the sandbox by, where it is not the one it listens on
    #[arg(long, env = "SANDBOX_PUBLIC_URL")]
    public_url: Option<String>,
    /// The terminal's Public ID: login of the API and part of every cryptogram
    #[arg(long, env = "CLOUDPAYMENTS_PUBLIC_ID", default_value = DEFAULT_PUBLIC_ID)]
    public_id: String,
    /// The terminal's API secret, best given by the environment
    #[arg(long, env = "CLOUDPAYMENTS_API_SECRET", default_value = DEFAULT_API_SECRET, hide_env_values = true, value_parser = secret)]
    api_secret: Secret,
    /// Base of the webhook addresses; /check, /pay, /fail, /confirm, /refund and /cancel are added [default: none are sent]
    #[arg(long, env = "SANDBOX_WEBHOOKS")]
    webhooks: Option<String>,
    /// The merchant's name on the bank's page
    #[arg(long, env = "SANDBOX_MERCHANT", default_value = DEFAULT_MERCHANT)]
    merchant: String,
    /// What goes wrong, as the JSON of /admin/faults: '{"next":{"charge":{"drop":"after"}}}'
    #[arg(long, env = "SANDBOX_FAULTS", value_parser = faults)]
    faults: Option<FaultOrder>,
    /// Faults at random from this seed, the same ones each time
    #[arg(long, env = "SANDBOX_FAULTS_SEED", conflicts_with = "faults")]
    faults_seed: Option<u64>,
    /// The chance of a fault per request, 0 to 1
    #[arg(long, env = "SANDBOX_FAULTS_RATE", default_value_t = 0.1)]
    faults_rate: f64,
    /// How many API requests may be answered at once; one more gets 429 [default: no limit; the real gateway allows a test terminal 5]
    #[arg(long, env = "SANDBOX_CONCURRENCY")]
    concurrency: Option<usize>,
}

/// What is lost at a restart.
pub(crate) const FORGETS: &str = "Everything is kept in memory. A restart forgets payments, request ids, used cryptograms and 3-D Secure \
pages, and makes a new RSA key: cryptograms made before it cannot be charged after it.";

impl From<Args> for Config {
    fn from(args: Args) -> Self {
        Self {
            listen: args.listen,
            public_url: args.public_url,
            public_id: args.public_id,
            api_secret: args.api_secret,
            webhooks: args.webhooks,
            merchant: args.merchant,
            faults: match args.faults_seed {
                Some(seed) => FaultOrder::at_random(seed, args.faults_rate),
                None => args.faults.unwrap_or_default(),
            },
            concurrency: args.concurrency,
            ..Self::default()
        }
    }
}

fn secret(text: &str) -> Result<Secret, &'static str> {
    if text.is_empty() { Err("must not be empty") } else { Ok(Secret::new(text)) }
}

fn faults(json: &str) -> Result<FaultOrder, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}
