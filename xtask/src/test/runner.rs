//! The tests themselves. Host and end-to-end tests are one build: the same packages are chosen each time, because choosing others
//! changes the features of shared dependencies, and with them what must be compiled.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::Options;
use crate::browser::{Engine, install_display};
use crate::command::{command, find_program, path_with, read, run, run_reading};
use crate::step;
use crate::toolchain::Toolchain;
use crate::workspace::Workspace;
use crate::{build, node, postgres, rust_tools};

/// Every test that needs no browser. With `real`, the sandbox's rows about the checkout script run against the provider's own.
///
/// # Errors
/// A test failed.
pub(super) fn host(workspace: &Workspace, real: bool) -> Result<()> {
    let mut cargo;
    let has_postgres = postgres::is_there();
    if has_nextest() {
        cargo = nextest(workspace);
        let without = if has_postgres { "" } else { " and not test(/^postgres::/)" };
        cargo.args(["-E", &format!("not (package(e2e) and kind(test)){without}")]);
    } else {
        cargo = self::cargo(workspace, "test");
        cargo.args(["--lib", "--bins"]);
        for package in ["", "doorway", "sandbox", "store", "xtask", "bench/rehearsal"] {
            for name in integration_tests(&workspace.path(package))? {
                cargo.args(["--test", &name]);
            }
        }
        if !has_postgres {
            cargo.args(["--", "--skip", "postgres::"]);
        }
    }
    if real {
        cargo.env("CHECKOUT_REAL", "1");
    }
    run(&mut cargo)
}

/// The tests of the crate `e2e`: all of them in Chromium and in an engine that was asked for, in others the representative ones.
///
/// # Errors
/// A test failed, or the package or a browser cannot be had.
pub(super) fn e2e(workspace: &Workspace, options: &Options) -> Result<()> {
    let folder = workspace.path("e2e");
    if folder.join("package-lock.json").is_file() {
        node::install_in(workspace, &folder)?;
    }
    for engine in options.engines() {
        let asked = engine == Engine::Chromium || options.names(engine);
        let driver = match engine.driver(workspace) {
            Err(error) if !asked => {
                step::say(format!(
                    "no end-to-end tests in {engine}, which is not here and cannot be installed: {error:#}"
                ));
                continue;
            }
            found => found?,
        };
        if let Err(error) = install_display(workspace.cache()) {
            step::say(format!("the tests that press keys of a display's own keyboard will fail: {error:#}"));
        }
        build::run(workspace)?;
        step::say(format!("end-to-end tests in {engine}"));
        let chosen = match engine {
            _ if asked => &[],
            Engine::Webkit => IN_WEBKIT,
            _ => REPRESENTATIVE,
        };
        let mut cargo = end_to_end(workspace, chosen, &folder)?;
        cargo.env("E2E_ENGINE", engine.to_string()).env(engine.variable(), driver);
        run(&mut cargo)
            .with_context(|| format!("in {engine} (alone: cargo xtask test --only e2e --engine {engine})"))?;
    }
    Ok(())
}

/// The end-to-end tests that run in Firefox every time, by the beginnings of their names: where the caret is, what is pasted, what
/// another script sees, where the focus is when the bank's page or the secure window opens, the secure window, one payment of each kind, and where WebAssembly is forbidden, which each engine does in its
/// own way.
const REPRESENTATIVE: &[&str] = &[
    "caret::",
    "composing::",
    "dragging::",
    "pasting::",
    "skimmer::",
    "panel::enter_pressed_once_more",
    "window::the_banks_page_opens",
    "window_ways::a_second_press",
    "paying::a_card_declined_for_funds",
    "three_d_secure::a_card_with_three_d_secure_is_paid",
    "three_d_secure::cancelling_at_the_bank",
    "without_wasm::under_",
];

/// Those that run in `WebKit` every time: of each kind the one that covers the most. The skimmer's is a payment in the secure window with
/// the bank's page in it.
const IN_WEBKIT: &[&str] = &[
    "caret::",
    "composing::a_composed_text",
    "diagnose::each_broken_page",
    "pasting::a_pasted_number",
    "skimmer::",
    "three_d_secure::cancelling_at_the_bank",
    "window_ways::esc_closes",
    "without_wasm::under_",
];

/// The tests whose names begin as `chosen` says, or all where it says nothing.
fn end_to_end(workspace: &Workspace, chosen: &[&str], folder: &Path) -> Result<Command> {
    let mut cargo;
    if has_nextest() {
        cargo = nextest(workspace);
        cargo.args(["-E", &format!("package(e2e) & kind(test) & test(/^({})/)", chosen.join("|"))]);
    } else {
        cargo = self::cargo(workspace, "test");
        for name in integration_tests(folder)? {
            cargo.args(["--test", &name]);
        }
        cargo.arg("--").args(chosen);
    }
    Ok(cargo)
}

/// # Errors
/// An example in the documentation does not compile, or fails.
pub(super) fn doctests(workspace: &Workspace) -> Result<()> {
    run(cargo(workspace, "test").arg("--doc"))
}

/// The crate's own tests in Chromium and Firefox, the way a person would start them; wasm-pack knows Apple's Safari only beside them.
///
/// # Errors
/// A test failed, or a tool cannot be had.
pub(super) fn browser(workspace: &Workspace, options: &Options) -> Result<()> {
    let toolchain = Toolchain::find(workspace)?;
    rust_tools::wasm_bindgen(workspace)?;
    let wasm_pack = rust_tools::wasm_pack(workspace)?;
    for engine in options.engines() {
        let flags = match engine {
            Engine::Chromium => ["--chrome", "--chromedriver"],
            Engine::Firefox => ["--firefox", "--geckodriver"],
            Engine::Webkit => continue,
        };
        let driver = engine.driver(workspace)?;
        let mut test = command(&wasm_pack);
        toolchain.apply(&mut test);
        test.env("PATH", path_with(&workspace.cache().bin())?);
        test.current_dir(workspace.root()).args(["test", "--headless"]).args(flags).arg(driver);
        in_pages(&mut test)?;
    }
    Ok(())
}

/// Runs tests in pages of the runner, again where a page came without its scripts.
fn in_pages(test: &mut Command) -> Result<()> {
    for _ in 1..TURNS {
        let (result, printed) = run_reading(test)?;
        if result.is_ok() || !never_loaded(&printed) {
            return result;
        }
        step::say("the runner's server did not hand out the page's scripts, so no test ran: once more");
    }
    run(test)
}

/// How often the tests are started before a page without scripts is a failure.
const TURNS: u32 = 3;

/// Whether a page of tests came without its scripts. The runner serves it by `tiny_http` 0.12, which now and then leaves a connection
/// unanswered when more than four come at once, as Chromium's do; webdriver.json ends the wait for it. Nothing of ours ran then, so
/// nothing of ours can have failed.
fn never_loaded(printed: &str) -> bool {
    printed.contains("Loading scripts...Failed to detect test as having been run")
}

fn nextest(workspace: &Workspace) -> Command {
    let mut nextest = cargo(workspace, "nextest");
    nextest.args(["--no-tests", "fail", "--status-level", "fail", "--final-status-level", "slow"]);
    nextest
}

/// `cargo test` or `cargo nextest run` over the whole workspace.
fn cargo(workspace: &Workspace, runner: &str) -> Command {
    let mut cargo = command("cargo");
    cargo.current_dir(workspace.root()).arg(runner);
    if runner == "nextest" {
        cargo.arg("run");
    }
    cargo.args(["--workspace", "--locked"]);
    cargo
}

fn has_nextest() -> bool {
    find_program(&[], &["cargo-nextest"]).is_some() && read(command("cargo").args(["nextest", "--version"])).is_ok()
}

/// The names of a package's integration tests: `tests/*.rs` and `tests/*/main.rs`.
fn integration_tests(package: &Path) -> Result<Vec<String>> {
    let folder = package.join("tests");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.join("main.rs").is_file() || path.extension().is_some_and(|extension| extension == "rs") {
            names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_without_its_scripts_is_asked_for_once_more() {
        assert!(never_loaded(
            "Ok\nLoading scripts...Failed to detect test as having been run. It might have timed out.\n"
        ));
        assert!(!never_loaded(
            "Loading Wasm module...\nFailed to detect test as having been run. It might have timed out.\n"
        ));
        assert!(!never_loaded(
            "Loading scripts...Loading Wasm module...\ntest a ... FAIL\ntest result: FAILED. 0 passed; 1 failed\n"
        ));
    }

    #[test]
    fn tests_run_again_until_their_page_came_and_a_failure_of_theirs_counts_at_once() {
        let turns = std::env::temp_dir().join(format!("xtask-turns-{}", std::process::id()));
        let after = |printed: &str, failures: u32| {
            let _ = fs::remove_file(&turns);
            let script = format!(
                "echo >> {0}; [ $(wc -l < {0}) -gt {failures} ] || {{ echo '{printed}'; exit 1; }}",
                turns.display()
            );
            let passed = in_pages(Command::new("sh").args(["-c", &script])).is_ok();
            (passed, fs::read_to_string(&turns).unwrap().lines().count())
        };
        let without_scripts = "Loading scripts...Failed to detect test as having been run. It might have timed out.";
        assert_eq!(after(without_scripts, 2), (true, 3));
        assert_eq!(after(without_scripts, 3), (false, 3));
        assert_eq!(after("test result: FAILED. 0 passed; 1 failed", 1), (false, 1));
        fs::remove_file(&turns).unwrap();
    }

    #[test]
    fn a_packages_integration_tests_are_found_by_cargos_rule() {
        let package = std::env::temp_dir().join(format!("xtask-runner-{}", std::process::id()));
        fs::create_dir_all(package.join("tests/bank")).unwrap();
        fs::create_dir_all(package.join("tests/vectors")).unwrap();
        fs::write(package.join("tests/paid.rs"), "").unwrap();
        fs::write(package.join("tests/bank/main.rs"), "").unwrap();
        fs::write(package.join("tests/vectors/cvv.json"), "").unwrap();
        assert_eq!(integration_tests(&package).unwrap(), ["bank", "paid"]);
        fs::remove_dir_all(&package).unwrap();
        assert!(integration_tests(&package).unwrap().is_empty());
    }
}
