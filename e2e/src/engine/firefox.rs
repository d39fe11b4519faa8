//! A headless Firefox that talks to this machine only.

use std::{env, process::Command};

use thirtyfour::{DesiredCapabilities, WebDriver, common::capabilities::firefox::FirefoxPreferences};

use super::{
    Engine, Session,
    driver::{Driver, number_after},
};
use crate::{Outcome, Setup};

pub(super) async fn open(setup: Setup) -> Outcome<Session> {
    let driver = driver()?;
    let (width, height) = setup.screen.size();
    let mut wanted = DesiredCapabilities::firefox();
    for argument in ["-headless", &format!("--width={width}"), &format!("--height={height}")] {
        wanted.add_arg(argument)?;
    }
    if let Ok(firefox) = env::var("FIREFOX") {
        wanted.set_firefox_binary(&firefox)?;
    }
    let mut preferences = FirefoxPreferences::new();
    preferences.set("intl.accept_languages", setup.languages)?;
    // Without a way out: what is not this machine is asked of a proxy that is not there.
    preferences.set("network.proxy.type", 1)?;
    for scheme in ["http", "ssl"] {
        preferences.set(&format!("network.proxy.{scheme}"), "127.0.0.1")?;
        preferences.set(&format!("network.proxy.{scheme}_port"), 9)?;
    }
    preferences.set("network.proxy.allow_hijacking_localhost", false)?;
    wanted.set_preferences(preferences)?;
    let browser = WebDriver::new(driver.url(), wanted).await?;
    Ok(Session { engine: Engine::Firefox, browser, display: None, _programs: vec![driver] })
}

/// `GECKODRIVER`, or `geckodriver` from PATH.
fn driver() -> Outcome<Driver> {
    let mut geckodriver = Command::new(env::var_os("GECKODRIVER").unwrap_or_else(|| "geckodriver".into()));
    geckodriver.arg("--port=0");
    let install = "cargo install geckodriver, or set GECKODRIVER";
    Driver::start(geckodriver, install, |line| number_after(line, "Listening on 127.0.0.1:"))
}
