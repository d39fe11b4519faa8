//! `cargo xtask test`: every check and test, the quick ones first.

mod checks;
mod contract;
mod packages;
mod part;
mod runner;

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::Args;

use crate::browser::Engine;
use crate::step;
use crate::workspace::Workspace;
use part::Part;

/// What to run.
#[derive(Args)]
pub(crate) struct Options {
    /// Also hold the sandbox's script against the provider's own, which needs a network.
    #[arg(long)]
    real: bool,
    /// Run this part only; can be given several times.
    #[arg(long, value_enum)]
    only: Vec<Part>,
    /// Run all browser tests in this engine, and none in the others; can be given several times.
    #[arg(long, value_enum)]
    engine: Vec<Engine>,
}

impl Options {
    /// The engines to run browser tests in: those asked for, else the usual ones.
    fn engines(&self) -> Vec<Engine> {
        if self.engine.is_empty() { Engine::USUAL.to_vec() } else { self.engine.clone() }
    }

    /// Whether this engine was asked for.
    fn names(&self, engine: Engine) -> bool {
        self.engine.contains(&engine)
    }
}

/// Runs the parts in order and stops at the first that fails.
///
/// # Errors
/// A part failed; the message names it and says how to run it alone.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut done = Vec::new();
    let parts: Vec<Part> =
        Part::ALL.iter().copied().filter(|part| options.only.is_empty() || options.only.contains(part)).collect();
    for part in &parts {
        step::say(format!("--- {part}: {}", part.about()));
        let started = Instant::now();
        let result = part.run(workspace, options);
        done.push((*part, started.elapsed()));
        if let Err(error) = result {
            report(&done, &parts, true);
            bail!("{part} failed: {error:#}\nalone: cargo xtask test --only {part}");
        }
    }
    report(&done, &parts, false);
    Ok(())
}

fn report(done: &[(Part, Duration)], parts: &[Part], failed: bool) {
    println!();
    let last = done.len() - 1;
    for (index, (part, took)) in done.iter().enumerate() {
        let mark = if failed && index == last { "FAILED" } else { "ok" };
        println!("{:<10}{:>8.1} s  {mark}", part.to_string(), took.as_secs_f64());
    }
    let total: Duration = done.iter().map(|(_, took)| *took).sum();
    println!("{:<10}{:>8.1} s", "all", total.as_secs_f64());
    let passed = done.len() - usize::from(failed);
    println!("parts: {passed} passed, {} failed, {} skipped", usize::from(failed), parts.len() - done.len());
}
