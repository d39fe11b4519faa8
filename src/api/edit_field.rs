use wasm_bindgen::prelude::*;

use super::answer::Answer;
use crate::card::scrubbed;
use crate::form::{Edit, mask};

/// Masks a card number, or an expiry date, that the browser has just edited: `[text, "", caret]`.
///
/// `caret` is in UTF-16 units, `edit` 0 for what was inserted, 1 for Backspace, 2 for Delete.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn edit_field(is_expiry: bool, text: &str, caret: u32, edit: u8) -> JsValue {
    let edit = match edit {
        1 => Edit::Backward,
        2 => Edit::Forward,
        _ => Edit::Insert,
    };
    scrubbed(|| {
        let masked = if is_expiry { mask::expiry(text, caret, edit) } else { mask::number(text, caret, edit) };
        Answer(Some(masked.text()), "", masked.caret(), 0).array()
    })
}
