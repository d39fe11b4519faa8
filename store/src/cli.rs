//! The command line: settings from the environment, the store until a signal.

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::{CommandFactory as _, FromArgMatches as _, Parser};
use tracing_subscriber::EnvFilter;

use crate::settings::{Patience, SANDBOX_PUBLIC_ID, SANDBOX_SECRET, SUPPORT_EMAIL};
use crate::{Clock, Limits, Network, Rate, Secret, Settings, Store, origin, window};

/// A small merchant server: orders, charges and 3-D Secure for a CloudPayments checkout.
#[derive(Debug, Parser)]
#[command(name = "cloudpayments-store", version, after_help = SECRETS)]
struct Cli {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, env = "STORE_LISTEN", default_value = "127.0.0.1:8402", value_parser = window::address)]
    listen: SocketAddr,
    /// The store's address as browsers and the bank see it, an origin such as `https://shop.example` [default: the listening address].
    #[arg(long, env = "STORE_PUBLIC_URL")]
    public_url: Option<String>,
    /// The folder of the shop's pages.
    #[arg(long, env = "STORE_WWW", default_value = "www")]
    www: PathBuf,
    /// The folder of the npm package, served as /pkg/.
    #[arg(long, env = "STORE_PKG", default_value = "pkg")]
    pkg: PathBuf,
    /// A JSON file of the programs for sale [default: the four built in].
    #[arg(long, env = "STORE_PROGRAMS")]
    programs: Option<PathBuf>,
    /// Proxies whose X-Forwarded-For is believed, as addresses or ranges: 10.0.0.0/8,192.168.1.2.
    #[arg(long, env = "STORE_TRUSTED_PROXIES")]
    trusted_proxies: Option<String>,
    /// Orders one address may place in a minute; 0 is no limit.
    #[arg(long, env = "STORE_ORDERS_PER_MINUTE", default_value_t = 30)]
    orders_per_minute: u32,
    /// Payment attempts one address may make in a minute; 0 is no limit.
    #[arg(long, env = "STORE_ATTEMPTS_PER_MINUTE", default_value_t = 30)]
    attempts_per_minute: u32,
    /// Whom the shopper writes to.
    #[arg(long, env = "STORE_SUPPORT_EMAIL", default_value = SUPPORT_EMAIL)]
    support_email: String,
    /// The gateway's API; the sandbox's, or `https://api.tiptoppay.kz`.
    #[arg(long, env = "CLOUDPAYMENTS_API", default_value = "http://127.0.0.1:8401")]
    api: String,
    /// The cryptogram script [default: the sandbox's beside a sandbox, else `https://checkout.tiptoppay.kz/checkout.js`].
    #[arg(long, env = "CLOUDPAYMENTS_SCRIPT")]
    script: Option<String>,
    /// The terminal's public id [default: the sandbox's, beside a sandbox].
    #[arg(long, env = "CLOUDPAYMENTS_PUBLIC_ID")]
    public_id: Option<String>,
    /// How many requests to the gateway may be under way at once; more wait [default: no limit].
    #[arg(long, env = "STORE_GATEWAY_AT_ONCE", value_parser = at_least_one)]
    gateway_at_once: Option<usize>,
    /// How many seconds to go on serving after SIGTERM, not ready any more, so that balancers look elsewhere.
    #[arg(long, env = "STORE_DRAIN", default_value_t = 0)]
    drain: u64,
    /// How the log is written.
    #[arg(long, env = "STORE_LOG", value_enum, default_value_t = Log::Text)]
    log: Log,
    #[command(flatten)]
    window: window::Arguments,
    #[command(subcommand)]
    command: Option<window::Command>,
}

/// The forms of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Log {
    /// For people.
    Text,
    /// One JSON object a line, for collectors.
    Json,
}

/// Runs the store until SIGTERM or Ctrl-C; the exit code says whether it could.
pub async fn run() -> ExitCode {
    let matches = doorway::without_empty(Cli::command()).get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|wrong| wrong.exit());
    if let Some(command) = cli.command {
        return match print(&cli, command) {
            Ok(()) => ExitCode::SUCCESS,
            Err(wrong) => Cli::command().error(clap::error::ErrorKind::InvalidValue, wrong).exit(),
        };
    }
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter);
    match cli.log {
        Log::Text if std::io::stdout().is_terminal() => log.init(),
        // Colours are for terminals: a file or a collector would get their codes in every line.
        Log::Text => log.with_ansi(false).init(),
        Log::Json => log.json().flatten_event(true).with_current_span(false).with_span_list(false).init(),
    }
    // Each shopper's browser holds a connection or two.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    match serve(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(wrong) => {
            tracing::error!("{wrong}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(cli: Cli) -> Result<(), String> {
    for (name, folder) in [("STORE_WWW", &cli.www), ("STORE_PKG", &cli.pkg)] {
        if !folder.is_dir() {
            tracing::warn!("{name}: there is no folder {}, so nothing of it is served", folder.display());
        }
    }
    let settings = settings(cli, |name| std::env::var(name).ok())?;
    let running = Store::start(settings).await.map_err(|wrong| wrong.to_string())?;
    tracing::info!("ready {}", running.url);
    if let Some(url) = &running.pay_url {
        tracing::info!("payment page ready {url}");
    }
    signal().await;
    tracing::info!("stopping");
    running.stop().await;
    Ok(())
}

/// The settings of a command line, with the secrets of an environment: those are never arguments, which anyone on the machine can read.
fn settings(cli: Cli, environment: impl Fn(&str) -> Option<String>) -> Result<Settings, String> {
    let api = cli.api.trim_end_matches('/').to_owned();
    if !origin::is_safe(&api) {
        return Err(format!("CLOUDPAYMENTS_API is {api:?}, wanted an https address, or http on this machine"));
    }
    let beside_sandbox = origin::is_local(&api);
    let public_id = match cli.public_id.filter(|id| !id.is_empty()) {
        Some(id) => id,
        None if beside_sandbox => SANDBOX_PUBLIC_ID.to_owned(),
        None => {
            return Err(format!(
                "no public id for {api}: set CLOUDPAYMENTS_PUBLIC_ID, it is in the merchant's cabinet"
            ));
        }
    };
    let api_secret = match secret("CLOUDPAYMENTS_API_SECRET", &environment)? {
        Some(secret) => secret,
        None if beside_sandbox => Secret::new(SANDBOX_SECRET),
        None => {
            return Err(format!(
                "no API secret for {api}: set CLOUDPAYMENTS_API_SECRET or CLOUDPAYMENTS_API_SECRET_FILE, it is in the merchant's cabinet"
            ));
        }
    };
    let script = cli.script.unwrap_or_else(|| usual_script(&api));
    let trusted = window::parted(cli.trusted_proxies.as_deref().unwrap_or_default());
    let trusted: Result<Vec<Network>, String> = trusted.iter().map(|one| one.parse()).collect();
    let token_key = secret("STORE_TOKEN_KEY", &environment)?;
    Ok(Settings {
        listen: cli.listen,
        public_url: cli.public_url,
        www: cli.www,
        pkg: cli.pkg,
        database: secret("DATABASE_URL", &environment)?.unwrap_or_else(|| Secret::new(DATABASE)),
        programs: cli.programs,
        api,
        script,
        public_id,
        api_secret,
        trusted_proxies: trusted.map_err(|wrong| format!("STORE_TRUSTED_PROXIES: {wrong}"))?,
        limits: Limits {
            orders: Rate::per_minute(cli.orders_per_minute),
            attempts: Rate::per_minute(cli.attempts_per_minute),
            ..Limits::default()
        },
        pay_origins: cli.window.let_in(),
        pay: cli.window.pay()?,
        token_key,
        support_email: cli.support_email,
        gateway_at_once: cli.gateway_at_once,
        clock: Clock::system(),
        patience: Patience { drain: Duration::from_secs(cli.drain), ..Patience::default() },
    })
}

fn print(cli: &Cli, command: window::Command) -> Result<(), String> {
    let api = cli.api.trim_end_matches('/');
    let script = cli.script.clone().unwrap_or_else(|| usual_script(api));
    command.run(&cli.window, cli.public_url.as_deref(), &cli.www, &script, api)
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("must be at least 1".to_owned()),
        other => other.map_err(|wrong: std::num::ParseIntError| wrong.to_string()),
    }
}

fn usual_script(api: &str) -> String {
    if origin::is_local(api) { format!("{api}/checkout.js") } else { SCRIPT.to_owned() }
}

/// A secret from `NAME`, or from the file that `NAME_FILE` names.
fn secret(name: &str, environment: impl Fn(&str) -> Option<String>) -> Result<Option<Secret>, String> {
    let given = environment(name).filter(|text| !text.is_empty());
    let file = environment(&format!("{name}_FILE")).filter(|path| !path.is_empty());
    match (given, file) {
        (Some(_), Some(_)) => Err(format!("both {name} and {name}_FILE are set, wanted one of them")),
        (Some(text), None) => Ok(Some(Secret::new(text))),
        (None, Some(path)) => read(Path::new(&path)).map(Some).map_err(|wrong| format!("{name}_FILE: {wrong}")),
        (None, None) => Ok(None),
    }
}

fn read(path: &Path) -> Result<Secret, String> {
    let text = std::fs::read_to_string(path).map_err(|wrong| format!("cannot read {}: {wrong}", path.display()))?;
    match text.trim_end_matches(['\r', '\n']) {
        "" => Err(format!("{} is empty, wanted the secret on one line", path.display())),
        text => Ok(Secret::new(text)),
    }
}

#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn signal() {
    let _ = tokio::signal::ctrl_c().await;
}

const SCRIPT: &str = "https://checkout.tiptoppay.kz/checkout.js";
const DATABASE: &str = "sqlite://store.db";
const SECRETS: &str = "\
Secrets, from the environment only:
  CLOUDPAYMENTS_API_SECRET, or CLOUDPAYMENTS_API_SECRET_FILE naming a file [default: the sandbox's, beside a sandbox]
  STORE_TOKEN_KEY, or STORE_TOKEN_KEY_FILE: signs order tokens, for several instances of one store [default: a random one]
  DATABASE_URL, or DATABASE_URL_FILE: sqlite:// or postgres:// [default: sqlite://store.db]
RUST_LOG sets what is logged [default: info].";

#[cfg(test)]
mod tests {
    use super::*;

    fn told(arguments: &[&str], environment: &[(&str, &str)]) -> Result<Settings, String> {
        let cli = Cli::try_parse_from(std::iter::once(&"store").chain(arguments)).unwrap();
        settings(cli, |name| environment.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn beside_a_sandbox_nothing_need_be_set() {
        let settings = told(&[], &[]).unwrap();
        assert_eq!(settings.script, "http://127.0.0.1:8401/checkout.js");
        assert_eq!(settings.api_secret.expose(), SANDBOX_SECRET);
    }

    #[test]
    fn the_real_gateway_wants_a_real_secret() {
        let real = ["--api", "https://api.tiptoppay.kz", "--public-id", "pk_1"];
        assert!(told(&real, &[]).unwrap_err().contains("CLOUDPAYMENTS_API_SECRET"));
        let settings = told(&real, &[("CLOUDPAYMENTS_API_SECRET", "sesame")]).unwrap();
        assert_eq!(settings.script, SCRIPT);
        assert!(!format!("{settings:?}").contains("sesame"));
        assert!(
            told(&real[..2], &[("CLOUDPAYMENTS_API_SECRET", "sesame")])
                .unwrap_err()
                .contains("CLOUDPAYMENTS_PUBLIC_ID")
        );
    }

    #[test]
    fn a_variable_that_is_set_to_nothing_counts_as_absent() {
        let sandbox = told(&["--trusted-proxies", "", "--public-id", ""], &[]).unwrap();
        assert_eq!((sandbox.trusted_proxies.len(), sandbox.public_id.as_str()), (0, SANDBOX_PUBLIC_ID));
        let real = ["--api", "https://api.tiptoppay.kz", "--public-id", ""];
        let wrong = told(&real, &[("CLOUDPAYMENTS_API_SECRET", "sesame")]).unwrap_err();
        assert!(wrong.contains("CLOUDPAYMENTS_PUBLIC_ID"), "{wrong}");
    }

    #[test]
    fn trusted_proxies_are_addresses_and_ranges() {
        let two = told(&["--trusted-proxies", "10.0.0.0/8, 192.168.1.2"], &[]).unwrap();
        assert_eq!(two.trusted_proxies, ["10.0.0.0/8".parse().unwrap(), "192.168.1.2".parse().unwrap()]);
        assert!(told(&["--trusted-proxies", "10.0.0.0/8,x"], &[]).unwrap_err().contains("STORE_TRUSTED_PROXIES"));
    }

    #[test]
    fn a_secret_comes_from_a_file_too_but_not_from_both() {
        let path = std::env::temp_dir().join(format!("store-secret-{}", std::process::id()));
        std::fs::write(&path, "sesame\n").unwrap();
        let file = ("CLOUDPAYMENTS_API_SECRET_FILE", path.to_str().unwrap());
        assert_eq!(told(&[], &[file]).unwrap().api_secret.expose(), "sesame");
        assert!(told(&[], &[file, ("CLOUDPAYMENTS_API_SECRET", "x")]).is_err());
        std::fs::remove_file(&path).unwrap();
        assert!(told(&[], &[file]).is_err());
    }

    #[test]
    fn a_gateway_without_https_is_refused_unless_it_is_this_machine() {
        assert!(told(&["--api", "http://api.example"], &[]).unwrap_err().contains("https"));
    }

    #[test]
    fn the_command_line_is_sound() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }
}
