//! The layer rule of the component: which module may use which, and who may name a browser.

use super::code::{Code, has_word};
use super::paths::crate_paths;
use super::{Finding, files};

/// One module of the component and what it may use.
struct Layer {
    module: &'static str,
    /// Modules, or paths into one where only that part is meant.
    modules: &'static [&'static str],
    /// Of the crates in [`GUARDED`], those it may name.
    crates: &'static [&'static str],
}

pub(super) fn check(name: &str, code: &Code) -> Vec<Finding> {
    let Some(path) = name.strip_prefix("src/") else { return Vec::new() };
    if path == "lib.rs" || files::is_test(name) {
        return Vec::new();
    }
    let module = path.split('/').next().unwrap_or(path).trim_end_matches(".rs");
    let Some(layer) = LAYERS.iter().find(|layer| layer.module == module) else {
        return vec![Finding::new(
            name,
            1,
            format!("module `{module}` has no layer: add it to xtask/src/tidy/layers.rs and docs/ARCHITECTURE.md"),
        )];
    };
    let mut findings = Vec::new();
    for found in crate_paths(code, depth(path)) {
        if !layer.may_use(&found.path) {
            findings.push(Finding::new(
                name,
                found.line,
                format!("`{module}` may not use `crate::{}`: it may use {}", found.path, list(layer.modules)),
            ));
        }
    }
    for (line, text) in code.lines() {
        for guarded in GUARDED {
            if has_word(text, guarded) && !layer.crates.contains(guarded) {
                findings.push(Finding::new(
                    name,
                    line,
                    format!(
                        "`{module}` may not name `{guarded}`: of the crates under this rule it may name {}",
                        list(layer.crates)
                    ),
                ));
            }
        }
    }
    findings
}

impl Layer {
    fn may_use(&self, path: &str) -> bool {
        let within =
            |allowed: &str| path == allowed || path.strip_prefix(allowed).is_some_and(|rest| rest.starts_with("::"));
        within(self.module) || self.modules.iter().any(|allowed| within(allowed))
    }
}

/// How many `super::` lead from the file to the crate's root.
fn depth(path: &str) -> usize {
    let folders = path.split('/').count() - 1;
    if path.ends_with("/mod.rs") { folders } else { folders + 1 }
}

fn list(names: &[&str]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

const GUARDED: &[&str] = &[
    "web_sys",
    "js_sys",
    "gloo",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "serde_wasm_bindgen",
    "serde",
    "arrayvec",
    "luhn",
    "rlsf",
    "zeroizing_alloc",
];

#[rustfmt::skip]
const LAYERS: &[Layer] = &[
    Layer { module: "card", modules: &[], crates: &["arrayvec", "luhn"] },
    Layer { module: "money", modules: &[], crates: &[] },
    Layer { module: "form", modules: &["card"], crates: &[] },
    Layer { module: "wire", modules: &["money"], crates: &["serde"] },
    Layer { module: "flow", modules: PURE, crates: &["arrayvec"] },
    Layer { module: "channel", modules: PURE, crates: &[] },
    Layer { module: "text", modules: WORDS, crates: &[] },
    Layer { module: "reason", modules: WORDS, crates: &[] },
    Layer { module: "view", modules: WORDS, crates: &[] },
    Layer { module: "browser", modules: &[], crates: &["web_sys", "js_sys", "gloo", "wasm_bindgen"] },
    Layer { module: "heap", modules: &[], crates: &["rlsf", "zeroizing_alloc"] },
    Layer { module: "handoff", modules: WAYS_OUT, crates: BINDGEN },
    Layer { module: "three_ds", modules: WAYS_OUT, crates: BINDGEN },
    Layer { module: "window", modules: WAYS_OUT, crates: BINDGEN },
    Layer { module: "diagnose", modules: WAYS_OUT, crates: BINDGEN },
    Layer { module: "api", modules: &["card", "money", "form", "wire", "flow", "channel", "text", "reason", "view", "browser", "handoff", "diagnose", "element::define"], crates: BINDGEN },
    Layer { module: "element", modules: &["card", "money", "form", "wire", "flow", "channel", "text", "reason", "view", "browser", "handoff", "three_ds", "window", "diagnose", "api"], crates: BINDGEN },
];

const PURE: &[&str] = &["card", "form", "money", "wire", "text::key", "text::Key"];
const WORDS: &[&str] = &["card", "form", "money", "wire", "flow", "channel", "text", "reason", "view"];
const WAYS_OUT: &[&str] = &["browser", "card", "channel", "wire"];
const BINDGEN: &[&str] = &["wasm_bindgen"];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn caught(name: &str, source: &str, says: &str) {
        let findings = check(name, &Code::of(source));
        assert!(findings.iter().any(|finding| finding.what.contains(says)), "{name} {source}: {findings:?}");
    }

    #[track_caller]
    fn passes(name: &str, source: &str) {
        assert_eq!(check(name, &Code::of(source)), [], "{name}");
    }

    #[test]
    fn a_module_may_use_the_layers_below_it_and_its_own_parts() {
        passes("src/form/mask.rs", "use crate::card::Brand; use crate::form::Field; use super::Field;");
        passes("src/flow/step.rs", "use crate::text::key::Key; use crate::{card, money::Amount};");
        passes("src/element/shell.rs", "use crate::{browser::Timer, flow::Effect};");
    }

    #[test]
    fn a_use_against_the_layers_is_found_however_it_is_written() {
        caught("src/card/number.rs", "use crate::form::Field;", "`card` may not use `crate::form::Field`");
        caught("src/card/number.rs", "use super::super::form::Field;", "crate::form::Field");
        caught("src/money.rs", "use super::wire::Charge;", "crate::wire::Charge");
        caught("src/flow/step.rs", "use crate::{card, text::say};", "crate::text::say");
        caught("src/browser/timer.rs", "fn x() -> crate::flow::Phase {}", "`browser` may not use");
        caught("src/handoff/mod.rs", "use crate::element::shell;", "crate::element");
        caught("src/api/mod.rs", "use crate::element::Shell;", "crate::element::Shell");
    }

    #[test]
    fn only_the_browser_folder_names_the_browsers_crates() {
        caught("src/element/render.rs", "use web_sys::Node;", "may not name `web_sys`");
        caught("src/flow/step.rs", "wasm_bindgen::throw_str(x)", "may not name `wasm_bindgen`");
        caught("src/element/mod.rs", "serde_wasm_bindgen::to_value(&x)", "may not name `serde_wasm_bindgen`");
        caught("src/card/mod.rs", "#[derive(serde::Serialize)]", "may not name `serde`");
        passes("src/browser/dom.rs", "use web_sys::Node; use js_sys::Array; use gloo::events::EventListener;");
    }

    #[test]
    fn tests_comments_and_texts_are_free() {
        passes(
            "src/card/number.rs",
            "// crate::form\nconst A: &str = \"web_sys\";\n#[cfg(test)]\nmod tests { use crate::form::Form; }",
        );
    }

    #[test]
    fn a_new_module_needs_a_layer_first() {
        caught("src/helpers/mod.rs", "", "module `helpers` has no layer");
    }
}
