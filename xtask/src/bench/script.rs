//! What is measured in Node and Chromium: `bench/bench.js` and the peers of `bench/package.json`.

use anyhow::Result;

use crate::command::{command, run as run_command};
use crate::workspace::Workspace;
use crate::{browser, build, node};

/// # Errors
/// The package does not build, Chromium cannot be found, or a measurement failed.
pub(super) fn run(workspace: &Workspace, what: &[&str], rest: &[String]) -> Result<()> {
    build::run(workspace)?;
    let browser = browser::find_browser(workspace.cache())?;
    let folder = workspace.path("bench");
    node::install_in(workspace, &folder)?;
    let mut script = command("node");
    script.arg(folder.join("bench.js")).args(what).arg("--browser").arg(browser);
    script.arg("--names").arg(build::names(workspace)).args(rest);
    run_command(&mut script)
}

/// Writes one section of the results that was measured elsewhere.
///
/// # Errors
/// Node.js is missing, or the file cannot be written.
pub(super) fn record(workspace: &Workspace, title: &str, by: &str, text: &str) -> Result<()> {
    run_command(command("node").arg(workspace.path("bench/record.js")).args([title, by, text]))
}
