//! The crate and the npm package are one release: they have one version.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use super::Finding;
use crate::lockfile::locked_version;
use crate::workspace::Workspace;

/// # Errors
/// One of the two files cannot be read.
pub(super) fn check(workspace: &Workspace) -> Result<Option<Finding>> {
    let text = fs::read_to_string(workspace.path(PACKAGE)).with_context(|| format!("cannot read {PACKAGE}"))?;
    let package: Value = serde_json::from_str(&text).with_context(|| format!("{PACKAGE} is not JSON"))?;
    Ok(compare(package["version"].as_str().unwrap_or("missing"), &locked_version(workspace, "cloudpayments-checkout")?))
}

fn compare(npm: &str, cargo: &str) -> Option<Finding> {
    (npm != cargo).then(|| Finding::new(PACKAGE, 1, format!("version {npm}; wanted {cargo}, the crate's")))
}

const PACKAGE: &str = "npm/package.json";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_versions_are_found() {
        assert!(compare("0.1.0", "0.2.0").is_some_and(|finding| finding.what.contains("wanted 0.2.0")));
        assert!(compare("0.2.0", "0.2.0").is_none());
    }
}
