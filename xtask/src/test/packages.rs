//! The npm package and the crate as their users see them.

use anyhow::Result;

use crate::command::{command, run};
use crate::workspace::Workspace;
use crate::{build, node, rust_package};

/// Runs the script `test` of `npm/test/`: the types under `tsc --strict`, Node.js, the packaging; then compiles the packed crate.
///
/// # Errors
/// A package does not build, or the script fails.
pub(super) fn test(workspace: &Workspace) -> Result<()> {
    build::run(workspace)?;
    let folder = workspace.path("npm/test");
    node::install_in(workspace, &folder)?;
    run(command("npm").current_dir(folder).args(["--silent", "test"]))?;
    rust_package::test(workspace)
}
