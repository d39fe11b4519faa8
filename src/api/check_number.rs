use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::CheckoutError;
use super::answer::answer;
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
    answer(&NumberChecked {
        valid: error.is_none(),
        brand: Brand::of_text(&text).as_str(),
        error: error.map(NumberError::code),
    })
}

#[derive(Serialize)]
struct NumberChecked {
    valid: bool,
    brand: &'static str,
    error: Option<&'static str>,
}
