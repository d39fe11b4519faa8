//! `docs/store-api.json`, which servers in other languages are written by, says what `wire` says; so do the examples of the documents.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::unwrap_used, reason = "a description that cannot be read ends the test")]

use std::collections::BTreeSet;

use cloudpayments_checkout::wire::{AbandonRequest, Answer, Challenge, ChargeRequest, Refusal};
use serde::Serialize;
use serde_json::{Value, from_str, to_value};

const ATTEMPT: &str = "9f2c4e0b7a6d4c1f8e3b5a7092d1c6e4";

#[test]
fn every_type_of_the_wire_has_the_described_properties_and_no_other() {
    let attempt = ATTEMPT.to_owned();
    describes("Paid", &Answer::Paid { attempt: attempt.clone(), transaction: 1 });
    describes("Declined", &Answer::Declined { attempt: attempt.clone(), transaction: Some(1), reason: 5051 });
    describes("Challenge", &Answer::Challenge(Challenge { attempt: attempt.clone(), ..Challenge::default() }));
    describes("Pending", &Answer::Pending { attempt: attempt.clone() });
    describes("Abandoned", &Answer::Abandoned { attempt: attempt.clone() });
    let [code, message] = ["store.price_changed", "another one"].map(str::to_owned);
    describes("Refusal", &Refusal { code, message, charged: false, amount: Some("1.00".to_owned()) });
    describes("AbandonRequest", &AbandonRequest { order: "A-1".to_owned() });
    describes(
        "ChargeRequest",
        &ChargeRequest {
            attempt,
            order: "A-1".to_owned(),
            amount: "1.00".to_owned(),
            currency: "KZT".to_owned(),
            cryptogram: "PACKET".to_owned(),
            holder: Some("CARD HOLDER".to_owned()),
            lang: "kk".to_owned(),
        },
    );
}

#[test]
fn what_is_left_out_on_the_wire_is_not_required() {
    let declined = to_value(Answer::Declined { attempt: ATTEMPT.to_owned(), transaction: None, reason: 0 }).unwrap();
    assert_eq!(required("Declined"), names(&declined));
    let [code, message] = ["store.order_paid", "it is paid"].map(str::to_owned);
    let refusal = to_value(Refusal { code, message, charged: false, amount: None }).unwrap();
    assert_eq!(required("Refusal"), names(&refusal));
}

#[test]
fn every_code_of_a_refusal_is_described_and_no_other() {
    let source = include_str!("../src/wire.rs");
    let known: BTreeSet<&str> =
        source.lines().filter_map(|line| line.trim().strip_prefix("pub const ")?.split('"').nth(1)).collect();
    let described = schema("Refusal")["properties"]["code"]["enum"].clone();
    assert_eq!(described.as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect::<BTreeSet<_>>(), known);
}

#[test]
fn the_examples_of_the_contract_are_right() {
    let document = include_str!("../docs/INTEGRATION.md");
    let (_, contract) = document.split_once("## 2. ").unwrap();
    let (contract, _) = contract.split_once("\n## 3. ").unwrap();
    let (_, request) = contract.split_once("```json\n").unwrap();
    let request: ChargeRequest = from_str(request.split_once("```").unwrap().0).unwrap();
    assert_eq!(request.attempt, ATTEMPT);
    let answers: Vec<&str> = contract.split('`').filter(|piece| piece.starts_with("{\"status\"")).collect();
    assert_eq!(answers.len(), 5);
    for answer in answers {
        from_str::<Answer>(answer).unwrap_or_else(|wrong| panic!("{answer}: {wrong}"));
    }
}

#[track_caller]
fn describes(name: &str, sample: &impl Serialize) {
    let sample = to_value(sample).unwrap();
    let schema = schema(name);
    assert_eq!(names(&schema["properties"]), names(&sample), "{name}");
    assert!(required(name).is_subset(&names(&sample)), "{name}");
    if let Some(status) = sample.get("status") {
        assert_eq!(&schema["properties"]["status"]["const"], status);
    }
}

fn schema(name: &str) -> Value {
    let description: Value = from_str(include_str!("../docs/store-api.json")).unwrap();
    description["components"]["schemas"][name].clone()
}

fn required(name: &str) -> BTreeSet<String> {
    schema(name)["required"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

fn names(of: &Value) -> BTreeSet<String> {
    of.as_object().unwrap().keys().cloned().collect()
}
