//! The package's scripts: of each entry one file, in which are the glue and the scripts of the crate, too, as far as it needs them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::component::ENTRIES;
use super::fallback;
use super::glue::{self, Memory, Names};
use crate::command::{read, run};
use crate::node::NodeTools;
use crate::workspace::Workspace;

/// Every script written by hand that goes into one of the entries: these, their parts, and the crate's.
///
/// # Errors
/// A folder cannot be read.
pub(super) fn sources(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let mut all: Vec<_> = ENTRIES.iter().map(|entry| workspace.path("npm").join(entry)).collect();
    for folder in ["src", "npm/module", "npm/window"] {
        all.extend(scripts(&workspace.path(folder))?);
    }
    Ok(all)
}

/// Copies them into `folder`, to lie there as they do in the checkout.
///
/// # Errors
/// A file cannot be read or written.
pub(super) fn lay_out(workspace: &Workspace, node: &NodeTools, folder: &Path) -> Result<()> {
    for script in sources(workspace)? {
        let copy = folder.join(script.strip_prefix(workspace.root())?);
        fs::create_dir_all(copy.parent().unwrap_or(folder))?;
        fs::copy(&script, copy).with_context(|| format!("cannot copy {}", script.display()))?;
    }
    for style in ["src/element/style.js", "npm/window/style.js"] {
        minify_style(node, &folder.join(style))?;
    }
    Ok(())
}

/// Makes one script of an entry and what it imports. `folder` is laid out, and has the glue, where `names` say which of it is used.
///
/// # Errors
/// The glue is of another kind than known, or a tool fails.
pub(super) fn script(node: &NodeTools, folder: &Path, entry: &str, names: Option<&Names>, output: &Path) -> Result<()> {
    let whole = folder.join("whole.js");
    let mut esbuild = node.script("esbuild/bin/esbuild");
    esbuild.arg(folder.join("npm").join(entry)).args(ESBUILD);
    if let Some(names) = names {
        let core = folder.join("core.js");
        let glue = fs::read_to_string(&core).with_context(|| format!("cannot read {}", core.display()))?;
        let memory = if entry == fallback::ENTRY { Memory::Script } else { Memory::WebAssembly };
        fs::write(folder.join("npm/core.js"), glue::module(&glue, names, memory)?)?;
        let renamed: BTreeMap<&str, &str> = names.cache().into_iter().chain(internal()).collect();
        let cache = folder.join("names.json");
        fs::write(&cache, serde_json::to_string(&renamed)?)?;
        let old = renamed.into_keys().collect::<Vec<&str>>().join("|");
        esbuild.arg(format!("--mangle-props=^({old})$"));
        esbuild.arg(format!("--mangle-cache={}", cache.display()));
    }
    run(esbuild.arg(format!("--outfile={}", whole.display())))?;
    run(node.script("terser/bin/terser").arg(&whole).args(TERSER).arg("--output").arg(output))
}

/// The properties of [`INTERNAL`] and what they are called in each of the package's scripts: the same, as the fallback's component speaks with
/// another script's surface.
fn internal<'a>() -> impl Iterator<Item = (&'a str, &'a str)> {
    INTERNAL.split_whitespace().enumerate().map(|(place, name)| (name, &LETTERS[place..=place]))
}

/// Every script below `folder`, in one order.
fn scripts(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "js") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Minifies the style sheets inside their script: to esbuild the text of a template literal is as it must be.
fn minify_style(node: &NodeTools, script: &Path) -> Result<()> {
    let text = fs::read_to_string(script).with_context(|| format!("cannot read {}", script.display()))?;
    let mut pieces: Vec<String> = text.split('`').map(str::to_owned).collect();
    if pieces.len() < 3 || pieces.len().is_multiple_of(2) {
        bail!("{} has no style sheet, or one without an end", script.display());
    }
    let sheet = script.with_extension("css");
    // What stands between two backticks is a sheet.
    for css in pieces.iter_mut().skip(1).step_by(2) {
        fs::write(&sheet, &*css)?;
        let mut esbuild = node.script("esbuild/bin/esbuild");
        let small = read(esbuild.arg(&sheet).args(["--minify", "--target=es2022", "--charset=utf8"]))?;
        small.trim_end().clone_into(css);
    }
    fs::remove_file(&sheet)?;
    fs::write(script, pieces.join("`"))?;
    Ok(())
}

/// Properties that only the element's own objects have: neither the browser nor the page, JSON, an id or a script that is not built knows
/// them. Shorter, they save 0.2 KB brotli; more of them saved nothing.
const INTERNAL: &str = "
    answered ask atBank bank busy byPress canSend challengeLimit charge component configure declined early emit encrypt encrypted ending
    expected failed flush give handed heard hush internals later leaveBank leftBank listen moved nodes offer place point press refuse
    remember report root said scriptLimit settings settle showPrice speak stand support tell told typed wait wholeWindow __wbg_ptr";

const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$_";

const ESBUILD: &[&str] = &[
    "--bundle",
    // Words for developers, fetched when there are any to say.
    "--external:./advice/index.js",
    "--minify",
    "--log-level=warning",
    "--format=esm",
    "--target=es2022",
    "--legal-comments=none",
    "--charset=utf8",
];

/// What esbuild leaves: values used once, functions called once.
const TERSER: &[&str] = &["--module", "--ecma", "2022", "--compress", "passes=3", "--mangle"];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn internal_properties_get_names_of_their_own_and_are_none_of_a_page_or_of_a_script_that_is_not_built() {
        let names: Vec<_> = internal().collect();
        let new: BTreeSet<_> = names.iter().map(|(_, new)| new).collect();
        assert_eq!(new.len(), names.len());
        let types = include_str!("../../../npm/pay.d.ts");
        let scripts = [
            include_str!("../../../npm/advice/index.js"),
            include_str!("../../../npm/advice/shopper.js"),
            include_str!("../../../www/pay.js"),
        ];
        for (name, _) in names {
            let property = |after: &str| after.split(|letter: char| !letter.is_alphanumeric()).next() == Some(name);
            assert!(!scripts.iter().any(|script| script.split('.').skip(1).any(property)), "{name}");
            assert!([" NAME(", " NAME:"].iter().all(|line| !types.contains(&line.replace("NAME", name))), "{name}");
        }
    }
}
