use wasm_bindgen::prelude::*;

use super::CheckoutError;
use super::argument::Argument;
use crate::browser::clock;
use crate::card::{Month, Now};

/// The machine's clock.
pub(super) fn now() -> Now {
    Now::at(clock::now())
}

/// What the caller says the time is: nothing (the machine's clock), `"YYYY-MM"` or a `Date`.
pub(super) fn given(argument: &Argument) -> Result<Now, CheckoutError> {
    const WANTED: &str = "left out, a month \"YYYY-MM\" or a valid Date";
    let value = argument.value();
    if argument.is_absent() {
        return Ok(now());
    }
    if value.is_string() {
        return month(&argument.text()?).map(Now::month).ok_or_else(|| argument.refused(WANTED, "another string"));
    }
    if !value.is_object() {
        return Err(argument.wrong(WANTED));
    }
    match value.unchecked_ref::<JsDate>().get_time().ok().and_then(|time| time.as_f64()) {
        #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds far below 2^53")]
        Some(time) if time.is_finite() => Ok(Now::at(time as i64)),
        Some(_) => Err(argument.refused(WANTED, "an invalid Date")),
        None => Err(argument.refused(WANTED, "another object")),
    }
}

fn month(text: &str) -> Option<Month> {
    let (year, month) = text.split_once('-')?;
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year, 4) || !digits(month, 2) {
        return None;
    }
    Month::new(year.parse().ok()?, month.parse().ok()?)
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Date)]
    type JsDate;

    #[wasm_bindgen(method, structural, catch, js_name = getTime)]
    fn get_time(this: &JsDate) -> Result<JsValue, JsValue>;
}
