//! PostgreSQL for the store's tests, which start servers of their own.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::find_program;
use crate::{apt, step};

/// Whether PostgreSQL's programs are here, after trying to install them where they are not.
pub(crate) fn is_there() -> bool {
    if is_installed() {
        return true;
    }
    if let Err(error) = apt::install(&["postgresql"], "half a minute") {
        step::say(format!("the store's tests with PostgreSQL are left out: {error:#}"));
    }
    is_installed()
}

fn is_installed() -> bool {
    find_program(&[], &["initdb"]).is_some() || debian(Path::new("/usr/lib/postgresql"))
}

/// Debian keeps `initdb` and its like out of the path, in a folder per version.
fn debian(folder: &Path) -> bool {
    let programs = |version: PathBuf| version.join("bin/initdb").is_file();
    fs::read_dir(folder).into_iter().flatten().flatten().any(|version| programs(version.path()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debians_folder_counts_when_a_version_has_the_programs() {
        let folder = std::env::temp_dir().join(format!("xtask-postgres-{}", std::process::id()));
        assert!(!debian(&folder));
        fs::create_dir_all(folder.join("15/bin")).unwrap();
        assert!(!debian(&folder));
        fs::write(folder.join("15/bin/initdb"), "").unwrap();
        assert!(debian(&folder));
        fs::remove_dir_all(folder).unwrap();
    }
}
