//! `cloudpayments-sandbox`: see `--help`.

mod args;
mod file;
mod health;

use std::{
    io::{self, IsTerminal as _, Write},
    process::ExitCode,
};

use args::{Args, FORGETS};
use cloudpayments_sandbox::Sandbox;
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // Colours are for terminals: a file or a collector would get their codes in every line.
    if io::stderr().is_terminal() {
        log.init();
    } else {
        log.with_ansi(false).init();
    }
    match run(Args::read()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args) -> Result<(), Box<dyn std::error::Error>> {
    let asks = args.health;
    let config = args.config()?;
    if asks {
        return Ok(health::ask(config.listen).await?);
    }
    let public_id = config.public_id.clone();
    let sandbox = Sandbox::start(config).await?;
    let url = &sandbox.url;
    writeln!(
        io::stdout(),
        "CloudPayments sandbox: test cards only, no money moves.\n  script     {url}/checkout.js\n  API        {url}  (Public ID {public_id})\n\
         \x20 bank       {url}/acs\n  switches   {url}/admin/faults\n{FORGETS}\nready {url}"
    )?;
    interrupted().await?;
    sandbox.stop().await;
    Ok(())
}

/// Waits for Ctrl-C or, where there is one, SIGTERM.
async fn interrupted() -> io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
