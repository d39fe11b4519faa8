//! What a Rust user of the crate calls is shown: each public item of the modules that run everywhere is named in an example of its own
//! file, and `cargo test --doc` runs those. The modules of the browser run in a browser alone, where no example of a documentation does.

use super::code::{Code, has_word};
use super::{Finding, files};

pub(super) fn check(name: &str, text: &str, code: &Code) -> Vec<Finding> {
    if files::is_test(name) || !MODULES.iter().any(|module| name.starts_with(module)) {
        return Vec::new();
    }
    let examples = examples(text);
    code.lines()
        .filter_map(|(line, text)| Some((line, public_item(text)?)))
        .filter(|(_, item)| !has_word(&examples, item))
        .map(|(line, item)| Finding::new(name, line, format!("no example in this file's documentation uses `{item}`")))
        .collect()
}

/// The name of the public type, function, constant or module of names that a line declares. What is passed on by `pub use` is shown
/// where it is, and a module that is a file shows its own.
fn public_item(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("pub ")?;
    let rest = rest.strip_prefix("const ").filter(|rest| rest.starts_with("fn ")).unwrap_or(rest);
    let (kind, rest) = rest.split_once(' ')?;
    let declares = matches!(kind, "fn" | "struct" | "enum" | "trait" | "const" | "static" | "type")
        || (kind == "mod" && rest.ends_with('{'));
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    declares.then(|| &rest[..end])
}

/// The lines between the fences of documentation, of those examples that are run.
fn examples(text: &str) -> String {
    let mut inside = false;
    let mut runs = false;
    let mut shown = String::new();
    for line in text.lines() {
        let line = line.trim_start();
        let Some(line) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) else { continue };
        if let Some(kind) = line.trim().strip_prefix("```") {
            inside = !inside;
            runs = inside && kind.is_empty();
        } else if runs {
            shown.push_str(line);
            shown.push('\n');
        }
    }
    shown
}

const MODULES: &[&str] = &[
    "src/card/",
    "src/channel/",
    "src/flow/",
    "src/form/",
    "src/money/",
    "src/reason.rs",
    "src/text/",
    "src/view/",
    "src/wire.rs",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn not_shown(name: &str, source: &str) -> usize {
        check(name, source, &Code::of(source)).len()
    }

    #[test]
    fn a_public_item_without_an_example_that_runs_is_found() {
        let shown = "/// Says it.\n///\n/// ```\n/// crate_name::say();\n/// ```\npub const fn say() {}\n";
        assert_eq!(not_shown("src/text/say.rs", shown), 0);
        assert_eq!(not_shown("src/text/say.rs", &shown.replacen("```", "```text", 1)), 1);
        assert_eq!(not_shown("src/text/say.rs", "/// `say`\npub fn say() {}\npub struct A;\npub mod b {\n"), 3);
    }

    #[test]
    fn what_no_user_calls_needs_none() {
        let source =
            "pub(crate) fn a() {}\npub use b::B;\npub mod c;\nfn d() {}\n#[cfg(test)]\nmod tests { pub fn e() {} }";
        assert_eq!(not_shown("src/card/a.rs", source), 0);
        assert_eq!(not_shown("src/element/a.rs", "pub fn a() {}"), 0);
    }
}
