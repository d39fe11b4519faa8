//! `WebKitGTK`'s own small browser, on a display that nobody looks at.

use std::{
    env, fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};

use super::{Engine, Session, display, driver::Driver, gtk};
use crate::{Failure, Outcome, Setup, until};

pub(super) async fn open(setup: Setup, folder: &Path) -> Outcome<Session> {
    let display = display::start()?;
    let mut driver = driver(display.port, setup.languages);
    if setup.has_screen() {
        gtk::set_up(&mut driver, display.port, folder)?;
    }
    let driver = start(driver).await?;
    let mut wanted = Capabilities::new();
    wanted.set("browserName", "MiniBrowser")?;
    // Without a way out: what is not this machine is asked of a proxy that is not there. The browser is told so itself: of a list of
    // exceptions that comes by WebDriver it reads past the end, and dies of that now and then, and then the driver waits forever.
    let arguments =
        ["--automation", "--proxy=http://127.0.0.1:9", "--ignore-host=127.0.0.1", "--ignore-host=localhost"];
    wanted.set("webkitgtk:browserOptions", json!({ "binary": minibrowser()?, "args": arguments }))?;
    let browser = WebDriver::new(driver.url(), wanted).await?;
    let (width, height) = setup.screen.size();
    browser.set_window_rect(0, 0, width, height).await?;
    Ok(Session { engine: Engine::WebKit, browser, display: Some(display.port), _programs: vec![driver, display] })
}

/// `WEBKITDRIVER`, or `WebKitWebDriver` from PATH.
fn driver(display: u16, languages: &str) -> Command {
    let mut webkit = Command::new(env::var_os("WEBKITDRIVER").unwrap_or_else(|| "WebKitWebDriver".into()));
    // The languages of the desktop are those of the browser.
    let locale = match languages {
        "kk" => "kk_KZ.UTF-8",
        "ru" => "ru_RU.UTF-8",
        _ => "en_US.UTF-8",
    };
    // No desktop is there to be asked about settings and accessibility.
    webkit.envs([("DBUS_SESSION_BUS_ADDRESS", "disabled:"), ("NO_AT_BRIDGE", "1"), ("GSETTINGS_BACKEND", "memory")]);
    webkit.env("DISPLAY", format!(":{display}")).env("LANGUAGE", languages).env("LC_ALL", locale);
    webkit
}

/// Starts the driver, which wants to be told its port, and waits until it answers.
async fn start(mut webkit: Command) -> Outcome<Driver> {
    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    webkit.arg(format!("--port={port}"));
    let driver = Driver::start_on(port, webkit, "install webkit2gtk-driver, or set WEBKITDRIVER")?;
    until("WebKitWebDriver", async || {
        let answer = reqwest::get(format!("{}/status", driver.url())).await?;
        Ok(answer.status().is_success().then_some(()))
    })
    .await?;
    Ok(driver)
}

/// `MINIBROWSER`, or the one that came with Debian's driver.
fn minibrowser() -> Outcome<PathBuf> {
    if let Some(path) = env::var_os("MINIBROWSER") {
        return Ok(path.into());
    }
    let folders = fs::read_dir("/usr/lib")?.filter_map(|entry| Some(entry.ok()?.path()));
    folders
        .flat_map(|folder| ["webkit2gtk-4.1", "webkit2gtk-4.0"].map(|version| folder.join(version).join("MiniBrowser")))
        .find(|path| Path::exists(path))
        .ok_or_else(|| Failure::new("there is no MiniBrowser; install webkit2gtk-driver, or set MINIBROWSER"))
}
