//! The payment page's half of the secure window: the conversations of `tests/traces/channel.json`, and laws that hold for any.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::unwrap_used, reason = "tests")]

use cloudpayments_checkout::channel::{Channel, Greeting, HELLO, Heard, OPEN, Said, Verdict};
use proptest::prelude::*;
use serde_json::Value;

#[test]
fn the_page_takes_and_says_what_the_table_of_conversations_has() {
    let table: Value = serde_json::from_str(include_str!("traces/channel.json")).unwrap();
    let stores: Vec<&str> = table["stores"].as_array().unwrap().iter().map(|store| store.as_str().unwrap()).collect();
    let nonce = table["nonce"].as_str().unwrap();
    for conversation in table["conversations"].as_array().unwrap() {
        let mut page = Channel::new(&stores.join("\n"), nonce);
        if conversation["begun"] == true {
            assert_eq!(page.greeted(&greeting(stores[0], nonce)), Verdict::Taken);
        }
        let mut ignored = 0;
        for (at, step) in conversation["steps"].as_array().unwrap().iter().enumerate() {
            let place = format!("{}, step {at}", conversation["name"]);
            if step["from"] == "page" {
                if step["on"] == "port" {
                    let said = said(&step["message"]).is_some_and(|said| page.says(said));
                    assert_eq!(said, step["sent"] != false, "{place}");
                } else {
                    assert_eq!(step["message"]["type"], HELLO, "{place}");
                }
            } else if step["to"] != "store" {
                let verdict =
                    if step["on"] == "port" { heard(&mut page, &step["message"]) } else { greet(&mut page, step) };
                let wanted = match &step["taken"] {
                    Value::Bool(false) => Verdict::Ignored,
                    Value::String(_) => Verdict::Refused,
                    _ => Verdict::Taken,
                };
                assert_eq!(verdict, wanted, "{place}");
                ignored += u32::from(verdict != Verdict::Taken);
            }
            assert_eq!(page.ignored(), ignored, "{place}");
        }
    }
}

fn greet(page: &mut Channel, step: &Value) -> Verdict {
    page.greeted(&Greeting {
        is_from_opener: step["window"] != "other",
        origin: step["origin"].as_str().unwrap(),
        kind: step["message"]["type"].as_str().unwrap_or_default(),
        nonce: step["message"]["nonce"].as_str().unwrap_or_default(),
        ports: step["ports"].as_u64().unwrap().try_into().unwrap(),
    })
}

fn heard(page: &mut Channel, message: &Value) -> Verdict {
    let endpoint = message["endpoint"].as_str().map(origin);
    page.heard(Heard::parse(message["type"].as_str().unwrap_or_default(), endpoint.as_deref()))
}

fn said(message: &Value) -> Option<Said> {
    Said::parse(message["type"].as_str()?, message["cryptogram"].is_string())
}

/// As the browser reads it, for the addresses of the table.
fn origin(address: &str) -> String {
    let parts: Vec<&str> = address.splitn(4, '/').collect();
    if parts.len() < 3 || parts[0].is_empty() { String::new() } else { parts[..3].join("/") }
}

fn greeting<'a>(origin: &'a str, nonce: &'a str) -> Greeting<'a> {
    Greeting { is_from_opener: true, origin, kind: OPEN, nonce, ports: 1 }
}

const SHOP: &str = "https://shop.example";
const OTHER: &str = "https://other.example";
const NONCE: &str = "000102030405060708090a0b0c0d0e0f";

/// Something that happens to the page, or that it wants to say.
#[derive(Debug, Clone)]
enum Step {
    Greeted { is_from_opener: bool, origin: &'static str, kind: &'static str, nonce: &'static str, ports: u8 },
    Heard { kind: &'static str, endpoint: Option<&'static str> },
    Says { kind: &'static str, cryptogram: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let origin = || prop::sample::select(vec![SHOP, OTHER, "https://evil.example", "null", ""]);
    let greeted = (
        any::<bool>(),
        origin(),
        prop::sample::select(vec![OPEN, OPEN, HELLO, "", "open"]),
        prop::sample::select(vec![NONCE, NONCE, "", "ffffffffffffffffffffffffffffffff"]),
        0..3_u8,
    );
    let heard = (prop::sample::select(vec!["order", "token", "leave", "ready", ""]), prop::option::of(origin()));
    let kinds = vec!["ready", "height", "phase", "result", "token", "tab", "close", "order", ""];
    prop_oneof![
        greeted.prop_map(|(is_from_opener, origin, kind, nonce, ports)| Step::Greeted {
            is_from_opener,
            origin,
            kind,
            nonce,
            ports
        }),
        heard.prop_map(|(kind, endpoint)| Step::Heard { kind, endpoint }),
        (prop::sample::select(kinds), any::<bool>()).prop_map(|(kind, cryptogram)| Step::Says { kind, cryptogram }),
    ]
}

proptest! {
    #[test]
    fn whatever_comes_the_page_serves_one_listed_store_and_counts_the_rest(steps in prop::collection::vec(step(), 0..60)) {
        let mut page = Channel::new(&format!("{SHOP}\n{OTHER}"), NONCE);
        let (mut pinned, mut refused, mut ignored) = (None, false, 0);
        let mut charges = None;
        for step in steps {
            let was_ignored = match step {
                Step::Greeted { is_from_opener, origin, kind, nonce, ports } => {
                    let verdict = page.greeted(&Greeting { is_from_opener, origin, kind, nonce, ports });
                    let good = is_from_opener && kind == OPEN && nonce == NONCE && ports == 1 && pinned.is_none() && !refused;
                    let listed = [SHOP, OTHER].contains(&origin);
                    prop_assert_eq!(verdict == Verdict::Taken, good && listed);
                    prop_assert_eq!(verdict == Verdict::Refused, good && !listed);
                    refused |= verdict == Verdict::Refused;
                    if verdict == Verdict::Taken {
                        pinned = Some(origin);
                    }
                    verdict != Verdict::Taken
                }
                Step::Heard { kind, endpoint } => {
                    let verdict = page.heard(Heard::parse(kind, endpoint));
                    let taken = verdict == Verdict::Taken;
                    prop_assert!(!taken || pinned.is_some());
                    if taken && kind == "order" {
                        prop_assert!(endpoint.is_none() || endpoint == pinned, "an order for {endpoint:?}");
                        charges = Some(endpoint.is_some());
                    }
                    !taken
                }
                Step::Says { kind, cryptogram } => {
                    let said = Said::parse(kind, cryptogram).is_some_and(|said| page.says(said));
                    prop_assert!(!said || pinned.is_some(), "{kind} was said to nobody");
                    prop_assert!(!(said && kind == "result" && cryptogram) || charges == Some(false), "a cryptogram left the page");
                    prop_assert!(!(said && kind == "token") || charges == Some(true));
                    false
                }
            };
            ignored += u32::from(was_ignored);
            prop_assert_eq!(page.ignored(), ignored);
            prop_assert_eq!(page.store(), pinned);
        }
    }
}

#[test]
fn a_page_whose_browser_has_no_random_numbers_opens_for_nobody() {
    for nonce in ["", "0"] {
        let mut page = Channel::new(SHOP, nonce);
        assert_eq!(page.greeted(&greeting(SHOP, nonce)), Verdict::Ignored);
    }
}

#[test]
fn a_page_that_lists_no_store_opens_for_nobody() {
    let mut page = Channel::new("", NONCE);
    assert_eq!(page.greeted(&greeting("", NONCE)), Verdict::Refused);
}
