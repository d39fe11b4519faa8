use wasm_bindgen::prelude::*;

use super::answer::{Answer, Value};
use super::argument::Argument;
use super::{CheckoutError, clock};
use crate::card::{Expiry, ExpiryError, Month};

/// Checks an expiry date: `checkExpiry(text, now?) -> { valid, error, month, year }`; `now` is `"YYYY-MM"` or a `Date`.
///
/// # Errors
/// `component.bad_argument` where an argument is not of its kind.
#[wasm_bindgen(js_name = checkExpiry, skip_typescript)]
pub fn check_expiry(text: JsValue, now: JsValue) -> Result<JsValue, CheckoutError> {
    let text = Argument::new("checkExpiry", "text", text).text()?;
    let now = clock::given(&Argument::new("checkExpiry", "now", now))?;
    let error = Expiry::parse(&text, now).err().map(ExpiryError::code);
    // A month in the past is a month all the same: a page may say which.
    let date = Expiry::read(&text, now).ok();
    Answer(&[
        ("valid", Value::Flag(error.is_none())),
        ("error", error.into()),
        ("month", date.map(|date| u16::from(date.month())).into()),
        ("year", date.map(Month::year).into()),
    ])
    .object()
}
