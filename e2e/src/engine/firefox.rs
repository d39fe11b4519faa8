//! A Firefox that talks to this machine only: headless, but for an input method and a mouse that drags, which a screen alone has.

use std::{env, path::Path, process::Command};

use thirtyfour::{DesiredCapabilities, WebDriver, common::capabilities::firefox::FirefoxPreferences};

use super::{
    Engine, Session, display,
    driver::{Driver, number_after},
    gtk,
};
use crate::{Outcome, Setup};

pub(super) async fn open(setup: Setup, folder: &Path) -> Outcome<Session> {
    let display = setup.has_screen().then(display::start).transpose()?;
    let screen = display.as_ref().map(|display| display.port);
    let driver = driver(screen, folder)?;
    let (width, height) = setup.screen.size();
    let mut wanted = DesiredCapabilities::firefox();
    for argument in [format!("--width={width}"), format!("--height={height}")] {
        wanted.add_arg(&argument)?;
    }
    if screen.is_none() {
        wanted.add_arg("-headless")?;
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
    // Else the focus is one for tests only, which no input method hears of.
    preferences.set("focusmanager.testmode", !setup.has_screen())?;
    wanted.set_preferences(preferences)?;
    let browser = WebDriver::new(driver.url(), wanted).await?;
    let programs = [Some(driver), display].into_iter().flatten().collect();
    Ok(Session { engine: Engine::Firefox, browser, display: screen, _programs: programs })
}

/// `GECKODRIVER`, or `geckodriver` from PATH.
fn driver(screen: Option<u16>, folder: &Path) -> Outcome<Driver> {
    let mut geckodriver = Command::new(env::var_os("GECKODRIVER").unwrap_or_else(|| "geckodriver".into()));
    geckodriver.arg("--port=0");
    if let Some(screen) = screen {
        geckodriver.env("DISPLAY", format!(":{screen}"));
        gtk::set_up(&mut geckodriver, screen, folder)?;
    }
    let install = "cargo install geckodriver, or set GECKODRIVER";
    Driver::start(geckodriver, install, |line| number_after(line, "Listening on 127.0.0.1:"))
}
