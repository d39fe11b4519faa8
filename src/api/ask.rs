use wasm_bindgen::prelude::*;

use super::answer::Answer;
use crate::card::{Brand, Expiry, Field, FieldError, HolderPolicy, Now, judge, scrubbed};
use crate::form::{Edit, mask};

/// What `headless.js` asks of a field's text: `[error, brand, month, year]`, or after an edit (from 1 on, as [`Edit`] counts)
/// `[text, "", caret]`. `now` is in milliseconds since 1970.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn ask_rules(field: u8, text: &str, now: f64, edit: u8, caret: u32) -> JsValue {
    let field = Field::ALL.get(usize::from(field)).copied().unwrap_or(Field::Holder);
    scrubbed(|| match edit {
        0 => checked(field, text, time(now)),
        1 => edited(field, text, caret, Edit::Insert),
        2 => edited(field, text, caret, Edit::Backward),
        _ => edited(field, text, caret, Edit::Forward),
    })
}

/// The time an expiry is held against.
pub(super) fn time(now: f64) -> Now {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds far below 2^53")]
    let now = now as i64;
    Now::at(now)
}

fn checked(field: Field, text: &str, now: Now) -> JsValue {
    let error = judge(field, text, now, HolderPolicy::Latin.reader());
    let mut answer = Answer(error.map(FieldError::code), "", 0, 0);
    if field == Field::Number {
        answer.1 = Brand::of_text(text).as_str();
    }
    // A month in the past is a month all the same: a page may say which.
    if field == Field::Expiry
        && let Ok(date) = Expiry::read(text, now)
    {
        (answer.2, answer.3) = (date.month().into(), date.year().into());
    }
    answer.array()
}

fn edited(field: Field, text: &str, caret: u32, edit: Edit) -> JsValue {
    let masked = mask::masked(field, text, caret, edit);
    Answer(Some(masked.text()), "", masked.caret(), 0).array()
}
