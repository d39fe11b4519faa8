//! The browsers the tests need, each with its driver: found, or installed once.

mod chromium;
mod display;
mod firefox;
mod webkit;

pub(crate) use chromium::find_browser;
pub(crate) use display::install as install_display;

use std::fmt;
use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;

use crate::workspace::Workspace;

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    /// Chromium or Chrome
    Chromium,
    /// Firefox
    Firefox,
    /// the family of Safari
    Webkit,
}

impl Engine {
    /// Those of a run that names none, the one that runs every test first.
    pub(crate) const USUAL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// The engine's WebDriver; installs it, and the browser, where one is missing.
    ///
    /// # Errors
    /// They are missing and cannot be installed, or do not fit together.
    pub(crate) fn driver(self, workspace: &Workspace) -> Result<PathBuf> {
        match self {
            Self::Chromium => chromium::driver(workspace.cache()),
            Self::Firefox => firefox::driver(workspace),
            Self::Webkit => webkit::driver(workspace.cache()),
        }
    }

    /// The variable by which tests are told where the driver is.
    pub(crate) fn variable(self) -> &'static str {
        match self {
            Self::Chromium => "CHROMEDRIVER",
            Self::Firefox => "GECKODRIVER",
            Self::Webkit => "WEBKITDRIVER",
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_is_called_as_on_the_command_line() {
        for engine in Engine::value_variants() {
            assert_eq!(Engine::from_str(&engine.to_string(), false), Ok(*engine));
        }
    }
}
