use wasm_bindgen::prelude::*;

use super::CheckoutError;
use super::answer::checked;
use super::argument::Argument;
use crate::card::{Holder, HolderError, HolderPolicy};

/// Checks a holder's name in Latin letters, as the acquirer wants it: `checkHolder(text) -> { valid, error }`.
///
/// # Errors
/// `component.bad_argument` where `text` is no string.
#[wasm_bindgen(js_name = checkHolder, skip_typescript)]
pub fn check_holder(text: JsValue) -> Result<JsValue, CheckoutError> {
    let text = Argument::new("checkHolder", "text", text).text()?;
    checked(Holder::parse(&text, HolderPolicy::Latin).err().map(HolderError::code))
}
