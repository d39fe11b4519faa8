//! The crates whose code is in the package's WebAssembly.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Node, Package, PackageId, TargetKind};

use crate::command::{command, read};
use crate::lockfile;
use crate::toolchain::{Toolchain, WASM};
use crate::workspace::Workspace;

/// A crate of somebody else that is compiled into the package.
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) version: String,
    /// As an SPDX expression.
    pub(crate) licence: String,
    /// Its sources on this machine.
    pub(crate) folder: PathBuf,
    /// SHA-256 of what the registry sent, in hexadecimal.
    pub(crate) checksum: String,
    /// The names of those it uses itself.
    pub(crate) uses: Vec<String>,
}

/// What is shipped.
pub(crate) struct Shipped {
    /// In the order of their names.
    pub(crate) crates: Vec<Crate>,
    /// Those that our own crate names in `Cargo.toml`.
    pub(crate) direct: Vec<String>,
    /// The compiler's version, which is its standard library's, too.
    pub(crate) rust: String,
}

/// Asks cargo what the component is made of: not what its macros and build scripts need while it is compiled.
///
/// # Errors
/// Cargo does not answer, or a crate names no licence or no checksum.
pub(crate) fn shipped(workspace: &Workspace) -> Result<Shipped> {
    let toolchain = Toolchain::find(workspace)?;
    let metadata = metadata(workspace, &toolchain)?;
    let ours = metadata.packages.iter().find(|package| package.name.as_str() == OURS);
    let ours = &ours.with_context(|| format!("cargo knows no package {OURS}"))?.id;
    let nodes = metadata.resolve.as_ref().context("cargo resolved nothing")?.nodes.iter();
    let nodes: BTreeMap<&PackageId, &Node> = nodes.map(|node| (&node.id, node)).collect();

    let mut met = BTreeSet::new();
    let mut waiting = vec![ours];
    while let Some(id) = waiting.pop() {
        if met.insert(id) {
            waiting.extend(linked(&metadata, &nodes, id));
        }
    }
    let names = |id| linked(&metadata, &nodes, id).map(|used| metadata[used].name.to_string()).collect();
    let mut crates = Vec::new();
    for id in met.into_iter().filter(|id| *id != ours) {
        crates.push(described(workspace, &metadata[id], names(id))?);
    }
    crates.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));

    let mut rustc = command("rustc");
    toolchain.apply(&mut rustc);
    let said = read(rustc.arg("--version"))?;
    let rust = said.split_whitespace().nth(1).context("rustc does not say its version")?.to_owned();
    Ok(Shipped { crates, direct: names(ours), rust })
}

fn metadata(workspace: &Workspace, toolchain: &Toolchain) -> Result<Metadata> {
    let mut cargo = toolchain.cargo();
    cargo.current_dir(workspace.root());
    cargo.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", WASM]);
    Ok(MetadataCommand::parse(read(&mut cargo)?)?)
}

/// What is linked with a crate: no development or build dependency, and no macro.
fn linked<'a>(
    metadata: &'a Metadata,
    nodes: &BTreeMap<&PackageId, &'a Node>,
    id: &PackageId,
) -> impl Iterator<Item = &'a PackageId> {
    let used = nodes.get(id).into_iter().flat_map(|node| &node.deps);
    let used = used.filter(|used| used.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal));
    used.map(|used| &used.pkg).filter(|id| !is_macro(&metadata[*id]))
}

fn is_macro(package: &Package) -> bool {
    package.targets.iter().any(|target| target.kind.contains(&TargetKind::ProcMacro))
}

fn described(workspace: &Workspace, package: &Package, mut uses: Vec<String>) -> Result<Crate> {
    let (name, version) = (package.name.to_string(), package.version.to_string());
    let licence = package.license.as_ref().with_context(|| format!("{name} names no licence"))?;
    let folder = package.manifest_path.parent().with_context(|| format!("{name} has no folder"))?;
    uses.sort();
    Ok(Crate {
        // As it was written before SPDX had expressions.
        licence: licence.replace('/', " OR "),
        folder: folder.into(),
        checksum: lockfile::checksum(workspace, &name, &version)?,
        uses,
        name,
        version,
    })
}

const OURS: &str = "cloudpayments-checkout";
