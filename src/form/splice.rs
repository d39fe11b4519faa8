//! A pasted text put in the place of a selection.

use super::mask::HOLDER_CHARS;
use super::paste::{Clip, PasteError};
use crate::card::{Inline, fold};

/// A field's text with the paste in it, and the caret after the paste; not masked yet.
pub(super) struct Splice<const N: usize> {
    text: Inline<N>,
    caret: u32,
}

impl<const N: usize> Splice<N> {
    /// The digits found, over the selection.
    pub(super) fn digits(text: &str, clip: &Clip, start: u32, end: u32) -> Result<Self, PasteError> {
        if clip.digits.is_empty() {
            return Err(PasteError::Nothing);
        }
        Self::over(text, clip.digits.as_str().chars(), start, end)
    }

    /// A name, on one line, over the selection.
    pub(super) fn words(text: &str, pasted: &str, start: u32, end: u32) -> Result<Self, PasteError> {
        let pasted = pasted.trim_matches(|c| fold::is_space(c) || fold::is_mark(c));
        if pasted.is_empty() {
            return Err(PasteError::Nothing);
        }
        let splice = Self::over(text, pasted.chars(), start, end)?;
        if splice.text.as_str().chars().count() > HOLDER_CHARS {
            return Err(PasteError::TooLong);
        }
        Ok(splice)
    }

    fn over(text: &str, pasted: impl Iterator<Item = char>, start: u32, end: u32) -> Result<Self, PasteError> {
        let (from, to) = (byte(text, start.min(end)), byte(text, end.max(start)));
        let mut spliced = Inline::new();
        let mut fits = spliced.push_str(text.get(..from).unwrap_or_default());
        for c in pasted {
            fits &= spliced.push(c);
        }
        let caret = units(spliced.as_str());
        fits &= spliced.push_str(text.get(to..).unwrap_or_default());
        if fits { Ok(Self { text: spliced, caret }) } else { Err(PasteError::TooLong) }
    }

    pub(super) fn text(&self) -> &str {
        self.text.as_str()
    }

    pub(super) const fn caret(&self) -> u32 {
        self.caret
    }
}

/// A text's length in UTF-16 units.
pub(super) fn units(text: &str) -> u32 {
    text.chars().fold(0, |units, c| units.saturating_add(if c.len_utf16() == 2 { 2 } else { 1 }))
}

/// Where a caret in UTF-16 units is in bytes; the end when it is beyond.
fn byte(text: &str, caret: u32) -> usize {
    let mut at = 0_usize;
    for (byte, c) in text.char_indices() {
        if at >= caret as usize {
            return byte;
        }
        at += c.len_utf16();
    }
    text.len()
}
