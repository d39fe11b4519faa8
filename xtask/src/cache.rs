//! The folder that keeps what is installed, outside `target/` so that `cargo clean` costs no ten minutes.

use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::step;

/// `$CHECKOUT_CACHE`, else `cloudpayments-checkout` in the user's cache folder.
pub(crate) struct Cache {
    folder: PathBuf,
}

/// Held while something is installed; let go when dropped, or when the process ends in whatever way.
pub(crate) struct Installing {
    _lock: File,
}

impl Cache {
    /// Finds the folder and makes it.
    ///
    /// # Errors
    /// None of the three variables is set, or the folder cannot be made.
    pub(crate) fn find() -> Result<Self> {
        let folder = place(&|name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from))
            .context("no folder for installed tools: set CHECKOUT_CACHE, XDG_CACHE_HOME or HOME")?;
        fs::create_dir_all(&folder).with_context(|| format!("cannot make the cache folder {}", folder.display()))?;
        let folder = folder.canonicalize()?;
        Ok(Self { folder })
    }

    /// A path in the cache.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.folder.join(relative)
    }

    /// Where `cargo install` puts programs.
    pub(crate) fn bin(&self) -> PathBuf {
        self.path("bin")
    }

    /// Waits until no other run is installing. Check again what is there after this returns: the other run may have installed it.
    pub(crate) fn lock(&self) -> Result<Installing> {
        let lock = File::create(self.path("lock")).context("cannot make the cache's lock file")?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                step::say("another run is installing something; waiting for it");
                lock.lock().context("cannot lock the cache")?;
            }
            Err(TryLockError::Error(error)) => return Err(error).context("cannot lock the cache"),
        }
        Ok(Installing { _lock: lock })
    }
}

fn place(variable: &dyn Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    variable("CHECKOUT_CACHE")
        .or_else(|| Some(variable("XDG_CACHE_HOME")?.join(NAME)))
        .or_else(|| Some(variable("HOME")?.join(".cache").join(NAME)))
}

const NAME: &str = "cloudpayments-checkout";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(variables: &[(&str, &str)], wanted: Option<&str>) {
        let found =
            place(&|name| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| PathBuf::from(value)));
        assert_eq!(found, wanted.map(PathBuf::from));
    }

    #[test]
    fn the_cache_is_where_the_person_says_else_in_their_cache_folder() {
        check(&[("CHECKOUT_CACHE", "/c"), ("XDG_CACHE_HOME", "/x"), ("HOME", "/h")], Some("/c"));
        check(&[("XDG_CACHE_HOME", "/x"), ("HOME", "/h")], Some("/x/cloudpayments-checkout"));
        check(&[("HOME", "/h")], Some("/h/.cache/cloudpayments-checkout"));
        check(&[], None);
    }
}
