//! The paths that code names: `crate::card::{Brand, CardNumber}` names `card::Brand` and `card::CardNumber`.

use super::code::Code;

/// A path into the crate, without `crate::`, and the line it is on.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CratePath {
    pub(super) path: String,
    pub(super) line: usize,
}

/// Every path into the crate that the file names by `crate::`, or by enough `super::` to get there.
pub(super) fn crate_paths(code: &Code, depth: usize) -> Vec<CratePath> {
    let text = code.text();
    let mut found = Vec::new();
    let supers = "super::".repeat(depth);
    for root in ["crate::", supers.as_str()] {
        if root.is_empty() {
            continue;
        }
        for (at, _) in text.match_indices(root) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|before| before.is_alphanumeric() || matches!(before, '_' | ':' | '$')) {
                continue;
            }
            let mut paths = Vec::new();
            tree(&text[at + root.len()..], "", &mut paths);
            let line = code.line_of(at);
            found.extend(paths.into_iter().map(|path| CratePath { path, line }));
        }
    }
    found
}

/// Reads a use tree and returns what is left behind it.
fn tree<'a>(text: &'a str, prefix: &str, paths: &mut Vec<String>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start();
            if let Some(rest) = rest.strip_prefix('}') {
                return rest;
            }
            let before = rest.len();
            rest = tree(rest, prefix, paths).trim_start();
            rest = rest.strip_prefix(',').unwrap_or(rest);
            if rest.len() == before {
                return rest;
            }
        }
    }
    let length = text.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(text.len());
    let name = &text[..length];
    let path = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}::{name}") };
    if let Some(rest) = text[length..].strip_prefix("::") {
        return tree(rest, &path, paths);
    }
    paths.push(if name.is_empty() { prefix.to_owned() } else { path });
    let rest = &text[length..];
    let rest = rest.strip_prefix('*').unwrap_or(rest);
    // `as Name`, up to the next item of the list.
    match rest.trim_start().strip_prefix("as ") {
        Some(renamed) => {
            renamed.trim_start().trim_start_matches(|letter: char| letter.is_alphanumeric() || letter == '_')
        }
        None => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, depth: usize, wanted: &[&str]) {
        let paths: Vec<String> = crate_paths(&Code::of(source), depth).into_iter().map(|found| found.path).collect();
        assert_eq!(paths, wanted, "{source}");
    }

    #[test]
    fn every_branch_of_a_use_tree_is_a_path() {
        check("use crate::card::Brand;", 1, &["card::Brand"]);
        check(
            "use crate::{card::{Brand, CardNumber as Number}, money, text::key::*};",
            1,
            &["card::Brand", "card::CardNumber", "money", "text::key"],
        );
        check("use crate::{\n    wire,\n};", 1, &["wire"]);
        check("use crate::card::{self, Brand};", 1, &["card::self", "card::Brand"]);
    }

    #[test]
    fn paths_inside_expressions_count() {
        check("let x = crate::flow::step(1) + crate::money::ZERO;", 1, &["flow::step", "money::ZERO"]);
    }

    #[test]
    fn enough_supers_lead_into_the_crate_too() {
        check("use super::super::form::Form;", 2, &["form::Form"]);
        check("use super::number::CardNumber;", 2, &[]);
        check("use super::form::Form;", 1, &["form::Form"]);
    }

    #[test]
    fn paths_of_other_crates_do_not_count() {
        check("use my_crate::card::Brand; use $crate::card;", 1, &[]);
    }
}
