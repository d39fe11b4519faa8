//! `docs/FAULTS.md`: the parts between marks are written by the tests, or held against what they saw.

use std::fs;
use std::path::{Path, PathBuf};

use super::case::Row;

/// Holds a part of the table against these rows; with `CHECKOUT_BLESS=1` writes it.
pub(crate) fn hold(part: &str, test: &str, rows: &[Row]) {
    let file = format!("bench/rehearsal/tests/faults/main.rs::{test}");
    let mut lines = vec![HEAD.to_owned()];
    for row in rows {
        lines.push(format!("| {} | {} | {} | {} | `{file}` |", row.fault, row.seen, row.books, row.recovery));
    }
    let written = lines.join("\n");
    let (begin, end) = (format!("<!-- {part} -->\n"), format!("\n<!-- end of {part} -->"));
    let document = root().join("docs/FAULTS.md");
    let whole = fs::read_to_string(&document).unwrap();
    let (before, rest) = whole.split_once(&begin).unwrap_or_else(|| panic!("docs/FAULTS.md has no mark {begin}"));
    let (there, after) = rest.split_once(&end).unwrap_or_else(|| panic!("docs/FAULTS.md has no mark {end}"));
    if std::env::var_os("CHECKOUT_BLESS").is_some() {
        fs::write(&document, format!("{before}{begin}{written}{end}{after}")).unwrap();
    } else {
        assert!(
            there == written,
            "docs/FAULTS.md tells another story than the tests saw; write it anew with\n  CHECKOUT_BLESS=1 cargo test -p rehearsal --test faults -- --test-threads 1\n{written}"
        );
    }
}

/// The rows of browsers' tests, too, name tests that are there.
pub(crate) fn every_row_names_a_test() {
    let text = fs::read_to_string(root().join("docs/FAULTS.md")).unwrap();
    let is_row = |line: &&str| line.starts_with("| ") && !HEAD.contains(*line);
    let mut count = 0;
    for row in text.lines().filter(is_row) {
        let named = row.trim_end_matches(" |").rsplit("| ").next().unwrap_or_default().trim_matches('`');
        let (file, name) = named.split_once("::").unwrap_or_else(|| panic!("a row without a test's name: {row}"));
        let source = fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(source.contains(&format!("fn {name}(")), "docs/FAULTS.md names {named}, which is not there");
        count += 1;
    }
    assert!(count > 60, "{count} rows: is the table still read right?");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

const HEAD: &str =
    "| fault | what the shopper sees | books | how it recovers | test |\n| --- | --- | --- | --- | --- |";
