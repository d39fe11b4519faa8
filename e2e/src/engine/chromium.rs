//! A headless Chromium that talks to this machine only and tells us everything it has to say.

use std::{env, process::Command};

use serde_json::json;
use thirtyfour::{
    ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver,
    common::capabilities::desiredcapabilities::CapabilitiesHelper as _,
};

use super::{
    Engine, Session,
    driver::{Driver, number_after},
};
use crate::{Outcome, Screen, Setup};

pub(super) async fn open(setup: Setup) -> Outcome<Session> {
    let driver = driver()?;
    let mut wanted = DesiredCapabilities::chrome();
    for flag in FLAGS {
        wanted.add_arg(flag)?;
    }
    let (width, height) = setup.screen.size();
    wanted.add_arg(&format!("--window-size={width},{height}"))?;
    if let Ok(chromium) = env::var("CHROMIUM") {
        wanted.set_binary(&chromium)?;
    }
    wanted.add_experimental_option(
        "prefs",
        json!({ "intl.accept_languages": setup.languages, "credentials_enable_service": false }),
    )?;
    wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
    wanted.set("goog:chromeOptions.perfLoggingPrefs", json!({ "enableNetwork": true, "enablePage": false }))?;
    let browser = WebDriver::new(driver.url(), wanted).await?;
    if setup.screen == Screen::Phone {
        browser.cdp().emulation().set_device_metrics_override(width, height, 2.0, true).await?;
        browser.cdp().send_raw("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await?;
    }
    Ok(Session { engine: Engine::Chromium, browser, _programs: vec![driver] })
}

/// `CHROMEDRIVER`, or `chromedriver` from PATH.
fn driver() -> Outcome<Driver> {
    let mut chromedriver = Command::new(env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into()));
    chromedriver.arg("--port=0");
    let install = "install chromium-driver (version 113 or later) or set CHROMEDRIVER";
    Driver::start(chromedriver, install, |line| number_after(line, "started successfully on port "))
}

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
