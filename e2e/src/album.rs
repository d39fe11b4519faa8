//! Screenshots, numbered in the order they were taken.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use crate::{Engine, Outcome};

/// The folder of one test: its screenshots and its database.
pub(crate) struct Album {
    folder: PathBuf,
    taken: AtomicU32,
}

impl Album {
    /// An empty folder `target/e2e/<engine>/<test>/`; what an earlier run left there is gone.
    pub(crate) fn open(engine: Engine, test: &str) -> Outcome<Self> {
        let folder = root().join("target/e2e").join(engine.name()).join(test.replace("::", "/"));
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, taken: AtomicU32::new(0) })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Keeps `png` as `<nn>-<step>.png`.
    pub(crate) fn keep(&self, step: &str, png: &[u8]) -> Outcome {
        let number = self.taken.fetch_add(1, Ordering::Relaxed) + 1;
        fs::write(self.folder.join(format!("{number:02}-{step}.png")), png)?;
        Ok(())
    }
}

/// The workspace's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}
