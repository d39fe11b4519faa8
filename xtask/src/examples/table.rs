//! The table of examples in `docs/EXAMPLES.md`: what was paid in, with which versions, when.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::command::{command, read};
use crate::step;
use crate::workspace::Workspace;

/// Writes the table, after all of them were paid in.
///
/// # Errors
/// A version cannot be read, or the file is without the table's place.
pub(super) fn write(workspace: &Workspace, place: &Path) -> Result<()> {
    let today = read(command("date").args(["-u", "+%Y-%m-%d"]))?;
    let mut table =
        format!("Last run of all: {}.\n\n| example | with | served by |\n| --- | --- | --- |\n", today.trim());
    for (name, packages, served) in ROWS {
        let mut with = Vec::new();
        for package in *packages {
            with.push(format!("{package} {}", version(place, name, package)?));
        }
        writeln!(table, "| [{name}](../examples/{name}) | {} | {served} |", with.join(", "))?;
    }
    let file = workspace.path("docs/EXAMPLES.md");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let (before, rest) = text.split_once(START).context("docs/EXAMPLES.md has no start of the table")?;
    let (_, after) = rest.split_once(END).context("docs/EXAMPLES.md has no end of the table")?;
    fs::write(&file, format!("{before}{START}{table}{END}{after}"))?;
    step::say(format!("wrote the table in {}", file.display()));
    Ok(())
}

fn version(place: &Path, example: &str, package: &str) -> Result<String> {
    let file = place.join(example).join("node_modules").join(package).join("package.json");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let manifest: Value = serde_json::from_str(&text)?;
    Ok(manifest["version"].as_str().unwrap_or_default().to_owned())
}

const START: &str = "<!-- table: written by cargo xtask examples -->\n";
const END: &str = "<!-- end of the table -->\n";

/// Folder, the packages that make the difference, and who sends the pages.
const ROWS: &[(&str, &[&str], &str)] = &[
    ("html", &[], "any web server: the package's folder as `/pkg/`, no build"),
    ("vite-react", &["react", "vite"], "`vite build` in StrictMode with typed JSX, and `vite` while developing"),
    ("next", &["next", "react"], "`next build`, `next start`: rendered on the server, then hydrated"),
    ("webpack", &["webpack"], "`webpack`, without a setting for WebAssembly"),
    ("vue", &["vue", "vite"], "`vite build`, `isCustomElement`"),
    ("svelte", &["svelte", "vite"], "`vite build`"),
    ("angular", &["@angular/core", "vite"], "`vite build`, `vite preview`: `CUSTOM_ELEMENTS_SCHEMA`"),
    ("yew", &[], "any web server: the page is Rust, too, by `cargo build` and wasm-bindgen"),
];
