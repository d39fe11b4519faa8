use wasm_bindgen::prelude::*;

use super::CheckoutError;
use super::ask::time;
use crate::card::{Card, HolderPolicy, scrubbed};
use crate::handoff;

/// A whole card as `headless.js` asks for it: what the provider's script wants, as text, or the [`CheckoutError`] of the first field in
/// Tab order that is wrong. Without `named` there is no holder to judge.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn ask_card(number: &str, expiry: &str, code: &str, holder: &str, named: bool, now: f64) -> JsValue {
    let holder = named.then_some(holder);
    scrubbed(|| match Card::read([number, expiry, code], holder, HolderPolicy::Latin.reader(), time(now)) {
        Ok(card) => JsValue::from_str(&handoff::hand_over(&card)),
        Err(error) => CheckoutError::from(error).into(),
    })
}

/// Why there is no packet, by the number that `provider.js` gives it.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn ask_failure(number: u8) -> CheckoutError {
    match handoff::read("", number) {
        Err(error) => error.into(),
        Ok(_) => handoff::EncryptError::Provider.into(),
    }
}
