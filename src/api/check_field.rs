use wasm_bindgen::prelude::*;

use super::answer::Answer;
use crate::card::{Brand, CardNumber, Expiry, Field, FieldError, Holder, HolderPolicy, Now, SecurityCode, scrubbed};

/// Checks a field's whole text: `[error, brand, month, year]`. `field` counts in Tab order; `now` is in milliseconds since 1970.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn check_field(field: usize, text: &str, now: f64) -> JsValue {
    scrubbed(|| {
        let mut answer = Answer::default();
        let error = match Field::ALL.get(field) {
            Some(Field::Number) => {
                answer.1 = Brand::of_text(text).as_str();
                CardNumber::parse(text).err().map(FieldError::Number)
            }
            Some(Field::Expiry) => {
                #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds far below 2^53")]
                let now = Now::at(now as i64);
                // A month in the past is a month all the same: a page may say which.
                if let Ok(date) = Expiry::read(text, now) {
                    (answer.2, answer.3) = (date.month().into(), date.year().into());
                }
                Expiry::parse(text, now).err().map(FieldError::Expiry)
            }
            Some(Field::Code) => SecurityCode::parse(text).err().map(FieldError::Code),
            _ => Holder::parse(text, HolderPolicy::Latin).err().map(FieldError::Holder),
        };
        answer.0 = error.map(FieldError::code);
        answer.array()
    })
}
