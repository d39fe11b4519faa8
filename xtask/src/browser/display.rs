//! A display with a keyboard that nobody sits at, for what a browser shows on a screen alone, and for input methods.

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
    apt::install(&["xvfb", "xdotool"], "half a minute").context("a few tests need Xvfb and xdotool on PATH")
}
