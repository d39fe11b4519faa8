//! The digits of a text, and where among them the caret stands.

use crate::card::Inline;
use crate::card::fold;

/// Up to `N` digits of a text in ASCII; those beyond are left out, which no field finds right anyway.
pub(super) struct Typed<const N: usize> {
    digits: Inline<N>,
    /// How many of the digits stand before the caret.
    pub(super) before: usize,
    /// The character right before the caret.
    pub(super) last: Option<char>,
    /// Where the caret is, in bytes of the text.
    pub(super) caret: usize,
}

impl<const N: usize> Typed<N> {
    pub(super) fn of(text: &str, caret: u32) -> Self {
        let mut typed = Self { digits: Inline::new(), before: 0, last: None, caret: text.len() };
        let mut at = 0_usize;
        let mut passed = false;
        for (byte, c) in text.char_indices() {
            if !passed && at >= caret as usize {
                passed = true;
                typed.caret = byte;
            }
            if let Some(digit) = fold::digit(c) {
                let fits = typed.digits.push(char::from(b'0' + digit));
                typed.before += usize::from(fits && !passed);
            }
            if !passed {
                typed.last = Some(c);
            }
            at += c.len_utf16();
        }
        typed
    }

    pub(super) fn digits(&self) -> &str {
        self.digits.as_str()
    }

    /// Takes out the digit at this place, if there is one.
    pub(super) fn remove(&mut self, at: usize) {
        let mut rest = Inline::new();
        for (place, c) in self.digits.as_str().chars().enumerate() {
            if place != at {
                rest.push(c);
            }
        }
        self.before -= usize::from(at < self.before);
        self.digits = rest;
    }

    /// Takes the digit right before the caret back out when `text` is, but for it, exactly `shown`: one digit was typed
    /// into a masked field that has no room for it.
    pub(super) fn was_typed_into(&self, text: &str, shown: &str) -> bool {
        let Some(last) = self.last else { return false };
        let start = self.caret - last.len_utf8();
        fold::digit(last).is_some()
            && text.get(..start).is_some_and(|head| shown.get(..start) == Some(head))
            && text.get(self.caret..) == shown.get(start..)
    }
}

/// The caret as the browser counts it; masks show ASCII, so bytes are UTF-16 units.
pub(super) fn units(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
