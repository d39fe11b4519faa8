//! The holder's name: as typed, on one line.

use crate::card::{Inline, fold};

/// Writes the name to `shown` and gives the caret, both carets in UTF-16 units.
pub(super) fn write(text: &str, caret: usize, shown: &mut Inline) -> usize {
    let excess = kept(text, usize::MAX).saturating_sub(LONGEST);
    let before = kept(text, caret);
    // What was typed last stands right before the caret, and goes if there is no room.
    let end = before.max(excess);
    let start = end - excess;
    shown.clear();
    let (mut place, mut index) = (0, 0);
    for c in text.chars() {
        if is_kept(c) {
            if index < start || index >= end {
                shown.push(if fold::is_space(c) { ' ' } else { c });
                if index < before {
                    place += c.len_utf16();
                }
            }
            index += 1;
        }
    }
    place
}

/// How many characters before this caret a shown name keeps.
pub(in crate::form) fn kept(text: &str, caret: usize) -> usize {
    let (mut kept, mut at) = (0, 0);
    for c in text.chars() {
        if at >= caret {
            break;
        }
        kept += usize::from(is_kept(c));
        at += c.len_utf16();
    }
    kept
}

fn is_kept(c: char) -> bool {
    fold::is_space(c) || !matches!(c, '\0'..='\x1F' | '\x7F'..='\u{9F}')
}

/// Characters a shown name may take, and all of them fit, whichever they are; longer than any name accepted, so that
/// `name.too_long` can be said.
pub(in crate::form) const LONGEST: usize = 63;
