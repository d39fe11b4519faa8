//! A browser that was opened, with what it runs on.

use thirtyfour::WebDriver;

use super::{Engine, display, driver::Driver};
use crate::{Failure, Outcome};

/// An open browser.
pub(crate) struct Session {
    pub(crate) engine: Engine,
    pub(crate) browser: WebDriver,
    /// The number of the display it draws on, where it does.
    pub(super) display: Option<u16>,
    /// In the order they go: the driver, then the display it draws on.
    pub(super) _programs: Vec<Driver>,
}

impl Session {
    /// What the console showed since the last call, as the browser itself tells it: whether it is an error, and the text.
    pub(crate) async fn console(&self) -> Outcome<Vec<(bool, String)>> {
        if self.engine != Engine::Chromium {
            return Ok(Vec::new());
        }
        let entries = self.browser.browser_log().await?;
        Ok(entries.into_iter().map(|entry| (entry.level == "SEVERE", entry.message)).collect())
    }

    /// Presses a key of the display's keyboard.
    pub(crate) fn press(&self, key: &str) -> Outcome {
        display::press(self.display()?, key)
    }

    /// Does what xdotool's words say with the display's mouse.
    pub(crate) fn point(&self, words: &[&str]) -> Outcome {
        display::xdotool(self.display()?, words)
    }

    fn display(&self) -> Outcome<u16> {
        self.display.ok_or_else(|| Failure::new("a browser without a display has no keyboard and no mouse"))
    }

    /// Closes the browser, and ends what it ran on.
    pub(crate) async fn quit(self) -> Outcome {
        self.browser.quit().await?;
        Ok(())
    }

    /// The addresses the browser asked since the last call, wherever they are.
    pub(crate) async fn addresses(&self) -> Outcome<Vec<String>> {
        if self.engine != Engine::Chromium {
            return Ok(Vec::new());
        }
        let entries = self.browser.get_log("performance").await?;
        Ok(entries.iter().filter_map(|entry| asked(&entry.message)).collect())
    }
}

/// The address in one line of chromedriver's performance log; other events than requests have none.
fn asked(line: &str) -> Option<String> {
    let event: serde_json::Value = serde_json::from_str(line).ok()?;
    let message = &event["message"];
    if message["method"] != "Network.requestWillBeSent" {
        return None;
    }
    Some(message["params"]["request"]["url"].as_str()?.to_owned())
}
