use wasm_bindgen::prelude::*;

use crate::card::{Brand, Expiry, Field, FieldError, HolderPolicy, Inline, Now, judge, judge_number, scrubbed_field};
use crate::form::{Edit, mask};

/// What `headless.js` asks of a field's text, in one number, which crosses at no cost: from the lowest bit on four of what is wrong
/// (0: nothing), four of the brand, eight of the month and sixteen of the year, each 0 where there is none. `now` is in milliseconds
/// since 1970.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn ask_rules(field: u8, text: &str, now: f64) -> u32 {
    let field = named(field);
    scrubbed_field(|| {
        match field {
            Field::Number => {
                let (brand, error) = judge_number(text, None);
                error.map_or(0, |error| 1 + error as u32) | (brand as u32) << 4
            }
            Field::Expiry => match Expiry::judge(text, time(now)) {
                // A month in the past is a month all the same: a page may say which.
                Ok((date, error)) => {
                    error.map_or(0, |error| 1 + error as u32)
                        | u32::from(date.month()) << 8
                        | u32::from(date.year()) << 16
                }
                Err(error) => 1 + error as u32,
            },
            _ => judge(field, text, Now::unknown(), HolderPolicy::Latin.reader())
                .map_or(0, |error| 1 + u32::from(error.place())),
        }
    })
}

/// The words for the lowest eight bits of that answer, a line each: the code of what is wrong and the brand. Asked once for each.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn ask_words(field: u8, text: &str, now: f64) -> JsValue {
    let (field, now) = (named(field), time(now));
    scrubbed_field(|| {
        let mut words = Inline::new();
        words.push_str(judge(field, text, now, HolderPolicy::Latin.reader()).map_or("", FieldError::code));
        words.push_str("\n");
        words.push_str(Brand::of_text(text).as_str());
        JsValue::from_str(words.as_str())
    })
}

/// A field's text after an edit, as [`Edit`] counts them, behind a character whose code is the caret's place.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn ask_edit(field: u8, text: &str, edit: u8, caret: u32) -> JsValue {
    let edit = match edit {
        0 => Edit::Insert,
        1 => Edit::Backward,
        _ => Edit::Forward,
    };
    scrubbed_field(|| {
        let masked = mask::masked(named(field), text, caret, edit);
        let mut shown = Inline::new();
        shown.push(char::from_u32(masked.caret()).unwrap_or_default());
        shown.push_str(masked.text());
        JsValue::from_str(shown.as_str())
    })
}

/// The time an expiry is held against.
pub(super) fn time(now: f64) -> Now {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds far below 2^53")]
    let now = now as i64;
    Now::at(now)
}

fn named(field: u8) -> Field {
    Field::ALL.get(usize::from(field)).copied().unwrap_or(Field::Holder)
}
