//! A folder of the checkout laid out in another place, to be built there.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::command::{command, read};
use crate::node::fingerprint;

/// Copies the files that git knows or would add, removes what was copied before and is gone; a number that tells their contents apart.
/// What is right already is not touched: what was built of it stays good.
///
/// # Errors
/// `source` is no folder of a git checkout, or a file cannot be read or written.
pub(crate) fn lay_out(source: &Path, folder: &Path) -> Result<u64> {
    let mut git = command("git");
    git.current_dir(source).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let listed = read(&mut git)?;
    let files: Vec<&str> = listed.split('\0').filter(|file| source.join(file).is_file()).collect();
    let record = folder.join(".laid-out-by-xtask");
    for old in fs::read_to_string(&record).unwrap_or_default().lines().filter(|old| !files.contains(old)) {
        let _ = fs::remove_file(folder.join(old));
    }
    let mut all = Vec::new();
    for file in &files {
        let content = fs::read(source.join(file))?;
        let copy = folder.join(file);
        fs::create_dir_all(copy.parent().unwrap_or(folder))?;
        if !fs::read(&copy).is_ok_and(|old| old == content) {
            fs::write(&copy, &content).with_context(|| format!("cannot write {}", copy.display()))?;
        }
        all.extend(file.as_bytes());
        all.extend(content);
    }
    fs::write(record, files.join("\n"))?;
    Ok(fingerprint(&all))
}
