//! `cargo xtask size`: what a shopper downloads.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::build;
use crate::command::{command, read};
use crate::workspace::Workspace;

/// One file's bytes, as it is and as a server sends it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sizes {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Builds the package and prints a table of its sizes.
///
/// # Errors
/// The package does not build.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    measure(workspace).map(|_| ())
}

/// As [`run`], and holds the total against the limit.
///
/// # Errors
/// As [`run`], and when the total is over the limit.
pub(crate) fn gate(workspace: &Workspace) -> Result<()> {
    let total = measure(workspace)?;
    if total.brotli > LIMIT {
        bail!("the component is {} bytes with brotli; the limit is {LIMIT}", total.brotli);
    }
    Ok(())
}

/// The files directly in `folder` with one of the extensions, in one order.
pub(crate) fn files_with(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let files = entries.flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = files
        .filter(|file| file.extension().is_some_and(|found| extensions.iter().any(|wanted| found == *wanted)))
        .collect();
    files.sort();
    Ok(files)
}

fn measure(workspace: &Workspace) -> Result<Sizes> {
    let package = build::run(workspace)?;
    let files = files_with(&package, &["wasm", "js", "css"])?;
    let mut node = command("node");
    let table = read(node.arg(workspace.path("xtask/tools/size.mjs")).args(&files))?;
    let rows: Vec<(String, Sizes)> = table
        .lines()
        .map(row)
        .collect::<Option<_>>()
        .context("xtask/tools/size.mjs printed something other than its table")?;
    let mut total = Sizes::default();
    println!("{:<16}{:>9}{:>9}{:>9}", "bytes", "raw", "gzip -9", "brotli");
    for (name, sizes) in &rows {
        print_row(name, sizes);
        total.raw += sizes.raw;
        total.gzip += sizes.gzip;
        total.brotli += sizes.brotli;
    }
    print_row("total", &total);
    println!("{:<16}{LIMIT:>27}\n{:<16}{GOAL:>27}", "limit", "goal");
    Ok(total)
}

fn print_row(name: &str, sizes: &Sizes) {
    println!("{name:<16}{:>9}{:>9}{:>9}", sizes.raw, sizes.gzip, sizes.brotli);
}

fn row(line: &str) -> Option<(String, Sizes)> {
    let mut cells = line.split('\t');
    let name = cells.next()?.to_owned();
    let mut number = || cells.next()?.parse().ok();
    Some((name, Sizes { raw: number()?, gzip: number()?, brotli: number()? }))
}

/// Brotli at its best, everything a store's page loads taken together; a KB is 1000 bytes.
///
/// Held just above what it is today, so that it can only shrink on its way to [`GOAL`].
const LIMIT: u64 = 43_700;

/// What it shall be.
const GOAL: u64 = 36_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_the_table_is_read() {
        assert_eq!(
            row("core.js\t900\t400\t300"),
            Some(("core.js".to_owned(), Sizes { raw: 900, gzip: 400, brotli: 300 }))
        );
        assert_eq!(row("core.js\t900\t400"), None);
        assert_eq!(row("Error: no such file"), None);
    }
}
