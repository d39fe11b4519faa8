//! What GTK is told, which hands Firefox and `WebKit` the keys and the mouse of a display.
//!
//! Its input method is asked about every key. After `Multi_key` it composes whatever letters come, shows them in the field, and at Return
//! puts in their place what its dictionary says; where that says nothing, the composition is given up.
//!
//! No two clicks are a double one: a test that drags twice from one place in less time than a person would selects no words.

use std::{fs, path::Path, process::Command};

use crate::{Failure, Outcome};

/// Has a browser on a display, by the driver that starts it, compose with our dictionary and count no clicks. What GTK keeps, it keeps
/// in `folder`.
pub(super) fn set_up(driver: &mut Command, display: u16, folder: &Path) -> Outcome {
    let settings = folder.join("settings");
    let of_gtk = settings.join("gtk-3.0");
    fs::create_dir_all(&of_gtk)?;
    fs::write(of_gtk.join("Compose"), DICTIONARY)?;
    fs::write(of_gtk.join("settings.ini"), "[Settings]\ngtk-double-click-time = 0\n")?;
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
