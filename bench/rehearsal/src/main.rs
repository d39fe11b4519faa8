//! `rehearsal soak | load`, started by `cargo xtask bench`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool talks to its terminal")]

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use rehearsal::{Trouble, load, soak};

/// Payments rehearsed on this machine, loopback only.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Thousands of payments with faults at random, and a store that is killed again and again.
    Soak(soak::Options),
    /// Charges per second, and what slow clients and 100,000 payments do to the store.
    Load(load::Options),
    /// The store of one of these, in a process of its own.
    #[command(hide = true)]
    Store(rehearsal::StoreOptions),
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse().what).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(trouble) => {
            eprintln!("rehearsal: {trouble}");
            ExitCode::FAILURE
        }
    }
}

async fn run(what: What) -> Result<bool, Trouble> {
    match what {
        What::Soak(options) => {
            let report = soak::run(&options).await?;
            println!("{report}");
            Ok(report.is_good())
        }
        What::Load(options) => {
            let report = load::run(&options).await?;
            println!("{report}");
            Ok(true)
        }
        What::Store(options) => rehearsal::serve(options).await.map(|()| true),
    }
}
