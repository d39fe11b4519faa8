//! One example: its files copied beside the tarball, its packages installed, its pages built; each only when something changed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::command::{command, read};
use crate::node::install_in;
use crate::pack::Tarball;
use crate::workspace::Workspace;
use crate::{layout, step};

/// Makes the example ready to be served.
///
/// # Errors
/// There is no such example, or npm or its own build fails.
pub(super) fn prepare(workspace: &Workspace, name: &str, place: &Path, tarball: &Tarball) -> Result<()> {
    let folder = place.join(name);
    let sources = layout::lay_out(&workspace.path("examples").join(name), &folder)
        .with_context(|| format!("there is no example {name}"))?;
    install_in(workspace, &folder)?;
    unpack(tarball, &folder)?;
    let manifest = fs::read_to_string(folder.join("package.json"))?;
    let manifest: serde_json::Value = serde_json::from_str(&manifest)?;
    if manifest["scripts"]["build"].is_null() {
        return Ok(());
    }
    let wanted = format!("{sources:016x} {:016x}", tarball.fingerprint);
    let stamp = folder.join("node_modules/.built-by-xtask");
    if fs::read_to_string(&stamp).is_ok_and(|built| built == wanted) {
        return Ok(());
    }
    step::say_slow(format!("building the example {name}"), "half a minute");
    let mut npm = command("npm");
    npm.current_dir(&folder).args(["run", "--silent", "build"]).env("NEXT_TELEMETRY_DISABLED", "1");
    // What a bundler prints of a build that works helps nobody.
    read(&mut npm).with_context(|| format!("the example {name} does not build"))?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Puts the tarball's files where npm has put an earlier one's: `npm ci` looks at the lock file alone and would keep those.
fn unpack(tarball: &Tarball, folder: &Path) -> Result<()> {
    let package = folder.join("node_modules/cloudpayments-checkout");
    let stamp = package.join(".unpacked-by-xtask");
    let wanted = format!("{:016x}", tarball.fingerprint);
    if fs::read_to_string(&stamp).is_ok_and(|unpacked| unpacked == wanted) {
        return Ok(());
    }
    let _ = fs::remove_dir_all(&package);
    // What Vite has made of an earlier one's files for its development server: it, too, looks at the lock file alone.
    let _ = fs::remove_dir_all(folder.join("node_modules/.vite"));
    fs::create_dir_all(&package)?;
    read(command("tar").args(["--strip-components=1", "-xzf"]).arg(&tarball.file).arg("-C").arg(&package))?;
    fs::write(stamp, wanted)?;
    Ok(())
}
