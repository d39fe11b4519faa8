//! A screen that nobody looks at, for a browser that cannot do without one.

use std::process::Command;

use super::driver::Driver;
use crate::{Failure, Outcome};

/// Starts Xvfb on a free display, whose number is the driver's port.
pub(super) fn start() -> Outcome<Driver> {
    let mut xvfb = Command::new("Xvfb");
    // 1 is its standard output.
    xvfb.args(["-displayfd", "1", "-screen", "0", "1400x1100x24", "-nolisten", "tcp", "-noreset"]);
    Driver::start(xvfb, "install xvfb", |line| line.trim().parse().ok())
}

/// Presses a key there: a letter, or what X has a name for.
pub(super) fn press(display: u16, key: &str) -> Outcome {
    xdotool(display, &[if key.chars().count() == 1 { "type" } else { "key" }, key])
}

/// Moves or presses the mouse there, in xdotool's words.
pub(super) fn xdotool(display: u16, words: &[&str]) -> Outcome {
    let mut xdotool = Command::new("xdotool");
    let done = xdotool.args(words).env("DISPLAY", format!(":{display}")).output();
    let done = done.map_err(|error| Failure::new(format!("cannot start xdotool: {error}; install xdotool")))?;
    if done.status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("xdotool did not {}: {}", words.join(" "), String::from_utf8_lossy(&done.stderr))))
}
