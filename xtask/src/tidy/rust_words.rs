//! Calls that ship in no Rust code of ours: those that end the program, leak, or parse a text as HTML; and where a secret may be read.

use super::code::Code;
use super::{Finding, files};

pub(super) fn check(name: &str, code: &Code) -> Vec<Finding> {
    if files::is_test(name) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (line, text) in code.lines() {
        for (call, instead) in FORBIDDEN {
            if text.contains(call) {
                findings.push(Finding::new(name, line, format!("`{call}`: {instead}")));
            }
        }
        if name.starts_with("src/") {
            for (call, instead) in FORBIDDEN_IN_COMPONENT {
                if text.contains(call) {
                    findings.push(Finding::new(name, line, format!("`{call}`: {instead}")));
                }
            }
            if text.replace(CRYPTOGRAM, "").contains("expose(")
                && !READS_SECRETS.iter().any(|folder| name.starts_with(folder))
            {
                findings.push(Finding::new(
                    name,
                    line,
                    format!("`expose(`: card digits are read in {} only", READS_SECRETS.join(" and ")),
                ));
            }
        }
    }
    findings
}

const READS_SECRETS: &[&str] = &["src/card/", "src/handoff/"];
/// What the digits became may be read where it leaves for the store.
const CRYPTOGRAM: &str = "cryptogram.expose()";

const FORBIDDEN: &[(&str, &str)] = &[
    (".unwrap()", "return an error, or handle the other case"),
    (".expect(", "return an error, or handle the other case"),
    (".unwrap_err()", "return an error, or handle the other case"),
    ("todo!", "finish it"),
    ("unimplemented!", "finish it"),
    ("dbg!", "take it out"),
    ("#[allow(", "write #[expect(lint, reason = \"...\")]"),
    ("#![allow(", "write #![expect(lint, reason = \"...\")]"),
];

const FORBIDDEN_IN_COMPONENT: &[(&str, &str)] = &[
    ("mem::forget", "keep the handle with its owner, which drops it"),
    ("forget()", "keep the handle with its owner, which drops it"),
    ("inner_html", "make the elements one by one: pages with Trusted Types refuse HTML in a text"),
    ("outer_html", "make the elements one by one: pages with Trusted Types refuse HTML in a text"),
    ("insert_adjacent_html", "make the elements one by one: pages with Trusted Types refuse HTML in a text"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn caught(name: &str, source: &str) {
        assert_eq!(check(name, &Code::of(source)).len(), 1, "{name}: {source}");
    }

    #[track_caller]
    fn passes(name: &str, source: &str) {
        assert_eq!(check(name, &Code::of(source)), [], "{name}");
    }

    #[test]
    fn each_forbidden_call_is_found_outside_tests() {
        for (call, _) in FORBIDDEN {
            let source = format!("fn a() {{ b{call} }}");
            caught("store/src/lib.rs", &source);
            passes("store/tests/api.rs", &source);
            passes("store/src/lib.rs", &format!("#[cfg(test)]\nmod tests {{ {source} }}"));
        }
        for (call, _) in FORBIDDEN_IN_COMPONENT {
            caught("src/element/render.rs", &format!("fn a() {{ b.{call}(c) }}"));
        }
    }

    #[test]
    fn a_secret_is_read_by_the_card_and_the_handoff_only() {
        caught("src/element/render.rs", "write(card.number.expose());");
        passes("src/card/number.rs", "self.0.expose()");
        passes("src/handoff/packet.rs", "card.number.expose()");
        passes("src/element/perform.rs", "give(cryptogram.expose());");
        caught("src/element/perform.rs", "give(cryptogram.expose(), card.code.expose());");
        passes("store/src/settings.rs", "secret.expose()");
    }

    #[test]
    fn calls_that_only_look_alike_pass() {
        passes(
            "src/element/mod.rs",
            "a.unwrap_or(b); drawn.forget(field); #[expect(clippy::x, reason = \"y\")] fn unforgettable() {}",
        );
    }
}
