//! The crate `rehearsal`, run: loopback only.

use std::process::Stdio;

use anyhow::{Context, Result, bail};

use super::script;
use crate::command::command;
use crate::step;
use crate::workspace::Workspace;

/// # Errors
/// It does not build, or something was lost.
pub(super) fn soak(workspace: &Workspace, rest: &[String]) -> Result<()> {
    // As the tests build it: what is looked for are mistakes, not speed.
    rehearse(workspace, &[], ("soak", "Soak"), rest)
}

/// # Errors
/// It does not build, or a charge was not paid.
pub(super) fn load(workspace: &Workspace, rest: &[String]) -> Result<()> {
    rehearse(workspace, &["--release"], ("load", "Load"), rest)
}

fn rehearse(workspace: &Workspace, profile: &[&str], (what, title): (&str, &str), rest: &[String]) -> Result<()> {
    let mut cargo = command("cargo");
    cargo.current_dir(workspace.root()).args(["run", "--quiet", "--locked", "--package", "rehearsal"]).args(profile);
    cargo.args(["--", what]).args(rest);
    step::say(format!("{what}: prints its figures at the end"));
    // Printed before success is asked for: of what was lost, the report says what.
    let output = cargo.stderr(Stdio::inherit()).output().context("cannot start cargo")?;
    let report = String::from_utf8_lossy(&output.stdout);
    println!("{report}");
    if !output.status.success() {
        bail!("{what} failed: {}", output.status);
    }
    if rest.iter().any(|option| option == "--help") {
        return Ok(());
    }
    let by = [&["cargo xtask bench", what], rest.iter().map(String::as_str).collect::<Vec<_>>().as_slice()].concat();
    script::record(workspace, title, &by.join(" "), &format!("```text\n{}\n```", report.trim_end()))
}
