//! The card number, in groups of four.

use super::typed::{Typed, units};
use crate::card::{Brand, Inline, fold};
use crate::form::{Edit, Masked};

/// `4111 1111 1111 1111`: both brands print groups of four, and a Visa of 19 digits a last group of three.
///
/// A digit typed where the brand's longest number is full is refused. A longer text that came at once is kept, so that
/// nothing is cut in silence: its verdict is `number.too_long`.
///
/// ```
/// use cloudpayments_checkout::form::{Edit, mask};
///
/// // Backspace after the space of "4123 4567|": the browser took the space, the person meant the 3.
/// let masked = mask::number("41234567", 4, Edit::Backward);
/// assert_eq!((masked.text(), masked.caret()), ("4124 567", 3));
/// ```
#[must_use]
pub fn number(text: &str, caret: u32, edit: Edit) -> Masked<NUMBER_ROOM> {
    number_after(text, caret, edit, true)
}

/// The same; `one` tells whether the edit added or took a single character, which the text alone does not always show.
pub(crate) fn number_after(text: &str, caret: u32, edit: Edit, one: bool) -> Masked<NUMBER_ROOM> {
    let mut typed = Typed::<MOST_DIGITS>::of(text, caret);
    match edit {
        Edit::Insert if one => {
            let count = typed.digits().len();
            if count > Brand::of(typed.digits()).longest() && typed.before > 0 {
                let mut without = Typed::<MOST_DIGITS>::of(text, caret);
                without.remove(typed.before - 1);
                if typed.was_typed_into(text, grouped(without.digits()).as_str()) {
                    typed = without;
                }
            }
        }
        Edit::Backward if one && lost_separator(text, &typed) => typed.remove(typed.before - 1),
        Edit::Forward if one && lost_separator(text, &typed) => typed.remove(typed.before),
        _ => {}
    }
    let shown = grouped(typed.digits());
    let caret = place(&typed);
    Masked::new(shown, units(caret))
}

/// Whether the deletion took nothing but the space at the caret.
fn lost_separator(text: &str, typed: &Typed<MOST_DIGITS>) -> bool {
    let shown = grouped(typed.digits());
    let (text, shown, at) = (text.as_bytes(), shown.as_str().as_bytes(), typed.caret);
    typed.before > 0
        && shown.get(at) == Some(&b' ')
        && shown.get(..at) == text.get(..at)
        && shown.get(at + 1..) == text.get(at..)
}

fn grouped(digits: &str) -> Inline<NUMBER_ROOM> {
    let mut shown = Inline::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place.is_multiple_of(GROUP) {
            shown.push(' ');
        }
        shown.push(digit);
    }
    shown
}

fn place(typed: &Typed<MOST_DIGITS>) -> usize {
    let before = typed.before;
    let border = before > 0 && before.is_multiple_of(GROUP);
    let spaces = before.saturating_sub(1) / GROUP;
    // At a border the caret stays on the side of the space it was on.
    let beyond = border && before < typed.digits().len() && typed.last.is_some_and(fold::is_number_separator);
    before + spaces + usize::from(beyond)
}

/// Bytes a shown number may take: 25 digits and their spaces.
pub const NUMBER_ROOM: usize = 32;

const MOST_DIGITS: usize = 25;
const GROUP: usize = 4;
