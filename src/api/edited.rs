use wasm_bindgen::prelude::*;

use super::CheckoutError;
use super::answer::{Answer, Value};
use super::argument::Argument;
use crate::card::scrubbed;
use crate::form::{Edit, Masked};

/// Reads the arguments every `edit...` function has, and answers the masked text with its caret.
pub(super) fn edited(
    function: &'static str,
    [text, caret, edit]: [JsValue; 3],
    mask: fn(&str, u32, Edit) -> Masked,
) -> Result<JsValue, CheckoutError> {
    let text = Argument::new(function, "text", text).text()?;
    let caret = Argument::new(function, "caret", caret).caret()?;
    let edit = Argument::new(function, "edit", edit).edit()?;
    scrubbed(|| {
        let masked = mask(&text, caret, edit);
        Answer(&[("text", Value::Text(masked.text())), ("caret", Value::Number(masked.caret()))]).object()
    })
}
