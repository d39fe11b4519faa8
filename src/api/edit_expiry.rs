use wasm_bindgen::prelude::*;

use super::CheckoutError;
use super::edited::edited;
use crate::form::mask;

/// Writes an expiry date that was just edited as `MM / YY` and keeps the caret where the shopper is:
/// `editExpiry(text, caret, edit?) -> { text, caret }`, both as they are right after the browser's own edit.
///
/// # Errors
/// `component.bad_argument` where an argument is not of its kind.
#[wasm_bindgen(js_name = editExpiry, skip_typescript)]
pub fn edit_expiry(text: JsValue, caret: JsValue, edit: JsValue) -> Result<JsValue, CheckoutError> {
    edited("editExpiry", [text, caret, edit], mask::expiry)
}
