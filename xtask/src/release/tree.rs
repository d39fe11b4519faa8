//! A clean checkout of the commit that is released.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::git;
use crate::command::{command, read};
use crate::workspace::Workspace;

/// Lays it out below `folder`, with a target folder of its own.
///
/// # Errors
/// Git or tar fails.
pub(super) fn of_head(workspace: &Workspace, folder: &Path) -> Result<Workspace> {
    let root = folder.join("checkout");
    fs::create_dir_all(&root)?;
    let archive = folder.join("checkout.tar");
    git(workspace, &["archive", "--format=tar", "--output", &archive.to_string_lossy(), "HEAD"])?;
    read(command("tar").arg("-xf").arg(&archive).arg("-C").arg(&root))?;
    workspace.another(root, folder.join("target"))
}
