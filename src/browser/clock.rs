//! The one clock.

/// Milliseconds since 1970-01-01 UTC, as the device's clock has it.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds far below 2^53; NaN and infinities saturate")]
pub fn now() -> i64 {
    js_sys::Date::now() as i64
}
