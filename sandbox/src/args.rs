//! The command line.

use std::{net::SocketAddr, path::PathBuf};

use clap::{CommandFactory as _, FromArgMatches as _, Parser};
use cloudpayments_sandbox::{Config, FaultOrder, Secret};

use crate::file::File;

/// A local CloudPayments (TipTop Pay) and issuing bank: script, API, 3-D Secure page and webhooks.
///
/// It takes the documented test cards only. No money moves.
#[derive(Debug, Parser)]
#[command(version, after_help = FORGETS)]
pub(crate) struct Args {
    /// A TOML file with these settings, each under its long name; a flag or a variable wins over it
    #[arg(long, env = "SANDBOX_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Address to listen on; port 0 takes a free port [default: 127.0.0.1:8401, loopback only]
    #[arg(long, env = "SANDBOX_LISTEN", value_parser = address)]
    listen: Option<SocketAddr>,
    /// Address browsers and stores reach the sandbox by, where it is not the one it listens on
    #[arg(long, env = "SANDBOX_PUBLIC_URL")]
    public_url: Option<String>,
    /// The terminal's Public ID: login of the API and part of every cryptogram [default: `test_api_00000000000000000000001`]
    #[arg(long, env = "CLOUDPAYMENTS_PUBLIC_ID")]
    public_id: Option<String>,
    /// The terminal's API secret, best given by the environment [default: sandbox-secret]
    #[arg(long, env = "CLOUDPAYMENTS_API_SECRET", hide_env_values = true, value_parser = secret)]
    api_secret: Option<Secret>,
    /// Base of the webhook addresses; /check, /pay, /fail, /confirm, /refund and /cancel are added [default: none are sent]
    #[arg(long, env = "SANDBOX_WEBHOOKS")]
    webhooks: Option<String>,
    /// The merchant's name on the bank's page [default: Sandbox store]
    #[arg(long, env = "SANDBOX_MERCHANT")]
    merchant: Option<String>,
    /// What goes wrong, as the JSON of /admin/faults: '{"next":{"charge":{"drop":"after"}}}'
    #[arg(long, env = "SANDBOX_FAULTS", value_parser = faults)]
    faults: Option<FaultOrder>,
    /// Faults at random from this seed, the same ones each time
    #[arg(long, env = "SANDBOX_FAULTS_SEED", conflicts_with = "faults")]
    faults_seed: Option<u64>,
    /// The chance of a fault per request, 0 to 1 [default: 0.1]
    #[arg(long, env = "SANDBOX_FAULTS_RATE", value_parser = chance)]
    faults_rate: Option<f64>,
    /// How many API requests may be answered at once; one more gets 429 [default: no limit; the real gateway allows a test terminal 5]
    #[arg(long, env = "SANDBOX_CONCURRENCY")]
    concurrency: Option<usize>,
    /// Start nothing: ask the sandbox that listens there whether it is well, and end with 0 if it is
    #[arg(long)]
    pub(crate) health: bool,
}

/// What is lost at a restart.
pub(crate) const FORGETS: &str = "Everything is kept in memory. A restart forgets payments, request ids, used cryptograms and 3-D Secure \
pages, and makes a new RSA key: cryptograms made before it cannot be charged after it.";

impl Args {
    /// Reads the command line and the environment.
    pub(crate) fn read() -> Self {
        let matches = doorway::without_empty(Self::command()).get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|wrong| wrong.exit())
    }

    /// The settings: what is on the command line or in the environment, else in the file, else the defaults.
    ///
    /// # Errors
    /// The file cannot be read or understood.
    pub(crate) fn config(self) -> Result<Config, String> {
        let file = self.config.as_deref().map(File::read).transpose()?.unwrap_or_default();
        let usual = Config::default();
        // Faults in so many words and faults by chance are one setting: the nearer one of the two counts.
        let (faults, seed) = match (self.faults, self.faults_seed) {
            (None, None) => (file.faults, file.faults_seed),
            nearer => nearer,
        };
        let rate = self.faults_rate.or(file.faults_rate);
        if rate.is_some() && seed.is_none() && faults.is_none() {
            return Err("--faults-rate is set and --faults-seed is not: by themselves no faults come".to_owned());
        }
        Ok(Config {
            listen: self.listen.or(file.listen).unwrap_or(usual.listen),
            public_url: self.public_url.or(file.public_url),
            public_id: self.public_id.or(file.public_id).unwrap_or(usual.public_id),
            api_secret: self.api_secret.or(file.api_secret).unwrap_or(usual.api_secret),
            webhooks: self.webhooks.or(file.webhooks),
            merchant: self.merchant.or(file.merchant).unwrap_or(usual.merchant),
            faults: seed.map_or(faults.unwrap_or_default(), |seed| FaultOrder::at_random(seed, rate.unwrap_or(0.1))),
            concurrency: self.concurrency.or(file.concurrency),
            ..Config::default()
        })
    }
}

/// Where to listen: a name such as `localhost` is none, as it may mean several addresses.
fn address(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse().map_err(|_| "wanted an address and a port, such as 127.0.0.1:8401")
}

fn chance(text: &str) -> Result<f64, &'static str> {
    let chance = text.parse().ok().filter(|chance| (0.0..=1.0).contains(chance));
    chance.ok_or("wanted a chance from 0 to 1")
}

fn secret(text: &str) -> Result<Secret, &'static str> {
    if text.is_empty() { Err("must not be empty") } else { Ok(Secret::new(text)) }
}

fn faults(json: &str) -> Result<FaultOrder, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}
