//! Which files there are, and which rules each is under.

use std::path::Path;

use anyhow::Result;

use crate::command::{command, read};
use crate::workspace::Workspace;

/// Every file that git knows or would add, from the root, with `/`.
///
/// # Errors
/// This is no git checkout.
pub(super) fn list(workspace: &Workspace) -> Result<Vec<String>> {
    let mut git = command("git");
    git.current_dir(workspace.root()).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let listed = read(&mut git)?;
    let mut files: Vec<String> = listed.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    // Deleted but not yet committed.
    files.retain(|name| workspace.path(name).is_file());
    files.sort();
    files.dedup();
    Ok(files)
}

pub(super) fn is_rust(name: &str) -> bool {
    has_extension(name, &["rs"])
}

pub(super) fn is_script(name: &str) -> bool {
    has_extension(name, &["js", "mjs", "ts"]) && !is_lock(name)
}

pub(super) fn is_style(name: &str) -> bool {
    has_extension(name, &["css"])
}

/// Written by a package manager, not by a person.
pub(super) fn is_lock(name: &str) -> bool {
    matches!(Path::new(name).file_name().and_then(|file| file.to_str()), Some("Cargo.lock" | "package-lock.json"))
}

/// Whether the whole file is test code.
pub(super) fn is_test(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("e2e/")
        || name.starts_with("tests/")
        || name.contains("/tests/")
        || name.starts_with("npm/test/")
        || matches!(file, "tests.rs" | "test.rs")
        || file.ends_with("_tests.rs")
        || file.contains(".test.")
}

fn has_extension(name: &str, extensions: &[&str]) -> bool {
    Path::new(name).extension().is_some_and(|found| extensions.iter().any(|wanted| found == *wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_code_is_told_from_what_ships() {
        for name in
            ["tests/flow.rs", "store/tests/charge.rs", "e2e/src/lib.rs", "npm/test/types.test.ts", "src/form/tests.rs"]
        {
            assert!(is_test(name), "{name}");
        }
        for name in ["src/card/number.rs", "store/src/lib.rs", "xtask/src/test/mod.rs", "npm/index.js"] {
            assert!(!is_test(name), "{name}");
        }
    }
}
