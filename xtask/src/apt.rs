//! Installing Debian packages, where there is apt and the right to use it.

use std::path::Path;

use anyhow::{Result, bail};

use crate::command::{command, find_program, read};
use crate::step;

/// Installs what is missing of `packages`; nothing is done when all are there.
///
/// # Errors
/// There is no apt, the caller is not root, or apt fails: the message holds the command to run by hand.
pub(crate) fn install(packages: &[&str], usual: &str) -> Result<()> {
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!("apt-get install --no-install-recommends {}", missing.join(" "));
    if !available() {
        bail!(
            "{} is missing, and this is not a Debian with apt: install it with this system's own package manager",
            missing.join(", ")
        );
    }
    if read(command("id").arg("-u"))?.trim() != "0" {
        bail!("{} is missing, and only root may install it: sudo {by_hand}", missing.join(", "));
    }
    step::say_slow(format!("apt-get install {}", missing.join(" ")), usual);
    // Machines often come with no package lists, or with lists too old to install from.
    if let Err(error) = read(command("apt-get").args(["update", "-qq"])) {
        step::say(format!("apt-get update failed; going on with the lists there are: {error}"));
    }
    let mut install = command("apt-get");
    install
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["-o", "DPkg::Lock::Timeout=600", "install", "-y", "-qq", "--no-install-recommends"])
        .args(&missing);
    // apt's own hundreds of lines help nobody when it works, and are in the error when it does not.
    if let Err(error) = read(&mut install) {
        bail!("{error}\nby hand: apt-get update && {by_hand}");
    }
    Ok(())
}

/// Whether this is a Debian with apt.
pub(crate) fn available() -> bool {
    Path::new("/etc/debian_version").exists() && find_program(&[], &["apt-get"]).is_some()
}

fn is_installed(package: &str) -> bool {
    read(command("dpkg-query").args(["-W", "-f", "${db:Status-Status}", package]))
        .is_ok_and(|status| status == "installed")
}
