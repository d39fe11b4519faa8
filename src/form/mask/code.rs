//! The security code: digits and nothing else.

use super::typed::{Typed, units};
use crate::card::Inline;
use crate::form::{Edit, Masked};

/// `123`: a fourth digit typed is refused; a longer code that came at once is kept, and its verdict is `cvv.too_long`.
#[must_use]
pub fn code(text: &str, caret: u32, _edit: Edit) -> Masked<CODE_ROOM> {
    code_after(text, caret, true)
}

/// The same; `one` tells whether the edit added a single character, which the text alone does not always show.
pub(crate) fn code_after(text: &str, caret: u32, one: bool) -> Masked<CODE_ROOM> {
    let mut typed = Typed::<CODE_ROOM>::of(text, caret);
    if one && typed.digits().len() > LENGTH && typed.before > 0 {
        let mut without = Typed::<CODE_ROOM>::of(text, caret);
        without.remove(typed.before - 1);
        if typed.was_typed_into(text, without.digits()) {
            typed = without;
        }
    }
    let mut shown = Inline::new();
    shown.push_str(typed.digits());
    Masked::new(shown, units(typed.before))
}

/// Bytes a shown code may take.
pub const CODE_ROOM: usize = 8;

const LENGTH: usize = 3;
