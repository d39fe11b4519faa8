use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::answer::answer;
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
    answer(&ExpiryChecked { valid: error.is_none(), error, month: date.map(Month::month), year: date.map(Month::year) })
}

#[derive(Serialize)]
struct ExpiryChecked {
    valid: bool,
    error: Option<&'static str>,
    month: Option<u8>,
    year: Option<u16>,
}
