//! `cargo xtask audit`: licences, bans, sources and advisories of the crates we depend on, and the registry's signatures of npm packages.
//!
//! Licences, bans and sources are judged by deny.toml and the lock file alone. Advisories come from a database on the network, and
//! signatures are checked against a root on the network: a machine that reaches neither is told so, and nothing fails by it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Result, bail};

use crate::command::{self, command, read, run_within};
use crate::workspace::Workspace;
use crate::{node, rust_tools, step};

/// Checks them all.
///
/// # Errors
/// A crate is not as deny.toml wants it or has an advisory, or a package's signature is wrong.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let deny = rust_tools::cargo_deny(workspace)?;
    step::say("cargo deny: licences, bans, sources");
    let mut check = deny_in(workspace, &deny);
    command::run(check.args(["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]))?;
    advisories(workspace, &deny)?;
    signatures(workspace)
}

fn advisories(workspace: &Workspace, deny: &Path) -> Result<()> {
    let mut fetch = deny_in(workspace, deny);
    if run_within(fetch.args(["fetch", "db"]).stderr(Stdio::null()), PATIENCE).is_err() {
        step::say("cargo deny: advisories are NOT checked, their database cannot be fetched from here");
        return Ok(());
    }
    step::say("cargo deny: advisories");
    command::run(deny_in(workspace, deny).args(["check", "--disable-fetch", "advisories"]))
}

/// The first folder tells whether signatures can be checked here at all.
fn signatures(workspace: &Workspace) -> Result<()> {
    for folder in node::locked_folders(workspace)? {
        node::install_in(workspace, &folder)?;
        let name = folder.strip_prefix(workspace.root()).unwrap_or(&folder).display();
        let mut audit = command("npm");
        audit.current_dir(&folder).args(["audit", "signatures", "--fetch-retries=0"]);
        match read(&mut audit) {
            Ok(_) => step::say(format!("npm audit signatures: {name} is as its authors published it")),
            Err(error) if is_unreachable(&error.to_string()) => {
                step::say(
                    "npm audit signatures: NOT checked, what they are checked against cannot be fetched from here",
                );
                return Ok(());
            }
            Err(error) => bail!("{name}: {error}"),
        }
    }
    Ok(())
}

fn deny_in(workspace: &Workspace, deny: &Path) -> Command {
    let mut deny = command(deny);
    deny.current_dir(workspace.root()).args(["--locked", "--workspace"]);
    deny
}

/// Whether npm failed for the network, or for a registry that has no keys to check by.
fn is_unreachable(said: &str) -> bool {
    ["ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN", "E404", "No dependencies found", "no keys"]
        .iter()
        .any(|word| said.contains(word))
}

/// For the database's first fetch.
const PATIENCE: Duration = Duration::from_secs(120);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_network_is_told_from_a_wrong_signature() {
        assert!(is_unreachable("npm error network request failed, reason: getaddrinfo ENOTFOUND"));
        assert!(!is_unreachable("1 package has an invalid registry signature"));
    }
}
