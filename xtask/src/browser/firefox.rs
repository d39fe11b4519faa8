//! Firefox and geckodriver.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::command::find_program;
use crate::workspace::Workspace;
use crate::{apt, rust_tools};

/// Finds Firefox, and installs Debian's where there is none; builds geckodriver where it is missing.
pub(super) fn driver(workspace: &Workspace) -> Result<PathBuf> {
    if find_program(&[], &["firefox", "firefox-esr"]).is_none() {
        let _installing = workspace.cache().lock()?;
        apt::install(&["firefox-esr"], "about a minute").context("the browser tests need Firefox on PATH")?;
    }
    rust_tools::geckodriver(workspace)
}
