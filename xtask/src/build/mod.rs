//! `cargo xtask build`: the npm package in `pkg/`, from `npm/` and the crate.

mod bundle;
mod component;
mod editor;
mod exports;
mod fallback;
mod glue;
mod package;
mod panics;
mod sections;
mod third_party;

use std::path::PathBuf;

use anyhow::Result;

use crate::workspace::Workspace;

/// Where a build says which function of each WebAssembly file has which name.
pub(crate) fn names(workspace: &Workspace) -> PathBuf {
    workspace.target().join(component::FOLDER).join(component::NAMES)
}

/// Builds what is not up to date and returns the package's folder.
///
/// # Errors
/// A tool is missing and cannot be installed, or the crate or the package does not build.
pub(crate) fn run(workspace: &Workspace) -> Result<PathBuf> {
    let component = component::build(workspace)?;
    package::assemble(workspace, &component)
}
