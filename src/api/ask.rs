use wasm_bindgen::prelude::*;

use super::answer::Answer;
use super::create_cryptogram::create_cryptogram;
use crate::browser::read;
use crate::card::{Brand, Expiry, Field, FieldError, HolderPolicy, Now, judge, scrubbed};
use crate::form::{Edit, mask};

/// What `headless.js` asks of a field's text: `[error, brand, month, year]`, or after an edit `[text, "", caret]`; nothing where
/// it has a whole card encrypted.
///
/// One function of one argument, because each further one costs glue of its own.
#[wasm_bindgen(skip_typescript)]
#[must_use]
#[expect(clippy::needless_pass_by_value, reason = "a reference costs more glue")]
pub fn ask_rules(asked: JsValue) -> JsValue {
    scrubbed(|| {
        let Some(field) = number(&asked, "field") else {
            create_cryptogram(&asked);
            return JsValue::UNDEFINED;
        };
        let field = Field::ALL.get(field as usize).copied().unwrap_or(Field::Holder);
        let text = read::string(&asked, "text").unwrap_or_default();
        match number(&asked, "edit") {
            Some(kind) => edited(field, &text, number(&asked, "caret"), kind),
            None => checked(field, &text, now(&asked)),
        }
    })
}

/// The time an expiry is held against.
pub(super) fn now(asked: &JsValue) -> Now {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds far below 2^53")]
    let now = read::number(asked, "now").unwrap_or_default() as i64;
    Now::at(now)
}

/// A whole number of at most 32 bits.
pub(super) fn number(asked: &JsValue, name: &str) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and a cast saturates")]
    let whole = |number| number as u32;
    read::number(asked, name).map(whole)
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

fn edited(field: Field, text: &str, caret: Option<u32>, kind: u32) -> JsValue {
    let edit = match kind {
        1 => Edit::Backward,
        2 => Edit::Forward,
        _ => Edit::Insert,
    };
    let masked = mask::masked(field, text, caret.unwrap_or_default(), edit);
    Answer(Some(masked.text()), "", masked.caret(), 0).array()
}
