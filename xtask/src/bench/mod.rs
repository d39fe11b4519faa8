//! `cargo xtask bench`: the component beside its peers, and what takes longer than a test may. Writes `bench/RESULTS.md`.

mod rehearsal;
mod script;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::workspace::Workspace;

/// What to run; without a name everything, the long ones shorter.
#[derive(Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    bench: Option<Bench>,
}

/// One section of the results.
#[derive(Subcommand)]
enum Bench {
    /// Bytes that a page downloads, beside the peers.
    Size(Rest),
    /// The rules alone, beside hand-written JavaScript and the peers, in Chromium and Node.
    Speed(Rest),
    /// Keys typed into the real form, beside a plain one and the peers'.
    Typing(Rest),
    /// From a navigation to the first field, on a fast machine, a slow one and a slow network.
    Startup(Rest),
    /// From a press to the first field of the secure window, beside the element in the page.
    Window(Rest),
    /// Memory over many elements and an hour of typing.
    Memory(Rest),
    /// Thousands of payments with faults at random and a store that is killed again and again: lost 0, double 0.
    Soak(Rest),
    /// Charges per second through store and sandbox, beside slow clients, and the store's memory over many payments.
    Load(Rest),
}

/// What is handed on.
#[derive(Args)]
struct Rest {
    /// Options of what runs: `--rounds 40` of the side-by-side ones; those of `soak` and `load` are listed by `-- --help`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// # Errors
/// It does not build, or something was lost, or an answer was wrong.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    match &options.bench {
        Some(Bench::Size(Rest { rest })) => script::run(workspace, &["size"], rest),
        Some(Bench::Speed(Rest { rest })) => script::run(workspace, &["speed"], rest),
        Some(Bench::Typing(Rest { rest })) => script::run(workspace, &["typing"], rest),
        Some(Bench::Startup(Rest { rest })) => script::run(workspace, &["startup"], rest),
        Some(Bench::Window(Rest { rest })) => script::run(workspace, &["window"], rest),
        Some(Bench::Memory(Rest { rest })) => script::run(workspace, &["memory"], rest),
        Some(Bench::Soak(Rest { rest })) => rehearsal::soak(workspace, rest),
        Some(Bench::Load(Rest { rest })) => rehearsal::load(workspace, rest),
        None => {
            script::run(workspace, &[], &[])?;
            rehearsal::soak(workspace, &["--payments".to_owned(), "500".to_owned()])?;
            rehearsal::load(workspace, &["--payments".to_owned(), "1000".to_owned()])
        }
    }
}
