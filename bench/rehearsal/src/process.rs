//! A store in a process of its own, which can be killed.

use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Duration;

use cloudpayments_store::{Patience, Secret, Settings, Store};
use reqwest::Client;
use tokio::process::{Child, Command};

use crate::{Trouble, settings};

/// What the store's process is told.
#[derive(Debug, Clone, clap::Args)]
pub struct StoreOptions {
    /// Where it listens.
    #[arg(long)]
    listen: SocketAddr,
    /// Its gateway.
    #[arg(long)]
    sandbox: String,
    /// Its database.
    #[arg(long)]
    database: String,
    /// Wait for nothing as long as a real store would.
    #[arg(long)]
    hasty: bool,
}

impl StoreOptions {
    pub(crate) fn new(listen: SocketAddr, sandbox: &str, database: &str, hasty: bool) -> Self {
        Self { listen, sandbox: sandbox.to_owned(), database: database.to_owned(), hasty }
    }

    /// The store's address.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.listen)
    }
}

/// Runs a store until the process is killed.
///
/// # Errors
/// It cannot start.
pub async fn serve(options: StoreOptions) -> Result<(), Trouble> {
    let mut settings = Settings { listen: options.listen, ..settings(&options.sandbox, &options.database) };
    settings.database = Secret::new(options.database);
    if options.hasty {
        settings.patience = hasty();
    }
    let running = Store::start(settings).await?;
    tokio::signal::ctrl_c().await?;
    running.stop().await;
    Ok(())
}

/// Starts the process and waits until it answers.
pub(crate) async fn start(options: &StoreOptions, http: &Client) -> Result<Child, Trouble> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("store").args(["--listen", &options.listen.to_string()]).args(["--sandbox", &options.sandbox]);
    command.args(["--database", &options.database]);
    if options.hasty {
        command.arg("--hasty");
    }
    let mut child = command.stdin(Stdio::null()).kill_on_drop(true).spawn()?;
    loop {
        if let Some(status) = child.try_wait()? {
            return Err(format!("the store ended at its start: {status}").into());
        }
        if http.get(format!("{}/health", options.url())).send().await.is_ok_and(|well| well.status().is_success()) {
            return Ok(child);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Minutes made seconds: the rules are the same.
fn hasty() -> Patience {
    Patience {
        answer: Duration::from_secs(3),
        connect: Duration::from_secs(1),
        charge: Duration::from_secs(2),
        ask: Duration::from_secs(1),
        look: Duration::from_millis(500),
        drain: Duration::ZERO,
        stop: Duration::from_secs(2),
        fresh: Duration::from_secs(1),
        settled: Duration::from_secs(10),
        ..Patience::default()
    }
}
