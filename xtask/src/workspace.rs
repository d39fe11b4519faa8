//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::cache::Cache;

/// The checkout being worked on, and how.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
    cache: Cache,
    skip_rustup: bool,
}

impl Workspace {
    /// Finds the checkout that `cargo xtask` was called in.
    pub(crate) fn find(skip_rustup: bool) -> Result<Self> {
        // Cargo's word at run time first: a binary shared between two checkouts (one target folder) must not work on the other one.
        let package =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package.parent().context("the xtask package has no folder above it")?.to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => env::current_dir()?.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target, cache: Cache::find()?, skip_rustup })
    }

    /// Another checkout, with a target folder of its own, worked on in the same way.
    ///
    /// # Errors
    /// There is no folder for installed tools.
    pub(crate) fn another(&self, root: PathBuf, target: PathBuf) -> Result<Self> {
        Ok(Self { root, target, cache: Cache::find()?, skip_rustup: self.skip_rustup })
    }

    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path below the root.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Cargo's target folder.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Where installed tools are kept.
    pub(crate) fn cache(&self) -> &Cache {
        &self.cache
    }

    /// Whether rustup's targets are to be left alone.
    pub(crate) fn skip_rustup(&self) -> bool {
        self.skip_rustup
    }
}
