//! The documentation as a small site, in `www/docs/`: the demo store serves it under `/docs/`.

use std::path::PathBuf;

use anyhow::Result;

use crate::command::{command, run as run_command};
use crate::node::NodeTools;
use crate::step;
use crate::workspace::Workspace;

/// Builds it and returns its folder.
///
/// # Errors
/// Node.js or its packages cannot be had, or a document is not as the site wants it.
pub(crate) fn run(workspace: &Workspace) -> Result<PathBuf> {
    let tools = NodeTools::find(workspace)?;
    let folder = workspace.path("www/docs");
    let mut node = command("node");
    node.arg(workspace.path("docs/site/build.mjs")).arg(tools.folder()).arg(&folder);
    run_command(&mut node)?;
    step::say(format!("the documentation is in {}", folder.display()));
    Ok(folder)
}
