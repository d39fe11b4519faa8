//! The documents say what the code says: tests, files, attributes, codes and cards they name are there.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::panic, reason = "a test fails by it")]

use std::fs;
use std::path::{Path, PathBuf};

use cloudpayments_checkout::wire::refusal;
use serde_json::Value;

#[test]
fn every_test_that_an_invariant_names_exists() {
    let architecture = read("docs/ARCHITECTURE.md");
    let mut count = 0;
    for (file, name) in
        architecture.split('`').filter_map(|code| code.split_once("::")).filter(|(file, _)| file.contains('/'))
    {
        assert!(
            read(file).contains(&format!("fn {name}(")),
            "docs/ARCHITECTURE.md names {file}::{name}, which is not there"
        );
        count += 1;
    }
    assert!(count >= 10, "found {count} tests only: are they still written as `file.rs::name`?");
}

#[test]
fn every_link_between_documents_leads_to_a_file() {
    let documents = documents();
    assert!(documents.len() > 15, "not every document is found: {documents:?}");
    for document in documents {
        let here = root().join(&document);
        for target in links(&read(&document)) {
            let target = target.split('#').next().unwrap_or_default();
            let outside = target.is_empty() || target.contains(':') || target.starts_with("docs/images/");
            assert!(
                outside || here.with_file_name(target).exists(),
                "{document} links to {target}, which is not there"
            );
        }
    }
}

#[test]
fn every_attribute_of_the_element_is_in_the_integration_guide() {
    let class = read("src/element/class.js");
    let names = class.split_once("const NAMES = [").unwrap().1.split_once("];").unwrap().0;
    let guide = read("docs/INTEGRATION.md");
    let names: Vec<&str> =
        names.split(',').map(|name| name.trim().trim_matches('"')).filter(|name| !name.is_empty()).collect();
    assert!(names.len() > 10, "the list of attributes is not read right: {names:?}");
    for name in names {
        assert!(guide.contains(&format!("`{name}`")), "docs/INTEGRATION.md lacks the attribute {name}");
    }
}

#[test]
fn every_refusal_of_the_store_is_in_the_integration_guide_with_its_status() {
    let guide = read("docs/INTEGRATION.md");
    for (code, status) in [
        (refusal::BAD_REQUEST, 400),
        (refusal::TOKEN_INVALID, 401),
        (refusal::ORDER_UNKNOWN, 404),
        (refusal::ATTEMPT_UNKNOWN, 404),
        (refusal::ORDER_PAID, 409),
        (refusal::ORDER_BUSY, 409),
        (refusal::PRICE_CHANGED, 409),
        (refusal::ATTEMPT_CONFLICT, 409),
        (refusal::ATTEMPT_CLOSED, 409),
        (refusal::TOO_MANY, 429),
        (refusal::GATEWAY_REFUSED, 502),
        (refusal::UNAVAILABLE, 503),
    ] {
        let status = format!("| {status} |");
        let told = guide.lines().any(|line| line.contains(&format!("`{code}`")) && line.ends_with(&status));
        assert!(told, "docs/INTEGRATION.md has no row with {code} and {status}");
    }
    let codes = read("src/wire.rs").matches("&str = \"store.").count();
    assert_eq!(codes, 12, "src/wire.rs has another number of codes than this test");
}

#[test]
fn every_error_code_of_the_package_is_in_the_integration_guide() {
    let guide = read("docs/INTEGRATION.md");
    let types = read("npm/index.d.ts");
    let codes: Vec<&str> =
        types.lines().filter_map(|line| line.trim().strip_prefix("| \"")?.strip_suffix('"')).collect();
    assert!(codes.len() > 20, "the codes are not read right: {codes:?}");
    for code in codes {
        let Some((kind, _)) = code.split_once('.') else { continue };
        // A field's codes say by their names what is wrong.
        let together = ["number", "expiry", "cvv", "name"].contains(&kind) && guide.contains(&format!("`{kind}.*`"));
        assert!(together || guide.contains(&format!("`{code}`")), "docs/INTEGRATION.md lacks the code {code}");
    }
}

#[test]
fn the_test_cards_in_the_readme_are_the_documented_ones() {
    let readme = read("README.md");
    let vectors: Value = serde_json::from_str(&read("tests/vectors/cloudpayments.json")).unwrap();
    for card in vectors["test_cards"].as_array().unwrap().iter().filter(|card| card["brand"] != "mir") {
        let number = grouped(card["number"].as_str().unwrap());
        let row =
            readme.lines().find(|line| line.contains(&number)).unwrap_or_else(|| panic!("README.md lacks {number}"));
        let asked = if card["threeds"] == true { "| yes |" } else { "| no |" };
        let result = if card["result"] == "success" { "| paid |" } else { "| not enough money |" };
        assert!(row.contains(asked) && row.ends_with(result), "README.md says of {number}: {row}");
    }
}

fn links(text: &str) -> Vec<&str> {
    text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target).collect()
}

fn grouped(number: &str) -> String {
    let groups: Vec<&str> = (0..number.len()).step_by(4).map(|at| &number[at..(at + 4).min(number.len())]).collect();
    groups.join(" ")
}

#[track_caller]
fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// Every document, by its path from the root.
fn documents() -> Vec<String> {
    let mut found = vec!["npm/README.md".to_owned()];
    for folder in ["", "docs/"] {
        let entries = fs::read_dir(root().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
        let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        found.extend(
            names
                .filter(|name| Path::new(name).extension() == Some("md".as_ref()))
                .map(|name| format!("{folder}{name}")),
        );
    }
    found
}
