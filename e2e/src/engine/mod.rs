//! The browser engines a shopper may come with, and how each is started.

mod chromium;
mod difference;
mod display;
mod driver;
mod firefox;
mod gtk;
mod session;
mod webkit;

use std::{env, fmt, path::Path};

pub use difference::Need;
pub(crate) use session::Session;

use crate::{Failure, Outcome, Setup, relay::Seal};

/// One engine. `E2E_ENGINE` says which one a run is about; Chromium when it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Chrome: Blink.
    Chromium,
    /// Firefox: Gecko.
    Firefox,
    /// `WebKitGTK`: the engine of Safari.
    WebKit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engine of this run.
    pub fn chosen() -> Outcome<Self> {
        let Some(name) = env::var_os("E2E_ENGINE") else { return Ok(Self::Chromium) };
        Self::ALL.into_iter().find(|engine| *name == *engine.name()).ok_or_else(|| {
            Failure::new(format!("E2E_ENGINE is {}; wanted chromium, firefox or webkit", name.display()))
        })
    }

    /// As it is called on command lines.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Opens a browser with a fresh profile, which believes the seal; `folder` is the test's own.
    pub(crate) async fn open(self, setup: Setup, seal: Option<&Seal>, folder: &Path) -> Outcome<Session> {
        match self {
            Self::Chromium => chromium::open(setup, seal).await,
            Self::Firefox => firefox::open(setup, folder).await,
            Self::WebKit => webkit::open(setup, folder).await,
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
