//! What the crate and its scripts tell each other by number, both count alike.
#![cfg(not(target_family = "wasm"))]

use std::collections::BTreeMap;

use cloudpayments_checkout::card::Field;
use cloudpayments_checkout::flow::GaveUp;

const HEARD: &str = include_str!("../src/element/heard.js");

#[test]
fn what_is_heard_has_the_same_number_on_both_sides() {
    let theirs = in_script(HEARD);
    let ours = in_rust(include_str!("../src/element/heard.rs"));
    assert!(ours.len() > 5, "{ours:?}");
    for (name, number) in ours {
        assert_eq!(theirs.get(name), Some(&number), "{name}");
    }
}

#[test]
fn what_a_text_came_by_has_the_same_number_on_both_sides() {
    let theirs = in_script(HEARD);
    let ours = in_rust(include_str!("../src/element/typing.rs"));
    for name in ["BACKWARD", "FORWARD", "KEY", "PASTE", "COMPOSED"] {
        assert!(ours.contains_key(name) && ours.get(name) == theirs.get(name), "{name}");
    }
}

#[test]
fn fields_are_counted_in_one_order() {
    let fields = Field::ALL.map(|field| format!("\"{}\"", field.as_str())).join(", ");
    assert!(HEARD.contains(&format!("FIELDS = [{fields}];")), "{fields}");
}

#[test]
fn why_the_banks_page_is_left_has_the_same_number_on_both_sides() {
    let theirs = in_script(include_str!("../src/three_ds/challenge.js"));
    for (name, why) in [
        ("CANCELLED", GaveUp::Cancelled),
        ("TIMED_OUT", GaveUp::TimedOut),
        ("BLOCKED", GaveUp::Blocked),
        ("BAD_ADDRESS", GaveUp::BadAddress),
    ] {
        assert_eq!(theirs.get(name).and_then(|at| GaveUp::ALL.get(*at)), Some(&why), "{name}");
    }
    // That the bank has answered is none of the reasons.
    assert!(theirs.get("RETURNED").is_some_and(|number| *number >= GaveUp::ALL.len()));
}

/// `const NAME: u8 = 1;`
fn in_rust(file: &str) -> BTreeMap<&str, usize> {
    file.lines()
        .filter_map(|line| {
            let (name, number) =
                line.trim_start_matches("pub(super) ").strip_prefix("const ")?.split_once(": u8 = ")?;
            Some((name, number.strip_suffix(';')?.parse().ok()?))
        })
        .collect()
}

/// `export const NAME = 1, OTHER = 2;`
fn in_script(file: &str) -> BTreeMap<&str, usize> {
    file.lines()
        .filter_map(|line| line.strip_prefix("export const ")?.strip_suffix(';'))
        .flat_map(|line| line.split(", "))
        .filter_map(|pair| {
            let (name, number) = pair.split_once(" = ")?;
            Some((name, number.parse().ok()?))
        })
        .collect()
}
