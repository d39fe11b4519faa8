//! The crate `rehearsal`, run: loopback only.

use anyhow::Result;

use crate::command::{command, run};
use crate::workspace::Workspace;

/// # Errors
/// It does not build, or something was lost.
pub(super) fn soak(workspace: &Workspace, rest: &[String]) -> Result<()> {
    // As the tests build it: what is looked for are mistakes, not speed.
    rehearse(workspace, &[], "soak", rest)
}

/// # Errors
/// It does not build, or a charge was not paid.
pub(super) fn load(workspace: &Workspace, rest: &[String]) -> Result<()> {
    rehearse(workspace, &["--release"], "load", rest)
}

fn rehearse(workspace: &Workspace, profile: &[&str], what: &str, rest: &[String]) -> Result<()> {
    let mut cargo = command("cargo");
    cargo.current_dir(workspace.root()).args(["run", "--quiet", "--locked", "--package", "rehearsal"]).args(profile);
    cargo.args(["--", what]).args(rest);
    run(&mut cargo)
}
