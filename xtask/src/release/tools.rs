//! What a build was made with: other versions make other bytes.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::command::{command, read};
use crate::lockfile::locked_version;
use crate::node::NodeTools;
use crate::shipped::Shipped;
use crate::workspace::Workspace;

/// Names and versions.
///
/// # Errors
/// A tool does not say its version.
pub(super) fn versions(workspace: &Workspace, node: &NodeTools, shipped: &Shipped) -> Result<Vec<(String, String)>> {
    let mut versions = vec![
        ("rustc".to_owned(), shipped.rust.clone()),
        ("wasm-bindgen-cli".to_owned(), locked_version(workspace, "wasm-bindgen")?),
    ];
    for package in ["binaryen", "esbuild", "terser"] {
        let file = node.folder().join("node_modules").join(package).join("package.json");
        let manifest: Value = serde_json::from_slice(&fs::read(&file)?)?;
        let version = manifest["version"].as_str().with_context(|| format!("{} has no version", file.display()))?;
        versions.push((package.to_owned(), version.to_owned()));
    }
    for program in ["node", "npm"] {
        let said = read(command(program).arg("--version"))?;
        versions.push((program.to_owned(), said.trim().trim_start_matches('v').to_owned()));
    }
    Ok(versions)
}
