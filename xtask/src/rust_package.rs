//! `cargo xtask crate`: the library as Rust users get it from a registry. Nothing is published.

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::command::{command, read, run as run_command};
use crate::toolchain::{Toolchain, WASM};
use crate::workspace::Workspace;
use crate::{rust_tools, step};

/// What to check of it.
#[derive(Args)]
pub(crate) struct Options {
    /// Compare the public items with an earlier state's (a tag or a commit; the last tag when none is given) by cargo-semver-checks,
    /// which is installed first: about 10 minutes, once.
    #[arg(long, value_name = "REVISION", num_args = 0..=1, default_missing_value = LAST_TAG)]
    semver: Option<String>,
}

/// A dry run of what `cargo publish` does, or the comparison.
///
/// # Errors
/// Something is not committed, the package does not compile from its own files, or an item changed in a way its version does not allow.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    if let Some(baseline) = &options.semver {
        return compare(workspace, baseline);
    }
    step::say("cargo publish --dry-run");
    run_command(command("cargo").current_dir(workspace.root()).args(["publish", "--dry-run", "--package", PACKAGE]))?;
    in_the_browser(workspace)
}

/// The same for the files as they are, and without a network.
///
/// # Errors
/// The package holds a file that is not the repository's, or does not compile from its own files.
pub(crate) fn test(workspace: &Workspace) -> Result<()> {
    let mut list = command("cargo");
    list.current_dir(workspace.root()).args(["package", "--quiet", "--allow-dirty", "--list", "--package", PACKAGE]);
    let listed = read(&mut list)?;
    let strange = foreign(&listed);
    if !strange.is_empty() {
        bail!("the crate's package holds what is not its own; `include` in Cargo.toml says so: {}", strange.join(", "));
    }
    in_the_browser(workspace)
}

/// Compiles the package from its own files for WebAssembly, where its scripts are read, too.
fn in_the_browser(workspace: &Workspace) -> Result<()> {
    step::say(format!("the packaged crate for {WASM}"));
    let mut cargo = Toolchain::find(workspace)?.cargo();
    cargo.current_dir(workspace.root()).args([
        "package",
        "--quiet",
        "--allow-dirty",
        "--offline",
        "--package",
        PACKAGE,
    ]);
    run_command(cargo.args(["--target", WASM]))
}

fn compare(workspace: &Workspace, revision: &str) -> Result<()> {
    let baseline = if revision == LAST_TAG { last_tag(workspace)? } else { revision.to_owned() };
    let semver = rust_tools::cargo_semver_checks(workspace)?;
    step::say(format!("cargo semver-checks: against {baseline}"));
    let mut checks = command(semver);
    checks.current_dir(workspace.root()).args(["semver-checks", "--package", PACKAGE, "--baseline-rev", &baseline]);
    run_command(&mut checks)
}

fn last_tag(workspace: &Workspace) -> Result<String> {
    let mut git = command("git");
    git.arg("-C").arg(workspace.root()).args(["describe", "--tags", "--abbrev=0"]);
    let tag = read(&mut git).context("there is no tag yet to compare with; name a commit: --semver REVISION")?;
    Ok(tag.trim().to_owned())
}

/// What is neither a source of the crate nor one of the papers beside its manifest.
fn foreign(listed: &str) -> Vec<&str> {
    listed.lines().filter(|file| file.contains('/') && !file.starts_with("src/")).collect()
}

const PACKAGE: &str = "cloudpayments-checkout";
/// No revision is called so.
const LAST_TAG: &str = "(last tag)";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_of_another_package_is_foreign() {
        let listed = "Cargo.toml\nREADME.md\nsrc/lib.rs\nsrc/api/ask.rs\nnpm/test/node_modules/acorn/README.md\n";
        assert_eq!(foreign(listed), ["npm/test/node_modules/acorn/README.md"]);
    }
}
