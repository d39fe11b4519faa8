//! A field of digits right after an edit.

use crate::card::Inline;
use crate::card::fold::Scan;
use crate::form::Edit;

/// What stands in the field, what of it are digits, and where the caret is.
pub(in crate::form) struct Typed {
    /// In ASCII, a character that has no meaning in any field as `?`.
    pub(super) text: Inline,
    /// In characters of `text`.
    pub(super) caret: usize,
    /// The digits; those beyond 25 are left out, which no field finds right anyway.
    pub(in crate::form) digits: Inline,
    /// How many of them stand before the caret.
    pub(super) before: usize,
    pub(super) edit: Edit,
    /// Whether the edit added or took a single character.
    pub(in crate::form) one: bool,
}

impl Typed {
    pub(in crate::form) fn of(text: &str, caret: u32, edit: Edit) -> Self {
        let mut typed = Self { text: Inline::new(), caret: 0, digits: Inline::new(), before: 0, edit, one: true };
        let mut scan = Scan::new(text);
        while let Some(c) = scan.next() {
            typed.text.push(if c.is_ascii() { c } else { '?' });
            if c.is_ascii_digit() && typed.digits.len() < MOST_DIGITS {
                typed.digits.push(c);
            }
            if scan.at < caret as usize {
                typed.caret = typed.text.len();
                typed.before = typed.digits.len();
            }
        }
        typed
    }

    /// Tells by the text shown before whether the edit was a single character; a deletion is known by its `inputType`, or,
    /// where the engine gives none, by the text being the one before less one character at the caret, unless it is `known` to be none.
    pub(in crate::form) fn follows(&mut self, before: &Inline, known: bool) {
        self.one = self.text.len().abs_diff(before.len()) == 1;
        if !known && self.edit == Edit::Insert && has_one_more(before, &self.text, self.caret) {
            self.edit = Edit::Backward;
        }
    }

    /// The digit at this place as ASCII; 0 beyond the last.
    pub(super) fn digit(&self, place: usize) -> u8 {
        self.digits.as_bytes().get(place).copied().unwrap_or_default()
    }

    /// The character right before the caret.
    pub(super) fn last(&self) -> Option<char> {
        self.text.as_bytes().get(self.caret.checked_sub(1)?).copied().map(char::from)
    }

    /// Takes out the digit at this place, if there is one.
    pub(super) fn remove(&mut self, at: usize) {
        self.digits.remove(at);
        self.before -= usize::from(at < self.before);
    }

    /// Whether the text is exactly `shown` but for the character before the caret: it was typed into a masked field.
    pub(super) fn was_typed_into(&self, shown: &Inline) -> bool {
        self.caret > 0 && has_one_more(&self.text, shown, self.caret - 1)
    }

    /// Whether the text is exactly `shown` but for one character gone at the caret.
    pub(super) fn was_taken_from(&self, shown: &Inline) -> bool {
        has_one_more(shown, &self.text, self.caret)
    }
}

/// Whether the first text is the second and one byte more at this place.
fn has_one_more(longer: &Inline, shorter: &Inline, at: usize) -> bool {
    let (longer, shorter) = (longer.as_bytes(), shorter.as_bytes());
    if longer.len() != shorter.len() + 1 {
        return false;
    }
    for (place, byte) in shorter.iter().enumerate() {
        if longer.get(place + usize::from(place >= at)) != Some(byte) {
            return false;
        }
    }
    at < longer.len()
}

pub(super) const MOST_DIGITS: usize = 25;
