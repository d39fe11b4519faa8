//! Every fault at every step: what the shopper sees, what the books say, how it recovers. `docs/FAULTS.md` is written from here.
//!
//! The law, held after each: the store's order and the gateway's transactions agree within one reconciliation, nothing is charged
//! twice, nothing that is paid is shown as failed, and the shopper has something to press.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]

mod case;
mod document;

use rehearsal::{AtTheBank, cards};
use serde_json::json;

use case::{Case, rehearse};

#[tokio::test]
async fn every_fault_of_the_charge_keeps_the_law() {
    let rows = rehearse("charge", &untold(answers("charge", cards::PAID))).await;
    document::hold("charge", "every_fault_of_the_charge_keeps_the_law", &rows);
}

#[tokio::test]
async fn every_fault_of_post3ds_keeps_the_law() {
    let rows = rehearse("post3ds", &untold(answers("post3ds", cards::THREE_DS))).await;
    document::hold("post3ds", "every_fault_of_post3ds_keeps_the_law", &rows);
}

#[tokio::test]
async fn every_fault_of_the_question_keeps_the_law() {
    // The question is asked only where an answer was lost, and only it can tell where the webhook does not come either.
    let cases: Vec<Case> = answers("findV2", cards::PAID)
        .into_iter()
        .map(|case| case.and(&json!({"charge": {"drop": "after"}, "webhook": {"send": "never"}})).times("findV2", 3))
        .collect();
    let rows = rehearse("findV2", &cases).await;
    document::hold("findV2", "every_fault_of_the_question_keeps_the_law", &rows);
}

#[tokio::test]
async fn every_fault_on_the_way_to_the_bank_keeps_the_law() {
    // What a shopper sees of it, a browser shows: `e2e/tests/e2e/bank_faults.rs`.
    rehearse("acs", &pages("acs")).await;
}

#[tokio::test]
async fn every_fault_of_the_banks_page_keeps_the_law() {
    rehearse("acsPage", &pages("acsPage")).await;
}

#[tokio::test]
async fn every_fault_of_a_webhook_keeps_the_law() {
    // The answer to the charge is lost, so the webhook has something to tell.
    let cases: Vec<Case> = [
        ("refused, sent again", json!({"refuse": true})),
        ("late", json!({"delay": 20})),
        ("does not arrive, sent again", json!({"drop": "before"})),
        ("arrives, its answer is lost, sent again", json!({"drop": "after"})),
        ("half of it", json!({"truncate": true})),
        ("a wrong content type", json!({"mislabel": true})),
        ("a slow trickle", json!({"trickle": 1})),
        ("twice at once", json!({"send": "twice"})),
        ("before the answer to the charge", json!({"send": "early"})),
        ("never", json!({"send": "never"})),
    ]
    .into_iter()
    .map(|(name, fault)| {
        Case::new(name, "webhook", &fault, cards::PAID).and(&json!({"charge": {"drop": "after"}})).beside_questions()
    })
    .collect();
    let rows = rehearse("webhook", &cases).await;
    document::hold("webhook", "every_fault_of_a_webhook_keeps_the_law", &rows);
}

#[test]
fn every_row_of_the_table_names_a_test_that_exists() {
    document::every_row_names_a_test();
}

/// No webhook tells the store what the lost answer would have: the question has to.
fn untold(cases: Vec<Case>) -> Vec<Case> {
    cases.into_iter().map(|case| case.and(&json!({"webhook": {"send": "never"}}))).collect()
}

/// What can happen to an answer of the gateway's API.
fn answers(route: &str, card: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = [
        ("refused", json!({"refuse": true})),
        ("late", json!({"delay": 20})),
        ("dropped, nothing done", json!({"drop": "before"})),
        ("dropped, all done", json!({"drop": "after"})),
        ("status 500", json!({"status": 500})),
        ("status 502 with a page", json!({"status": 502, "body": "html"})),
        ("status 502 with a page, all done", json!({"status": 502, "body": "html", "when": "after"})),
        ("status 200 with a page", json!({"status": 200, "body": "html"})),
        ("half of the JSON", json!({"truncate": true})),
        ("a wrong content type", json!({"mislabel": true})),
        ("a slow trickle", json!({"trickle": 1})),
    ]
    .into_iter()
    .map(|(name, fault)| Case::new(name, route, &fault, card))
    .collect();
    for (name, when) in [("no answer ever, nothing done", "before"), ("no answer ever, all done", "after")] {
        cases.push(Case::new(name, route, &json!({ "hang": when }), card).impatient());
    }
    cases
}

/// What can happen to a page of the bank's. A page that hangs is left as one that is late is not; browsers show that in `e2e/`.
fn pages(route: &str) -> Vec<Case> {
    answers(route, cards::THREE_DS)
        .into_iter()
        .filter(Case::is_patient)
        .map(|case| case.at(AtTheBank::Confirms))
        .collect()
}
