//! Reading versions from Cargo.lock.

use std::fs;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// The version of `package` that Cargo.lock names.
///
/// # Errors
/// The file cannot be read, or names no such package.
pub(crate) fn locked_version(workspace: &Workspace, package: &str) -> Result<String> {
    let file = workspace.path("Cargo.lock");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(version_in(&text, package).with_context(|| format!("Cargo.lock names no package {package}"))?.to_owned())
}

fn version_in<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\ndependencies = [\n \"cfg-if\",\n]\n";

    #[test]
    fn the_version_beside_the_whole_name_is_read() {
        assert_eq!(version_in(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in(LOCK, "wasm-bindgen-futures"), Some("0.4.80"));
    }

    #[test]
    fn a_package_that_is_not_there_has_no_version() {
        assert_eq!(version_in(LOCK, "wasm"), None);
        assert_eq!(version_in("", "wasm-bindgen"), None);
    }
}
