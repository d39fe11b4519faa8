use wasm_bindgen::prelude::*;

use super::CheckoutError;
use super::answer::checked;
use super::argument::Argument;
use crate::card::{CodeError, SecurityCode};

/// Checks a CVV2 or CVC2: `checkSecurityCode(text) -> { valid, error }`.
///
/// # Errors
/// `component.bad_argument` where `text` is no string.
#[wasm_bindgen(js_name = checkSecurityCode, skip_typescript)]
pub fn check_security_code(text: JsValue) -> Result<JsValue, CheckoutError> {
    let text = Argument::new("checkSecurityCode", "text", text).text()?;
    checked(SecurityCode::parse(&text).err().map(CodeError::code))
}
