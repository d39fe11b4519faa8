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
    let mut renamed: BTreeMap<&str, &str> =
        internal(if names.is_some() { INTERNAL } else { INTERNAL_OF_WINDOW }).collect();
    if let Some(names) = names {
        let core = folder.join("core.js");
        let glue = fs::read_to_string(&core).with_context(|| format!("cannot read {}", core.display()))?;
        let memory = if entry == fallback::ENTRY { Memory::Script } else { Memory::WebAssembly };
        fs::write(folder.join("npm/core.js"), glue::module(&glue, names, memory)?)?;
        renamed.extend(names.cache());
    }
    let cache = folder.join("names.json");
    fs::write(&cache, serde_json::to_string(&renamed)?)?;
    let old = renamed.into_keys().collect::<Vec<&str>>().join("|");
    esbuild.arg(format!("--mangle-props=^({old})$"));
    esbuild.arg(format!("--mangle-cache={}", cache.display()));
    run(esbuild.arg(format!("--outfile={}", whole.display())))?;
    run(node.script("terser/bin/terser").arg(&whole).args(TERSER).arg("--output").arg(output))
}

/// The properties of a list and what they are called: the same in each of the package's scripts, as the fallback's component speaks with
/// another script's surface.
fn internal(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.split_whitespace().enumerate().map(|(place, name)| (name, &LETTERS[place..=place]))
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
        // In the value of a custom property every space may mean something; in ours none does.
        *css = small.trim_end().replace(", ", ",").replace(": var(", ":var(");
    }
    fs::remove_file(&sheet)?;
    fs::write(script, with_short_names(&pieces.join("`")))?;
    Ok(())
}

/// Gives the custom properties that only the sheets themselves know, as `--_accent`, names of one letter behind the `_`.
fn with_short_names(sheets: &str) -> String {
    let mut names = Vec::new();
    let mut pieces = sheets.split("--_");
    let mut short = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').unwrap_or(piece.len());
        let (name, rest) = piece.split_at(end);
        let place = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        short.push_str("--_");
        short.push_str(&LETTERS[place..=place]);
        short.push_str(rest);
    }
    short
}

/// Properties that only the element's own objects have: neither the browser nor the page, JSON, an id or a script that is not built knows
/// them. Shorter, they save 0.2 KB brotli; more of them saved nothing.
const INTERNAL: &str = "
    answered ask atBank bank busy byPress canSend challengeLimit charge component configure declined early emit encrypt encrypted ending
    expected failed flush give handed heard hush internals later leaveBank leftBank listen moved nodes offer place point press refuse
    remember report root wording scriptLimit settings settle showPrice reword stand support notify told typed wait wholeWindow __wbg_ptr";

/// The same of the window, where `said` is an id.
const INTERNAL_OF_WINDOW: &str =
    "heard leave node isTab charges waiting says say stay goes greeted greeting again show blocked isGone";

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
    fn properties_of_the_sheets_own_get_short_names_and_a_stores_keep_theirs() {
        let sheets =
            "`:host{--_on-accent:var(--checkout-text,red);--_on:1px}`, `a{color:var(--_on-accent);top:var(--_on)}`";
        let short = "`:host{--_A:var(--checkout-text,red);--_B:1px}`, `a{color:var(--_A);top:var(--_B)}`";
        assert_eq!(with_short_names(sheets), short);
    }

    #[test]
    fn internal_properties_get_names_of_their_own_and_are_none_of_a_page_or_of_a_script_that_is_not_built() {
        let scripts = [
            include_str!("../../../npm/advice/index.js"),
            include_str!("../../../npm/advice/shopper.js"),
            include_str!("../../../www/pay.js"),
        ];
        // Every script that has to do with the window's objects is built with them.
        let lists: [(_, _, &[&str]); 2] = [
            (INTERNAL, include_str!("../../../npm/pay.d.ts"), &scripts),
            (INTERNAL_OF_WINDOW, include_str!("../../../npm/window.d.ts"), &[]),
        ];
        for (list, types, scripts) in lists {
            let names: Vec<_> = internal(list).collect();
            let new: BTreeSet<_> = names.iter().map(|(_, new)| new).collect();
            assert_eq!(new.len(), names.len());
            for (name, _) in names {
                let property = |after: &str| after.split(|letter: char| !letter.is_alphanumeric()).next() == Some(name);
                assert!(!scripts.iter().any(|script| script.split('.').skip(1).any(property)), "{name}");
                assert!([" NAME(", " NAME:"].iter().all(|line| !types.contains(&line.replace("NAME", name))), "{name}");
            }
        }
    }
}
