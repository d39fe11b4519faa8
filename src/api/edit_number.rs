use wasm_bindgen::prelude::*;

use super::CheckoutError;
use super::edited::edited;
use crate::form::mask;

/// Groups a card number that was just edited and keeps the caret where the shopper is:
/// `editNumber(text, caret, edit?) -> { text, caret }`, both as they are right after the browser's own edit.
///
/// # Errors
/// `component.bad_argument` where an argument is not of its kind.
#[wasm_bindgen(js_name = editNumber, skip_typescript)]
pub fn edit_number(text: JsValue, caret: JsValue, edit: JsValue) -> Result<JsValue, CheckoutError> {
    edited("editNumber", [text, caret, edit], mask::number)
}
