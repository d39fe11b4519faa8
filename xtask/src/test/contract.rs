//! The running sandbox and store against their descriptions: schemathesis asks what the descriptions allow and what they forbid, and
//! reads every answer by them.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

use crate::command::{command, run};
use crate::python::python;
use crate::servers::{self, SANDBOX, STORE, binary};
use crate::step;
use crate::workspace::Workspace;

/// # Errors
/// An answer is none of those described.
pub(super) fn test(workspace: &Workspace) -> Result<()> {
    servers::build(workspace)?;
    let home = workspace.target().join("contract");
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home)?;
    let mut sandbox = command(binary(workspace, SANDBOX));
    let sandbox = Running::start(sandbox.args(["--listen", "127.0.0.1:0"]))?;
    let mut store = command(binary(workspace, STORE));
    store.args(["--listen", "127.0.0.1:0", "--api", &sandbox.url, "--attempts-per-minute", "0"]);
    store.arg("--www").arg(workspace.path("www")).arg("--pkg").arg(workspace.path("www"));
    store.env("DATABASE_URL", format!("sqlite://{}", home.join("store.db").display()));
    let store = Running::start(&mut store)?;

    step::say("the sandbox by its /openapi.json");
    let mut ask = schemathesis(workspace, &home)?;
    ask.arg(format!("{}/openapi.json", sandbox.url)).args(["--auth", TERMINAL]);
    // As the gateway does, it answers a request that is wrong with status 200 and `Success: false`.
    run(ask.args(["--exclude-checks", "negative_data_rejection"]))?;
    step::say("the store by docs/store-api.json");
    let mut ask = schemathesis(workspace, &home)?;
    run(ask.arg(workspace.path("docs/store-api.json")).args(["--url", &store.url]))
}

fn schemathesis(workspace: &Workspace, home: &Path) -> Result<Command> {
    let mut python = python(workspace)?;
    python.current_dir(home).args([
        "-m",
        "schemathesis.cli",
        "run",
        "--max-examples",
        "10",
        "--generation-deterministic",
    ]);
    Ok(python)
}

/// A server on a free port; dropping it ends it.
struct Running {
    url: String,
    child: Child,
}

impl Running {
    fn start(program: &mut Command) -> Result<Self> {
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if ["SANDBOX_", "STORE_", "CLOUDPAYMENTS_"].iter().any(|ours| name.starts_with(ours)) {
                program.env_remove(name.as_ref());
            }
        }
        let mut child = program
            .env("RUST_LOG", "error,cloudpayments_store::cli=info")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let said = child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines).map_while(Result::ok);
        let mut running = Self { url: String::new(), child };
        // The sandbox greets with it; in the store it is a line of the log.
        let address = said.into_iter().find_map(|line| line.split_once("ready ").map(|(_, url)| url.trim().to_owned()));
        running.url = address.context("a server ended before it was ready; what it said is above")?;
        Ok(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The sandbox's public id and secret, unless it is told others.
const TERMINAL: &str = "test_api_00000000000000000000001:sandbox-secret";
