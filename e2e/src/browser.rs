//! A headless Chromium that talks to this machine only and tells us everything it has to say.

use std::env;

use serde_json::json;
use thirtyfour::{
    ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver,
    common::capabilities::desiredcapabilities::CapabilitiesHelper as _,
};

use crate::{Outcome, Screen, chromedriver::Chromedriver};

/// Opens a browser with a fresh profile.
pub(crate) async fn open(driver: &Chromedriver, screen: Screen, languages: &str) -> Outcome<WebDriver> {
    let mut wanted = DesiredCapabilities::chrome();
    for flag in FLAGS {
        wanted.add_arg(flag)?;
    }
    let (width, height) = screen.size();
    wanted.add_arg(&format!("--window-size={width},{height}"))?;
    if let Ok(chromium) = env::var("CHROMIUM") {
        wanted.set_binary(&chromium)?;
    }
    wanted.add_experimental_option(
        "prefs",
        json!({ "intl.accept_languages": languages, "credentials_enable_service": false }),
    )?;
    wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
    wanted.set("goog:chromeOptions.perfLoggingPrefs", json!({ "enableNetwork": true, "enablePage": false }))?;
    let browser = WebDriver::new(driver.url(), wanted).await?;
    browser.cdp().page().add_script_to_evaluate_on_new_document(WITNESS).await?;
    if screen == Screen::Phone {
        browser.cdp().emulation().set_device_metrics_override(width, height, 2.0, true).await?;
    }
    Ok(browser)
}

/// Runs first in every document and frame, and puts into the console what would otherwise be lost with a page that goes away.
const WITNESS: &str = include_str!("witness.js");

/// Quiet, and without a way out: every name but this machine's resolves to nothing.
const FLAGS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];
