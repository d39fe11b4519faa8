//! wasm-bindgen, wasm-pack, geckodriver, cargo-deny and cargo-semver-checks: used where they are, else built once into the cache.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command::{command, find_program, read, run};
use crate::lockfile::locked_version;
use crate::step;
use crate::workspace::Workspace;

/// A program that `cargo install` builds.
struct Tool {
    program: &'static str,
    package: &'static str,
    version: String,
    /// What of the package to build. TLS is left out where a tool talks to this machine only: it is half of the compile time.
    options: &'static [&'static str],
    usual: &'static str,
}

/// The `wasm-bindgen` that fits the library's version in Cargo.lock; its test runner is beside it.
///
/// # Errors
/// It is not there and cannot be built.
pub(crate) fn wasm_bindgen(workspace: &Workspace) -> Result<PathBuf> {
    let version = locked_version(workspace, "wasm-bindgen")?;
    let tool = Tool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version,
        options: &["--no-default-features"],
        usual: "about 3 minutes",
    };
    find_or_install(workspace, &tool)
}

/// geckodriver, which drives Firefox.
///
/// # Errors
/// It is not there and cannot be built.
pub(crate) fn geckodriver(workspace: &Workspace) -> Result<PathBuf> {
    let tool = Tool {
        program: "geckodriver",
        package: "geckodriver",
        version: GECKODRIVER.to_owned(),
        options: &[],
        usual: "about 2 minutes",
    };
    find_or_install(workspace, &tool)
}

/// wasm-pack, which runs the browser tests.
///
/// # Errors
/// It is not there and cannot be built.
pub(crate) fn wasm_pack(workspace: &Workspace) -> Result<PathBuf> {
    let tool = Tool {
        program: "wasm-pack",
        package: "wasm-pack",
        version: WASM_PACK.to_owned(),
        options: &[],
        usual: "about 3 minutes",
    };
    find_or_install(workspace, &tool)
}

/// cargo-deny, which holds the dependency tree against deny.toml.
///
/// # Errors
/// It is not there and cannot be built.
pub(crate) fn cargo_deny(workspace: &Workspace) -> Result<PathBuf> {
    let tool = Tool {
        program: "cargo-deny",
        package: "cargo-deny",
        version: CARGO_DENY.to_owned(),
        options: &[],
        usual: "about 5 minutes",
    };
    find_or_install(workspace, &tool)
}

/// cargo-semver-checks, which tells what a new version of the crate breaks.
///
/// # Errors
/// It is not there and cannot be built.
pub(crate) fn cargo_semver_checks(workspace: &Workspace) -> Result<PathBuf> {
    let tool = Tool {
        program: "cargo-semver-checks",
        package: "cargo-semver-checks",
        version: CARGO_SEMVER_CHECKS.to_owned(),
        options: &[],
        usual: "about 10 minutes",
    };
    find_or_install(workspace, &tool)
}

fn find_or_install(workspace: &Workspace, tool: &Tool) -> Result<PathBuf> {
    if let Some(found) = find(workspace, tool) {
        return Ok(found);
    }
    let _installing = workspace.cache().lock()?;
    if let Some(found) = find(workspace, tool) {
        return Ok(found);
    }
    install(workspace, tool)?;
    find(workspace, tool).with_context(|| {
        format!(
            "{} {} was installed into {} but does not run",
            tool.program,
            tool.version,
            workspace.cache().bin().display()
        )
    })
}

fn find(workspace: &Workspace, tool: &Tool) -> Option<PathBuf> {
    let ours = workspace.cache().bin().join(tool.program);
    let installed = find_program(&[], &[tool.program]);
    [Some(ours), installed].into_iter().flatten().find(|program| version_of(program).as_deref() == Some(&tool.version))
}

fn version_of(program: &Path) -> Option<String> {
    let said = read(command(program).arg("--version")).ok()?;
    Some(said.split_whitespace().nth(1)?.to_owned())
}

fn install(workspace: &Workspace, tool: &Tool) -> Result<()> {
    let Tool { package, version, .. } = tool;
    if find_program(&[], &["cargo-binstall"]).is_some() {
        step::say_slow(format!("fetching {package} {version} ready made"), "a few seconds");
        let mut fetch = command("cargo");
        fetch.args([
            "binstall",
            "--no-confirm",
            "--disable-telemetry",
            "--strategies",
            "crate-meta-data",
            "--version",
            version,
            package,
            "--root",
        ]);
        fetch.arg(workspace.cache().path(""));
        match read(&mut fetch) {
            Ok(_) => return Ok(()),
            Err(error) => step::say(format!("that did not work, building it: {error}")),
        }
    }
    step::say_slow(format!("building {package} {version}"), tool.usual);
    // The author's lock first. It names exact versions of everything, and a registry mirror that lags behind lacks some of them.
    if let Err(error) = build(workspace, tool, &["--locked"]) {
        step::say(format!("that did not work, trying again with the newest libraries this registry has: {error}"));
        if let Err(error) = build(workspace, tool, &[]) {
            bail!("{error}\nby hand: cargo install {package} --version {version}");
        }
    }
    Ok(())
}

fn build(workspace: &Workspace, tool: &Tool, lock: &[&str]) -> Result<()> {
    let folder = workspace.cache().path("tool-build");
    let mut cargo = command("cargo");
    // Outside the checkout, whose .cargo/config.toml is not meant for it; and quick to build rather than quick to run.
    cargo
        .current_dir(workspace.cache().path(""))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env_remove("CARGO_TARGET_DIR");
    cargo.args(["install", "--quiet", "--version", &tool.version, tool.package]).args(tool.options).args(lock);
    cargo.arg("--root").arg(workspace.cache().path("")).arg("--target-dir").arg(&folder);
    let built = run(&mut cargo);
    // Half a gigabyte that nothing needs any more.
    let _ = fs::remove_dir_all(folder);
    built
}

const WASM_PACK: &str = "0.15.1";
const GECKODRIVER: &str = "0.37.1";
const CARGO_DENY: &str = "0.20.2";
/// Reads what rustdoc of a few compilers around its own age writes; a newer compiler wants a newer one.
const CARGO_SEMVER_CHECKS: &str = "0.51.0";
