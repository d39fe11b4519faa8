//! A screen that nobody looks at, for a browser that cannot do without one.

use std::process::Command;

use super::driver::Driver;
use crate::Outcome;

/// Starts Xvfb on a free display, whose number is the driver's port.
pub(super) fn start() -> Outcome<Driver> {
    let mut xvfb = Command::new("Xvfb");
    // 1 is its standard output.
    xvfb.args(["-displayfd", "1", "-screen", "0", "1400x1100x24", "-nolisten", "tcp", "-noreset"]);
    Driver::start(xvfb, "install xvfb", |line| line.trim().parse().ok())
}
