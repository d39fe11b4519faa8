//! A field's text after an edit, with the caret in its place.

use crate::card::Inline;

/// What the keystroke did, as the browser's `inputType` tells.
///
/// ```
/// use cloudpayments_checkout::form::{Edit, mask};
///
/// // Backspace over the space takes the digit before it.
/// assert_eq!(mask::number("42424242", 4, Edit::Backward).text(), "4244 242");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Edit {
    /// Typed, pasted, dropped or filled in: everything that is no deletion.
    #[default]
    Insert,
    /// Backspace: what is before the caret goes.
    Backward,
    /// Delete: what is after the caret goes.
    Forward,
}

/// A text as it should be shown and where the caret should stand; in place, and wiped on drop.
///
/// ```
/// use cloudpayments_checkout::form::{Edit, Masked, mask};
///
/// let masked: Masked = mask::number("42424", 5, Edit::Insert);
/// assert_eq!((masked.text(), masked.caret()), ("4242 4", 6));
/// ```
#[derive(Debug)]
pub struct Masked {
    pub(super) text: Inline,
    pub(super) caret: u32,
}

impl Masked {
    /// The text to show.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    /// The caret, in UTF-16 units from the start, as `selectionStart` counts.
    #[must_use]
    pub const fn caret(&self) -> u32 {
        self.caret
    }
}
