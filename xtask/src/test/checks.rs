//! What the compiler and its friends say without running anything.

use anyhow::Result;

use crate::command::{command, run};
use crate::step;
use crate::toolchain::{Toolchain, WASM};
use crate::workspace::Workspace;

/// # Errors
/// A file is formatted otherwise.
pub(super) fn fmt(workspace: &Workspace) -> Result<()> {
    run(command("cargo").current_dir(workspace.root()).args(["fmt", "--all", "--check"]))
}

/// # Errors
/// Clippy has something to say about host code, tests included.
pub(super) fn clippy(workspace: &Workspace) -> Result<()> {
    run(command("cargo").current_dir(workspace.root()).args([
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]))
}

/// # Errors
/// Clippy (or where there is none for this toolchain, the compiler) has something to say about the component as built for a browser, with
/// all it has or for the element alone.
pub(super) fn wasm(workspace: &Workspace) -> Result<()> {
    let toolchain = Toolchain::find(workspace)?;
    let check: &[&str] = if toolchain.has_clippy() {
        &["clippy"]
    } else {
        step::say(
            "Debian's toolchain has no clippy for WebAssembly: the compiler's own warnings are checked, clippy's are not",
        );
        &["rustc", "--profile", "check"]
    };
    for features in ["--all-features", "--no-default-features"] {
        let mut cargo = toolchain.cargo();
        cargo.current_dir(workspace.root()).args(check);
        run(cargo.args(["--quiet", "--lib", "--target", WASM, "--locked", features, "--", "-D", "warnings"]))?;
    }
    Ok(())
}

/// # Errors
/// A link in the documentation leads nowhere, or rustdoc warns of something else.
pub(super) fn doc(workspace: &Workspace) -> Result<()> {
    run(command("cargo").current_dir(workspace.root()).env("RUSTDOCFLAGS", "-D warnings").args([
        "doc",
        "--quiet",
        "--workspace",
        "--no-deps",
        "--locked",
    ]))
}
