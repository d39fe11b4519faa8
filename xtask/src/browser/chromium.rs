//! Chromium and its driver.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::apt;
use crate::cache::Cache;
use crate::command::{command, find_program, read};

/// Finds Chromium (or Chrome) and chromedriver, and installs Debian's where one is missing. Returns the driver.
pub(super) fn driver(cache: &Cache) -> Result<PathBuf> {
    if browser().is_none() || chromedriver().is_none() {
        let _installing = cache.lock()?;
        apt::install(&["chromium", "chromium-driver"], "about a minute")
            .context("the browser tests need Chromium or Chrome, and chromedriver of the same version, on PATH")?;
    }
    let browser = browser().context("Chromium was installed but is not on PATH")?;
    let driver = chromedriver().context("chromedriver was installed but is not on PATH")?;
    let versions = (read(command(&browser).arg("--version"))?, read(command(&driver).arg("--version"))?);
    if major(&versions.0) != major(&versions.1) {
        bail!(
            "{} is \"{}\" and {} is \"{}\": the major versions must be the same",
            browser.display(),
            versions.0.trim(),
            driver.display(),
            versions.1.trim()
        );
    }
    Ok(driver)
}

/// The browser itself, installed as by [`driver`].
///
/// # Errors
/// As [`driver`].
pub(crate) fn find_browser(cache: &Cache) -> Result<PathBuf> {
    driver(cache)?;
    browser().context("Chromium is not on PATH")
}

fn browser() -> Option<PathBuf> {
    find_program(&[], &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"])
}

fn chromedriver() -> Option<PathBuf> {
    find_program(&[], &["chromedriver"])
}

/// The number before the first dot: the first word that begins with a digit says the version.
fn major(said: &str) -> Option<u32> {
    let version = said.split_whitespace().find(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))?;
    version.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_browser_and_driver_say() {
        assert_eq!(major("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)"), Some(156));
        assert_eq!(major("ChromeDriver 156.0.8078.79 (1234abcd-refs/branch-heads/8078)"), Some(156));
        assert_eq!(major("Google Chrome 99.1"), Some(99));
        assert_eq!(major("no version"), None);
    }
}
