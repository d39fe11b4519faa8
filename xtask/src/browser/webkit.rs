//! The `WebKitGTK` browser and driver, and the display they draw on.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::apt;
use crate::cache::Cache;
use crate::command::find_program;

/// Finds the driver and Xvfb, and installs Debian's where one is missing.
pub(super) fn driver(cache: &Cache) -> Result<PathBuf> {
    let find = || find_program(&[], &["WebKitWebDriver"]);
    if find().is_none() || find_program(&[], &["Xvfb"]).is_none() {
        let _installing = cache.lock()?;
        apt::install(&["webkit2gtk-driver", "xvfb"], "about a minute")
            .context("the browser tests need WebKitWebDriver with its MiniBrowser, and Xvfb, on PATH")?;
    }
    find().context("webkit2gtk-driver was installed but WebKitWebDriver is not on PATH")
}
