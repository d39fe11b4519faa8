use wasm_bindgen::prelude::*;

use super::CheckoutError;
use super::answer::{Answer, Value};
use super::argument::Argument;
use crate::card::{Brand, CardNumber, NumberError};

/// Checks a card number: `checkNumber(text) -> { valid, brand, error }`.
///
/// # Errors
/// `component.bad_argument` where `text` is no string.
#[wasm_bindgen(js_name = checkNumber, skip_typescript)]
pub fn check_number(text: JsValue) -> Result<JsValue, CheckoutError> {
    let text = Argument::new("checkNumber", "text", text).text()?;
    let error = CardNumber::parse(&text).err();
    Answer(&[
        ("valid", Value::Flag(error.is_none())),
        ("brand", Value::Text(Brand::of_text(&text).as_str())),
        ("error", error.map(NumberError::code).into()),
    ])
    .object()
}
