//! What is published beside the tarball.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{bill, digest, git, tools, unpack};
use crate::command::{command, run};
use crate::node::NodeTools;
use crate::shipped::shipped;
use crate::workspace::Workspace;

/// Writes into `folder`: `SHA256SUMS`, `sri.json`, `bom.cdx.json` and `THIRD-PARTY.txt`. The last is in the tarball, too.
///
/// # Errors
/// The tarball lacks a file, or the bill of materials is not as CycloneDX wants it.
pub(super) fn write(workspace: &Workspace, tarball: &Path, folder: &Path) -> Result<()> {
    let hashes = digest::of(tarball)?;
    let name = tarball.file_name().context("the tarball has no name")?.to_string_lossy();
    fs::write(folder.join("SHA256SUMS"), format!("{}  {name}\n", hashes.sha256()))?;

    let inside = unpack(tarball)?;
    let mut integrity = BTreeMap::new();
    hash(&inside, "", &mut integrity)?;
    put(&folder.join("sri.json"), &serde_json::to_value(&integrity)?)?;
    fs::copy(inside.join(NOTICES), folder.join(NOTICES)).with_context(|| format!("{name} has no {NOTICES}"))?;
    let manifest: Value = serde_json::from_slice(&fs::read(inside.join("package.json"))?)?;
    let [version, description] = ["version", "description"].map(|key| manifest[key].as_str().unwrap_or_default());
    fs::remove_dir_all(&inside)?;

    let node = NodeTools::find(workspace)?;
    let shipped = shipped(workspace)?;
    let release = bill::Release {
        version,
        description,
        tarball: &hashes,
        committed: &git(workspace, &["show", "--no-patch", "--format=%cI"])?,
        tools: &tools::versions(workspace, &node, &shipped)?,
    };
    let bill = folder.join("bom.cdx.json");
    put(&bill, &bill::of(&release, &shipped))?;
    run(command("node").arg(workspace.path("xtask/tools/bom.mjs")).arg(node.folder()).arg(&bill))
}

/// Hashes every file below `folder`.
fn hash(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            hash(&path, &format!("{name}/"), found)?;
        } else if path.is_file() {
            found.insert(name, digest::of(&path)?.integrity());
        } else {
            bail!("{} is neither file nor folder", path.display());
        }
    }
    Ok(())
}

fn put(file: &Path, value: &Value) -> Result<()> {
    fs::write(file, format!("{value:#}\n")).with_context(|| format!("cannot write {}", file.display()))
}

const NOTICES: &str = "THIRD-PARTY.txt";
