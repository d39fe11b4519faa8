//! The server programs of this repository, as cargo builds them.

use std::env;
use std::path::PathBuf;

use anyhow::Result;

use crate::command::{command, run};
use crate::step;
use crate::workspace::Workspace;

pub(crate) const SANDBOX: &str = "cloudpayments-sandbox";
pub(crate) const STORE: &str = "cloudpayments-store";
/// `examples/servers/rust`.
pub(crate) const EXAMPLE: &str = "server-in-rust";

/// Builds the sandbox and the store.
///
/// # Errors
/// One does not build.
pub(crate) fn build(workspace: &Workspace) -> Result<()> {
    let what = "building the sandbox and the store";
    if binary(workspace, SANDBOX).is_file() && binary(workspace, STORE).is_file() {
        step::say(what);
    } else {
        step::say_slow(what, "about 4 minutes");
    }
    cargo_build(workspace, &[SANDBOX, STORE])
}

/// Builds the example of a store's server.
///
/// # Errors
/// It does not build.
pub(crate) fn build_example(workspace: &Workspace) -> Result<()> {
    cargo_build(workspace, &[EXAMPLE])
}

fn cargo_build(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    let mut cargo = command("cargo");
    cargo.current_dir(workspace.root()).args(["build", "--quiet", "--bins"]);
    for package in packages {
        cargo.args(["--package", package]);
    }
    run(cargo.arg("--target-dir").arg(workspace.target()))
}

/// Where cargo puts a program.
pub(crate) fn binary(workspace: &Workspace, package: &str) -> PathBuf {
    workspace.target().join("debug").join(package).with_extension(env::consts::EXE_EXTENSION)
}
