//! A Chromium that talks to this machine only and tells us everything it has to say: headless, but for what only a screen shows.

use std::{env, process::Command};

use serde_json::json;
use thirtyfour::{
    ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver,
    common::capabilities::desiredcapabilities::CapabilitiesHelper as _,
};

use super::{
    Engine, Session, display,
    driver::{Driver, number_after},
};
use crate::{Outcome, Screen, Setup, relay::Seal};

pub(super) async fn open(setup: Setup, seal: Option<&Seal>) -> Outcome<Session> {
    // The list of saved cards is a window of the browser's own, and hears no keys of WebDriver.
    let display = setup.has_saved_card().then(display::start).transpose()?;
    let screen = display.as_ref().map(|display| display.port);
    let driver = driver(screen)?;
    let mut wanted = DesiredCapabilities::chrome();
    for flag in FLAGS {
        wanted.add_arg(flag)?;
    }
    if screen.is_none() {
        wanted.add_arg("--headless")?;
    }
    if let Some(seal) = seal {
        wanted.add_arg(&format!("--ignore-certificate-errors-spki-list={}", seal.pin()))?;
    }
    let (width, height) = setup.screen.size();
    wanted.add_arg(&format!("--window-size={width},{height}"))?;
    if let Ok(chromium) = env::var("CHROMIUM") {
        wanted.set_binary(&chromium)?;
    }
    wanted.add_experimental_option(
        "prefs",
        json!({
            "intl.accept_languages": setup.languages,
            "credentials_enable_service": false,
            "autofill.credit_card_enabled": setup.has_saved_card(),
        }),
    )?;
    wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
    wanted.set("goog:chromeOptions.perfLoggingPrefs", json!({ "enableNetwork": true, "enablePage": false }))?;
    let browser = WebDriver::new(driver.url(), wanted).await?;
    if setup.screen == Screen::Phone {
        browser.cdp().emulation().set_device_metrics_override(width, height, 2.0, true).await?;
        browser.cdp().send_raw("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await?;
    }
    let programs = [Some(driver), display].into_iter().flatten().collect();
    Ok(Session { engine: Engine::Chromium, browser, display: screen, _programs: programs })
}

/// `CHROMEDRIVER`, or `chromedriver` from PATH.
fn driver(screen: Option<u16>) -> Outcome<Driver> {
    let mut chromedriver = Command::new(env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into()));
    chromedriver.arg("--port=0");
    if let Some(screen) = screen {
        chromedriver.env("DISPLAY", format!(":{screen}"));
    }
    let install = "install chromium-driver (version 113 or later) or set CHROMEDRIVER";
    Driver::start(chromedriver, install, |line| number_after(line, "started successfully on port "))
}

/// Quiet, and without a way out: every name but this machine's resolves to nothing.
const FLAGS: [&str; 12] = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    // Pages of its own behind the address bar, which takes a fifth of all the time here.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];
