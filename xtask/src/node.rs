//! Node.js and the npm packages that builds and tests use, pinned by `xtask/tools/package-lock.json`.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{command, find_program, read};
use crate::step;
use crate::workspace::Workspace;

/// The installed npm packages.
pub(crate) struct NodeTools {
    folder: PathBuf,
}

impl NodeTools {
    /// Finds the packages, and installs them when the lock file is a new one.
    ///
    /// # Errors
    /// Node.js is missing or too old, or `npm ci` failed.
    pub(crate) fn find(workspace: &Workspace) -> Result<Self> {
        check_node()?;
        let tools = workspace.path("xtask/tools");
        let lock = fs::read(tools.join("package-lock.json")).context("cannot read xtask/tools/package-lock.json")?;
        // One folder per lock file: two checkouts of different age share a cache without undoing each other's work.
        let folder = workspace.cache().path(format!("node-{:016x}", fingerprint(&lock)));
        if !folder.is_dir() {
            let _installing = workspace.cache().lock()?;
            if !folder.is_dir() {
                install(&tools, &folder)?;
            }
        }
        Ok(Self { folder })
    }

    /// Where they are installed.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A package's program, run by node: no shell script in between, on any system.
    pub(crate) fn script(&self, path: &str) -> Command {
        let mut node = command("node");
        node.arg(self.folder.join("node_modules").join(path));
        node
    }
}

/// `npm ci` in a folder of the checkout, when its lock file is not the one last installed.
///
/// # Errors
/// Node.js is missing or too old, or `npm ci` failed.
pub(crate) fn install_in(workspace: &Workspace, folder: &Path) -> Result<()> {
    check_node()?;
    let lock = fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("cannot read package-lock.json in {}", folder.display()))?;
    let wanted = format!("{:016x}", fingerprint(&lock));
    let stamp = folder.join("node_modules/.installed-by-xtask");
    let is_there = || fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted);
    if is_there() {
        return Ok(());
    }
    let _installing = workspace.cache().lock()?;
    if is_there() {
        return Ok(());
    }
    step::say_slow(format!("npm ci in {}", folder.display()), "20 seconds");
    read(command("npm").current_dir(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))
}

/// The folders of the checkout that have a package-lock.json of their own.
///
/// # Errors
/// git cannot be asked.
pub(crate) fn locked_folders(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let mut git = command("git");
    let files = read(git.current_dir(workspace.root()).args(["ls-files", "*package-lock.json"]))?;
    Ok(files.lines().filter_map(|file| workspace.path(file).parent().map(Path::to_path_buf)).collect())
}

/// A number that tells contents apart; the same in every run of the same xtask.
pub(crate) fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

fn check_node() -> Result<()> {
    if find_program(&[], &["node"]).is_none() || find_program(&[], &["npm"]).is_none() {
        bail!(
            "Node.js {OLDEST_NODE} or newer, with npm, is needed and not on PATH: install it (Debian: apt-get install nodejs npm)"
        );
    }
    let version = read(command("node").arg("--version"))?;
    match major(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => bail!("Node.js {OLDEST_NODE} or newer is needed; `node --version` says {}", version.trim()),
    }
}

fn install(tools: &Path, folder: &Path) -> Result<()> {
    step::say_slow("npm ci of wasm-opt, esbuild and markdown-it", "20 seconds");
    let work = folder.with_extension("new");
    let _ = fs::remove_dir_all(&work);
    fs::create_dir_all(&work)?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(tools.join(file), work.join(file))?;
    }
    // No package of ours needs to run code while it is installed.
    read(command("npm").current_dir(&work).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    fs::rename(&work, folder).with_context(|| format!("cannot move {} into place", work.display()))
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

const OLDEST_NODE: u32 = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v9.1.0"), Some(9));
        assert_eq!(major("20"), None);
    }
}
