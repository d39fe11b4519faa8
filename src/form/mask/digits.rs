//! Digits in groups, which are the card number, and in one, which is the security code.

use super::typed::Typed;
use crate::card::{Inline, fold};
use crate::form::Edit;

/// Writes the digits to `shown` with a space after every `group` of them, and gives the caret.
///
/// A digit typed beyond `most` is refused; a deletion that took nothing but a space takes the digit beside it.
pub(super) fn write(typed: &Typed, group: usize, most: usize, shown: &mut Inline) -> usize {
    // The digit to leave out, and how many stand before the caret then.
    let (mut without, mut before) = (NONE, typed.before);
    if typed.one && before > 0 {
        if typed.edit == Edit::Insert {
            if typed.digits.len() > most {
                grouped(typed, group, before - 1, shown);
                if typed.was_typed_into(shown) {
                    before -= 1;
                    without = before;
                }
            }
        } else {
            grouped(typed, group, NONE, shown);
            if shown.as_bytes().get(typed.caret) == Some(&b' ') && typed.was_taken_from(shown) {
                before -= usize::from(typed.edit == Edit::Backward);
                without = before;
            }
        }
    }
    grouped(typed, group, without, shown);
    let place = before + before.saturating_sub(1) / group;
    // At a border the caret stays on the side of the space it was on.
    let beyond = shown.as_bytes().get(place) == Some(&b' ') && typed.last().is_some_and(fold::is_number_separator);
    place + usize::from(beyond)
}

/// Writes the digits in groups, but for the one at `without`.
fn grouped(typed: &Typed, group: usize, without: usize, shown: &mut Inline) {
    shown.clear();
    let mut room = group;
    for (place, digit) in typed.digits.as_bytes().iter().enumerate() {
        if place == without {
            continue;
        }
        if room == 0 {
            shown.push(' ');
            room = group;
        }
        shown.push(char::from(*digit));
        room -= 1;
    }
}

const NONE: usize = usize::MAX;
