//! `cargo xtask bench`: what takes longer than a test may.

mod rehearsal;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::workspace::Workspace;

/// What to run.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// Thousands of payments with faults at random and a store that is killed again and again: lost 0, double 0.
    Soak(Rest),
    /// Charges per second through store and sandbox, beside slow clients, and the store's memory over many payments.
    Load(Rest),
}

/// What is handed on.
#[derive(Args)]
pub(crate) struct Rest {
    /// Options of the rehearsal; `-- --help` lists them.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// # Errors
/// It does not build, or something was lost.
pub(crate) fn run(workspace: &Workspace, bench: &Bench) -> Result<()> {
    match bench {
        Bench::Soak(Rest { rest }) => rehearsal::soak(workspace, rest),
        Bench::Load(Rest { rest }) => rehearsal::load(workspace, rest),
    }
}
