//! `cargo xtask examples`: small projects that install the packed package, each built and paid in, in Chromium.

mod page;
mod project;
mod server;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::command::{command, run as run_command};
use crate::pack::{self, Tarball};
use crate::servers::{self, EXAMPLE, SANDBOX, STORE};
use crate::workspace::Workspace;
use crate::{browser, build, step};

/// Which examples.
#[derive(Args)]
pub(crate) struct Options {
    /// This one alone, a folder of `examples/` or `examples/servers/`; can be given several times. The table in docs/ then stays as it is.
    #[arg(long, value_parser = PossibleValuesParser::new([ALL, SERVERS].concat()))]
    only: Vec<String>,
    /// Only pack the package into `examples/`, for an `npm install` by hand.
    #[arg(long)]
    pack: bool,
}

/// All examples, or the chosen ones.
///
/// # Errors
/// A project does not install or build, or nobody can pay in it.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    if options.pack {
        let tarball = pack(&build::run(workspace)?, &workspace.path("examples"))?;
        step::say(format!("packed {}", tarball.file.display()));
        return Ok(());
    }
    if !options.only.is_empty() {
        let names: Vec<&str> = options.only.iter().map(String::as_str).collect();
        let (servers, projects): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|name| SERVERS.contains(name));
        return pay(workspace, &projects, &server::at_hand(&servers));
    }
    pay(workspace, ALL, &server::at_hand(SERVERS))?;
    table::write(workspace, &place(workspace))
}

/// The examples that every test run pays in.
///
/// # Errors
/// As [`run`].
pub(crate) fn test(workspace: &Workspace) -> Result<()> {
    pay(workspace, USUAL, &server::at_hand(SERVERS))
}

fn pay(workspace: &Workspace, names: &[&str], servers: &[&str]) -> Result<()> {
    let browser = browser::find_browser(workspace.cache())?;
    let driver = browser::Engine::Chromium.driver(workspace)?;
    let package = build::run(workspace)?;
    servers::build(workspace)?;
    if servers.contains(&"rust") {
        servers::build_example(workspace)?;
    }
    let place = place(workspace);
    let tarball = pack(&package, &place)?;
    // The tests themselves, and the page that those of the kit and of the servers are made in.
    let own = ["test", "html"];
    for name in own.iter().chain(names.iter().filter(|name| !name.ends_with(DEV) && !own.contains(name))) {
        project::prepare(workspace, name, &place, &tarball)?;
    }
    if names.contains(&page::YEW) {
        page::build(workspace, &place)?;
    }
    step::say(format!("paying in {}", [names, servers].concat().join(", ")));
    run_command(
        command("node")
            .current_dir(place.join("test"))
            .args(["--test", "--test-reporter=spec"])
            .env("EXAMPLES", &place)
            .env("ONLY", names.join(","))
            .env("SERVERS", servers.join(","))
            .env("SERVER_FILES", workspace.path("examples/servers"))
            .env("SERVER_IN_RUST", servers::binary(workspace, EXAMPLE))
            .env("TEST_CARDS", workspace.path("sandbox/data/test-cards.json"))
            .env("CHROMIUM", browser)
            .env("CHROMEDRIVER", driver)
            .env("SANDBOX_BIN", servers::binary(workspace, SANDBOX))
            .env("STORE_BIN", servers::binary(workspace, STORE)),
    )
}

/// Where the projects are built: outside the checkout's own folders, so that a fresh clone finds what an earlier one has installed.
fn place(workspace: &Workspace) -> PathBuf {
    workspace.target().join("examples")
}

/// The package under the name that the examples have for it.
fn pack(package: &Path, place: &Path) -> Result<Tarball> {
    let mut tarball = pack::pack(package, place)?;
    let file = place.join(TARBALL);
    fs::rename(&tarball.file, &file).with_context(|| format!("cannot make {}", file.display()))?;
    tarball.file = file;
    Ok(tarball)
}

/// What the examples' `package.json` name.
const TARBALL: &str = "cloudpayments-checkout.tgz";
const DEV: &str = "-dev";
/// Folders of `examples/servers/`.
const SERVERS: &[&str] = &["node", "python", "php", "go", "rust"];
const USUAL: &[&str] = &["html", "vite-react", "next"];
const ALL: &[&str] =
    &["html", "vite-react", "vite-react-dev", "next", "webpack", "vue", "svelte", "angular", page::YEW];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_no_example_has_is_refused_before_anything_is_built() {
        let told = |name: &str| {
            Options::augment_args(clap::Command::new("examples")).try_get_matches_from(["examples", "--only", name])
        };
        assert!(told("html").is_ok() && told("php").is_ok());
        let refused = told("node-red").unwrap_err().to_string();
        assert!(refused.contains("vite-react-dev") && refused.contains("rust"), "{refused}");
    }
}
