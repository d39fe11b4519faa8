//! The holder's name: as typed, on one line.

use super::typed::units;
use crate::card::{Inline, fold};
use crate::form::{Edit, Masked};

/// The name as typed; line ends and tabs become spaces, other control characters go, and what exceeds 64 characters is
/// refused where it was typed.
#[must_use]
pub fn holder(text: &str, caret: u32, _edit: Edit) -> Masked<HOLDER_ROOM> {
    let kept = |c: &char| fold::is_space(*c) || !c.is_control();
    let excess = text.chars().filter(kept).count().saturating_sub(LONGEST);
    let mut before = 0_usize;
    let mut at = 0_usize;
    for c in text.chars() {
        if at >= caret as usize {
            break;
        }
        before += usize::from(kept(&c));
        at += c.len_utf16();
    }
    // What was typed last stands right before the caret, and goes if there is no room.
    let end = if before < excess { excess } else { before };
    let start = end - excess;
    let mut shown = Inline::new();
    let mut place = 0_usize;
    for (index, c) in text.chars().filter(kept).enumerate() {
        if (start..end).contains(&index) {
            continue;
        }
        shown.push(if fold::is_space(c) { ' ' } else { c });
        if index < before {
            place += c.len_utf16();
        }
    }
    Masked::new(shown, units(place))
}

/// Bytes a shown name may take: 64 characters of four bytes.
pub const HOLDER_ROOM: usize = 256;

/// Characters a shown name may take; longer than any name accepted, so that `name.too_long` can be said.
pub(crate) const LONGEST: usize = 64;
