//! Telling the person at the terminal what is being done. Progress goes to stderr: stdout is for results.

use std::fmt::Display;

/// Says what is about to happen.
pub(crate) fn say(what: impl Display) {
    eprintln!("xtask: {what}");
}

/// Says what is about to happen and how long it usually takes on two cores.
pub(crate) fn say_slow(what: impl Display, usual: &str) {
    eprintln!("xtask: {what} (usually {usual}, once)");
}
