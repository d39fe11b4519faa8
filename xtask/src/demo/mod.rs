//! `cargo xtask demo`: the sandbox and the demo store, running on this machine until Ctrl-C.

mod cards;
mod health;
mod port;
mod server;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::command::command;
use crate::servers::{self, SANDBOX, STORE, binary};
use crate::workspace::Workspace;
use crate::{build, docs, step};
use server::Server;

/// Where the demo listens, and whether it builds first.
#[derive(Args)]
pub(crate) struct Options {
    /// The loopback port of the sandbox: the provider's script, API and bank.
    #[arg(long, default_value_t = 8401)]
    sandbox_port: u16,
    /// The loopback port of the demo store: the shop in the browser.
    #[arg(long, default_value_t = 8402)]
    store_port: u16,
    /// The loopback port of the payment page: the secure window's other origin.
    #[arg(long, default_value_t = 8403)]
    pay_port: u16,
    /// Start what an earlier run has built.
    #[arg(long)]
    no_build: bool,
}

/// Builds, starts both servers, says when they answer, and stops them on Ctrl-C, SIGTERM, or when one of them ends by itself.
///
/// # Errors
/// A port is taken, something does not build, or a server does not start or ends by itself.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let stop = Arc::new(AtomicBool::new(false));
    let Options { sandbox_port, store_port, pay_port, .. } = *options;
    if sandbox_port == store_port || store_port == pay_port || pay_port == sandbox_port {
        bail!(
            "--sandbox-port {sandbox_port}, --store-port {store_port} and --pay-port {pay_port} must be three different ports"
        );
    }
    // Before the build: nobody should wait for minutes to hear that a port is taken.
    check_ports(options)?;
    if options.no_build {
        build_is_there(workspace)?;
    } else {
        build_all(workspace)?;
    }
    check_ports(options)?;

    // Set only now: until here Ctrl-C ends a compiler, and us with it, as it always does.
    let asked = Arc::clone(&stop);
    ctrlc::set_handler(move || asked.store(true, Ordering::SeqCst)).context("cannot listen for Ctrl-C")?;
    let mut servers = start(workspace, options)?;
    wait_until_healthy(&mut servers, &stop)?;
    if !stop.load(Ordering::SeqCst) {
        print!("\n{}\n", cards::table()?);
        println!("documentation http://localhost:{}/docs/", options.store_port);
        println!("Ctrl-C stops both servers; the shop's orders stay in {}", database(workspace).display());
        // The payment page is on 127.0.0.1: for the browser another site, as it would be on the internet.
        println!("ready http://localhost:{}/", options.store_port);
    }
    while !stop.load(Ordering::SeqCst) {
        for server in &mut servers {
            server.still_runs()?;
        }
        thread::sleep(LOOK_AGAIN);
    }
    step::say("stopping");
    for server in &mut servers {
        server.stop();
    }
    Ok(())
}

fn check_ports(options: &Options) -> Result<()> {
    port::check_free(options.sandbox_port, "sandbox", "--sandbox-port")?;
    port::check_free(options.store_port, "store", "--store-port")?;
    port::check_free(options.pay_port, "payment page", "--pay-port")
}

fn build_all(workspace: &Workspace) -> Result<()> {
    build::run(workspace)?;
    docs::run(workspace)?;
    servers::build(workspace)
}

fn build_is_there(workspace: &Workspace) -> Result<()> {
    for file in [binary(workspace, SANDBOX), binary(workspace, STORE), workspace.path("pkg/index.js")] {
        if !file.is_file() {
            bail!("{} is not built yet: run `cargo xtask demo` once without --no-build", file.display());
        }
    }
    Ok(())
}

/// Starts both; a server already started is stopped when the next one cannot be, because `Server` stops what it holds when dropped.
fn start(workspace: &Workspace, options: &Options) -> Result<Vec<Server>> {
    let sandbox = format!("127.0.0.1:{}", options.sandbox_port);
    let store = format!("127.0.0.1:{}", options.store_port);
    let database = database(workspace);
    fs::create_dir_all(database.parent().unwrap_or(Path::new(".")))?;
    let mut sandbox_program = server_command(workspace, SANDBOX);
    let mut store_program = server_command(workspace, STORE);
    if env::var_os("RUST_LOG").is_none() {
        // What a person wants to see here is the address, not every request.
        sandbox_program.env("RUST_LOG", "warn");
        store_program.env("RUST_LOG", "warn");
    }
    sandbox_program
        .env("SANDBOX_LISTEN", &sandbox)
        .env("SANDBOX_WEBHOOKS", format!("http://{store}/webhooks"))
        .env("CLOUDPAYMENTS_PUBLIC_ID", SANDBOX_PUBLIC_ID)
        .env("CLOUDPAYMENTS_API_SECRET", SANDBOX_API_SECRET);
    store_program
        .env("STORE_LISTEN", &store)
        .env("STORE_PUBLIC_URL", format!("http://localhost:{}", options.store_port))
        .env("STORE_PAY_LISTEN", format!("127.0.0.1:{}", options.pay_port))
        .env("STORE_WWW", workspace.path("www"))
        .env("STORE_PKG", workspace.path("pkg"))
        .env("DATABASE_URL", sqlite_url(&database))
        .env("CLOUDPAYMENTS_API", format!("http://{sandbox}"))
        .env("CLOUDPAYMENTS_SCRIPT", format!("http://{sandbox}/checkout.js"))
        .env("CLOUDPAYMENTS_PUBLIC_ID", SANDBOX_PUBLIC_ID)
        .env("CLOUDPAYMENTS_API_SECRET", SANDBOX_API_SECRET);
    Ok(vec![
        Server::start("sandbox", options.sandbox_port, sandbox_program)?,
        Server::start("store", options.store_port, store_program)?,
    ])
}

/// A server with none of the settings that the terminal may hold for a store of its own: least of all a real account's secret.
fn server_command(workspace: &Workspace, package: &str) -> Command {
    let mut server = command(binary(workspace, package));
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_a_setting) {
            server.env_remove(&name);
        }
    }
    server
}

fn is_a_setting(name: &str) -> bool {
    ["STORE_", "SANDBOX_", "CLOUDPAYMENTS_", "DATABASE_URL"].iter().any(|start| name.starts_with(start))
}

fn wait_until_healthy(servers: &mut [Server], stop: &AtomicBool) -> Result<()> {
    let started = Instant::now();
    for server in servers {
        while !stop.load(Ordering::SeqCst) && !health::answers(server.port()) {
            server.still_runs()?;
            if started.elapsed() > LONGEST_START {
                bail!(
                    "the {} runs but http://127.0.0.1:{}/health has not answered for {} seconds",
                    server.name(),
                    server.port(),
                    LONGEST_START.as_secs()
                );
            }
            thread::sleep(LOOK_AGAIN);
        }
    }
    Ok(())
}

/// A path as part of a URL: only what would end the path there needs another spelling.
fn sqlite_url(file: &Path) -> String {
    format!("sqlite://{}", file.to_string_lossy().replace('%', "%25").replace('?', "%3F").replace('#', "%23"))
}

fn database(workspace: &Workspace) -> PathBuf {
    workspace.target().join("demo/store.db")
}

/// The sandbox's own defaults, of no use against a real account.
const SANDBOX_PUBLIC_ID: &str = "test_api_00000000000000000000001";
const SANDBOX_API_SECRET: &str = "sandbox-secret";
const LOOK_AGAIN: Duration = Duration::from_millis(50);
const LONGEST_START: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_any_name_can_hold_the_database() {
        assert_eq!(
            sqlite_url(Path::new("/my code/50% off?/#1/store.db")),
            "sqlite:///my code/50%25 off%3F/%231/store.db"
        );
    }

    #[test]
    fn a_terminals_own_settings_do_not_reach_the_demos_servers() {
        for name in
            ["CLOUDPAYMENTS_API_SECRET_FILE", "DATABASE_URL_FILE", "STORE_TRUSTED_PROXIES", "SANDBOX_PUBLIC_URL"]
        {
            assert!(is_a_setting(name), "{name} is passed on");
        }
        assert!(!is_a_setting("PATH") && !is_a_setting("RUST_LOG"));
    }
}
