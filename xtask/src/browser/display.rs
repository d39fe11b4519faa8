//! A display with a keyboard that nobody sits at, for what Chromium shows on a screen alone.

use anyhow::{Context, Result};

use crate::apt;
use crate::cache::Cache;
use crate::command::find_program;

/// Installs Debian's Xvfb and xdotool where one is missing.
///
/// # Errors
/// One is missing and cannot be installed.
pub(crate) fn install(cache: &Cache) -> Result<()> {
    if ["Xvfb", "xdotool"].iter().all(|program| find_program(&[], &[program]).is_some()) {
        return Ok(());
    }
    let _installing = cache.lock()?;
    apt::install(&["xvfb", "xdotool"], "half a minute").context("one test needs Xvfb and xdotool on PATH")
}
