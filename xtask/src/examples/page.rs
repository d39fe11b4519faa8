//! The example whose page is Rust, too: compiled, and bound into the folder that is served.

use std::path::Path;

use anyhow::{Context, Result};

use crate::command::{command, run};
use crate::toolchain::{Toolchain, WASM};
use crate::workspace::Workspace;
use crate::{rust_tools, step};

/// A folder of `examples/` that is a crate.
pub(super) const YEW: &str = "yew";

/// Builds the page into `page/` of the example's folder in `place`.
///
/// # Errors
/// It does not compile, or wasm-bindgen is not there and cannot be installed.
pub(super) fn build(workspace: &Workspace, place: &Path) -> Result<()> {
    let target = workspace.target().join("examples-yew");
    step::say_slow("building the page in Yew", "two minutes");
    let mut cargo = Toolchain::find(workspace)?.cargo();
    // Where it lies: its dependency on the crate is a path.
    cargo.current_dir(workspace.path("examples").join(YEW)).args(["build", "--quiet", "--locked", "--target", WASM]);
    run(cargo.arg("--target-dir").arg(&target)).context("the example yew does not build")?;
    let mut bind = command(rust_tools::wasm_bindgen(workspace)?);
    bind.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(place.join(YEW).join("page"));
    run(bind.arg(target.join(WASM).join("debug/example-yew.wasm")))
}
