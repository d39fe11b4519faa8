//! The package as `npm publish` would send it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command::{command, read};
use crate::node::fingerprint;

/// The packed package.
pub(crate) struct Tarball {
    pub(crate) file: PathBuf,
    pub(crate) fingerprint: u64,
}

/// Packs the folder `package` into `place`, by the name that npm gives it.
///
/// # Errors
/// npm fails, or makes no file.
pub(crate) fn pack(package: &Path, place: &Path) -> Result<Tarball> {
    fs::create_dir_all(place).with_context(|| format!("cannot make {}", place.display()))?;
    let mut npm = command("npm");
    npm.current_dir(place).args(["pack", "--silent", "--ignore-scripts", "--pack-destination", "."]).arg(package);
    let name = read(&mut npm)?;
    let file = place.join(name.trim());
    let content = fs::read(&file).with_context(|| format!("npm pack made no {}", file.display()))?;
    Ok(Tarball { file, fingerprint: fingerprint(&content) })
}
