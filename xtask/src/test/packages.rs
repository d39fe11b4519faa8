//! The npm package as its users see it.

use anyhow::Result;

use crate::command::{command, run};
use crate::workspace::Workspace;
use crate::{build, node};

/// Runs the script `test` of `npm/test/`: the types under `tsc --strict`, Node.js, the packaging.
///
/// # Errors
/// The package does not build, or the script fails.
pub(super) fn test(workspace: &Workspace) -> Result<()> {
    build::run(workspace)?;
    let folder = workspace.path("npm/test");
    node::install_in(workspace, &folder)?;
    run(command("npm").current_dir(folder).args(["--silent", "test"]))
}
