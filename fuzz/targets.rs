//! What any bytes at all must not break. Each target is run by libFuzzer on nightly and by `tests/fuzz.rs` on stable.

use cloudpayments_checkout::card::{CardNumber, Expiry, Holder, HolderPolicy, Month, Now};
use cloudpayments_checkout::form::{Edit, Field, Form, HolderRule, mask};
use cloudpayments_checkout::wire::{AbandonRequest, Answer, ChargeRequest, Refusal};

/// A number is read or refused, and no error repeats four digits in a row of what was typed.
pub(crate) fn number(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match CardNumber::parse(&text) {
        Ok(number) => {
            assert!((13..=19).contains(&number.expose().len()));
            assert!(!format!("{number:?}").contains(number.expose()));
        }
        Err(error) => is_silent(&format!("{error} {error:?}"), &text),
    }
    for edit in [Edit::Insert, Edit::Backward, Edit::Forward] {
        let shown = mask::number(&text, u32::try_from(text.len() / 2).unwrap_or(0), edit);
        assert!(shown.text().len() <= 64);
    }
}

/// A date is read or refused, and its four digits are its own.
pub(crate) fn expiry(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let now = Month::new(2026, 11).map_or(Now::unknown(), Now::month);
    match Expiry::parse(&text, now) {
        Ok(expiry) => assert!(expiry.mmyy().iter().all(u8::is_ascii_digit)),
        Err(error) => is_silent(&format!("{error} {error:?}"), &text),
    }
}

/// A name is read or refused, and what is read is printable.
pub(crate) fn holder(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match Holder::parse(&text, HolderPolicy::Latin) {
        Ok(holder) => assert!(holder.as_str().chars().all(|letter| letter >= ' ' && !letter.is_control())),
        Err(error) => is_silent(&format!("{error} {error:?}"), &text),
    }
}

/// A paste into each field is taken or refused, and the form stands.
pub(crate) fn paste(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for field in [Field::Number, Field::Expiry, Field::Code, Field::Holder] {
        let mut form = Form::new(HolderRule::default());
        if let Err(error) = form.pasted(field, &text, 0, 0) {
            is_silent(&format!("{error} {error:?}"), &text);
        }
        is_silent(&format!("{form:?}"), &text);
    }
}

/// JSON from a store is read or refused, and what is read is written and read again alike.
pub(crate) fn wire(data: &[u8]) {
    if let Ok(answer) = serde_json::from_slice::<Answer>(data) {
        let written = serde_json::to_vec(&answer).unwrap_or_default();
        assert!(serde_json::from_slice::<Answer>(&written).is_ok_and(|again| again == answer));
        assert!(answer.attempt().len() <= data.len());
    }
    if let Ok(refusal) = serde_json::from_slice::<Refusal>(data) {
        let written = serde_json::to_vec(&refusal).unwrap_or_default();
        assert!(serde_json::from_slice::<Refusal>(&written).is_ok_and(|again| again == refusal));
    }
    if let Ok(request) = serde_json::from_slice::<ChargeRequest>(data) {
        assert!(request.cryptogram.len() < 8 || !format!("{request:?}").contains(&request.cryptogram));
    }
    let _ = serde_json::from_slice::<AbandonRequest>(data);
}

/// That what is said repeats no eight digits in a row of what was typed.
fn is_silent(said: &str, typed: &str) {
    let digits: Vec<u8> = typed.bytes().filter(u8::is_ascii_digit).collect();
    let told: Vec<u8> = said.bytes().filter(u8::is_ascii_digit).collect();
    assert!(
        digits.len() < 8 || !digits.windows(8).any(|run| told.windows(8).any(|part| part == run)),
        "an error repeats digits"
    );
}
