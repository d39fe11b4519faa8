//! Reading versions and checksums from Cargo.lock.

use std::fs;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// The version of `package` that Cargo.lock names.
///
/// # Errors
/// The file cannot be read, or names no such package.
pub(crate) fn locked_version(workspace: &Workspace, package: &str) -> Result<String> {
    let text = read(workspace)?;
    Ok(version_in(&text, package).with_context(|| format!("Cargo.lock names no package {package}"))?.to_owned())
}

/// SHA-256 of what the registry sends for this package, as Cargo.lock has it.
///
/// # Errors
/// The file cannot be read, or has none.
pub(crate) fn checksum(workspace: &Workspace, package: &str, version: &str) -> Result<String> {
    let text = read(workspace)?;
    let found = checksum_in(&text, package, version);
    Ok(found.with_context(|| format!("Cargo.lock has no checksum of {package} {version}"))?.to_owned())
}

fn read(workspace: &Workspace) -> Result<String> {
    let file = workspace.path("Cargo.lock");
    fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
}

fn version_in<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

fn checksum_in<'a>(lock: &'a str, package: &str, version: &str) -> Option<&'a str> {
    let head = format!("name = \"{package}\"\nversion = \"{version}\"\n");
    let entry = lock.split("[[package]]\n").find(|entry| entry.starts_with(&head))?;
    entry.lines().find_map(|line| line.strip_prefix("checksum = \"")?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nchecksum = \"6532f9a5\"\ndependencies = [\n \"cfg-if\",\n]\n";

    #[test]
    fn the_version_beside_the_whole_name_is_read() {
        assert_eq!(version_in(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in(LOCK, "wasm-bindgen-futures"), Some("0.4.80"));
    }

    #[test]
    fn the_checksum_is_of_the_version_asked_for() {
        assert_eq!(checksum_in(LOCK, "wasm-bindgen", "0.2.130"), Some("6532f9a5"));
        assert_eq!(checksum_in(LOCK, "wasm-bindgen", "0.2.129"), None);
        assert_eq!(checksum_in(LOCK, "wasm-bindgen-futures", "0.4.80"), None);
    }

    #[test]
    fn a_package_that_is_not_there_has_no_version() {
        assert_eq!(version_in(LOCK, "wasm"), None);
        assert_eq!(version_in("", "wasm-bindgen"), None);
    }
}
