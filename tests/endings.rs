//! What is told at the end of an attempt: whom to ask, and by which number, in every language.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use cloudpayments_checkout::card::{Card, CardNumber, Cryptogram, Expiry, Now, SecurityCode};
use cloudpayments_checkout::flow::{Attempt, Event, Failure, Flow, Mode};
use cloudpayments_checkout::text::{Key, Locale};
use cloudpayments_checkout::view::{Ending, Facts};
use cloudpayments_checkout::wire::{Answer, Refusal};

#[test]
fn every_end_names_the_transaction_or_the_attempt_and_whom_to_ask() {
    let own = ATTEMPT;
    for (outcome, number, event) in [
        ("paid", "891463508", answer(Answer::Paid { attempt: own.into(), transaction: 891_463_508 })),
        (
            "declined",
            "891463508",
            answer(Answer::Declined { attempt: own.into(), transaction: Some(891_463_508), reason: 5051 }),
        ),
        ("declined", own, answer(Answer::Declined { attempt: own.into(), transaction: None, reason: 0 })),
        ("unclear", own, Event::Unanswered { attempt: attempt() }),
        ("failed", own, answer(Answer::Abandoned { attempt: own.into() })),
        ("failed", own, refusal("store.too_many")),
    ] {
        let mut flow = charging();
        let _ = flow.handle(&event);
        for locale in Locale::ALL {
            let facts = Facts { locale, amount: None, support_email: "help@store.example" };
            let ending = Ending::of(&flow, false).unwrap();
            assert_eq!(ending.outcome, outcome);
            let reference = ending.reference(facts);
            assert!(reference.ends_with(number), "{outcome} in {locale:?}: {reference}");
            let support = facts.say(Key::Questions);
            assert!(support.contains("help@store.example"), "{outcome} in {locale:?}: {support}");
        }
    }
}

#[test]
fn a_payment_that_nobody_gave_up_is_not_called_cancelled() {
    let facts = Facts { locale: Locale::En, amount: None, support_email: "help@store.example" };
    let mut flow = charging();
    let _ = flow.handle(&Event::Unanswered { attempt: attempt() });
    let _ = flow.handle(&answer(Answer::Abandoned { attempt: ATTEMPT.into() }));
    assert_eq!(
        Ending::of(&flow, false).unwrap().sentence(facts),
        "The payment did not go through. Nothing was charged. For your security, enter the card number and the code again"
    );
    assert_eq!(flow.code(), "store.not_charged");
}

#[test]
fn what_failed_before_anything_was_begun_has_no_number() {
    let mut flow = Flow::new(Mode::Charge);
    let _ = flow.handle(&Event::Misconfigured { failure: Failure::PublicId });
    let facts = Facts { locale: Locale::En, amount: None, support_email: "help@store.example" };
    let ending = Ending::of(&flow, false).unwrap();
    assert_eq!(ending.reference(facts), "");
    assert_eq!(
        ending.sentence(facts),
        "The payment did not go through. Payment is not set up here. Contact the store. Nothing was charged"
    );
}

#[test]
fn of_a_charge_that_never_arrived_no_connection_is_said_to_be_missing_by_a_store_that_answers() {
    let mut flow = charging();
    let abandoned = answer(Answer::Abandoned { attempt: ATTEMPT.into() });
    for event in [Event::Unanswered { attempt: attempt() }, refusal("store.attempt_unknown"), abandoned] {
        let _ = flow.handle(&event);
    }
    let facts = Facts { locale: Locale::En, amount: None, support_email: "" };
    let told = Ending::of(&flow, false).unwrap().sentence(facts);
    assert!(told.starts_with("The payment did not go through. Nothing was charged"), "{told}");
    assert_eq!(flow.code(), "store.unreachable");
}

/// A charge that is with the store.
fn charging() -> Flow {
    let mut flow = Flow::new(Mode::Charge);
    let now = Now::unknown();
    let card = Card {
        number: CardNumber::parse("4242424242424242").unwrap(),
        expiry: Expiry::parse("12/30", now).unwrap(),
        code: SecurityCode::parse("123").unwrap(),
        holder: None,
    };
    let _ = flow.handle(&Event::Submitted { attempt: attempt(), card: Box::new(card) });
    let _ = flow.handle(&Event::Encrypted { attempt: attempt(), cryptogram: Cryptogram::new("packet".to_owned()) });
    flow
}

fn attempt() -> Attempt {
    Attempt::parse(ATTEMPT).unwrap()
}

fn answer(answer: Answer) -> Event {
    Event::Answered { attempt: attempt(), answer }
}

fn refusal(code: &str) -> Event {
    let refusal = Refusal { code: code.to_owned(), message: String::new(), charged: false, amount: None };
    Event::Refused { attempt: attempt(), refusal }
}

const ATTEMPT: &str = "9f2c4e0b7a6d4c1f8e3b5a7092d1c6e4";
