//! The system's own input method: GTK's, which Firefox and `WebKit` ask about every key of a display's keyboard.
//!
//! After `Multi_key` it composes whatever letters come, shows them in the field, and at Return puts in their place what its dictionary
//! says; where that says nothing, the composition is given up.

use std::{fs, path::Path, process::Command};

use crate::{Failure, Outcome};

/// Has a browser on a display, by the driver that starts it, compose with our dictionary. What GTK keeps, it keeps in `folder`.
pub(super) fn install(driver: &mut Command, display: u16, folder: &Path) -> Outcome {
    let settings = folder.join("settings");
    fs::create_dir_all(settings.join("gtk-3.0"))?;
    fs::write(settings.join("gtk-3.0/Compose"), DICTIONARY)?;
    driver.env("GTK_IM_MODULE", "gtk-im-context-simple");
    driver.env("XDG_CONFIG_HOME", settings).env("XDG_CACHE_HOME", folder.join("cache"));
    lay_keys(display)
}

/// Gives a display a keyboard with all the letters that are composed. A key that xdotool had to put there for a moment might be gone
/// before the browser looks.
fn lay_keys(display: u16) -> Outcome {
    let mut setxkbmap = Command::new("setxkbmap");
    setxkbmap.args(["-layout", "us,ru", "-option", "compose:menu"]).env("DISPLAY", format!(":{display}"));
    let laid = setxkbmap.status().map_err(|error| Failure::new(format!("cannot start setxkbmap: {error}")))?;
    if laid.success() { Ok(()) } else { Err(Failure::new(format!("setxkbmap laid no keys: {laid}"))) }
}

const DICTIONARY: &str = include_str!("dictionary.txt");
