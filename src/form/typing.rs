//! A field's text after each edit.

use super::mask::{self, Typed};
use super::{Edit, Field, Form};

impl Form {
    /// Takes a field's text and caret as they are after one edit, and gives the caret for the text as it should be shown,
    /// which [`text`](Form::text) then has. Both carets are in UTF-16 units.
    pub fn typed(&mut self, field: Field, text: &str, caret: u32, edit: Edit) -> u32 {
        self.edited(field, text, caret, edit, By::Anything)
    }

    /// The same for what an input method has composed: its digits came one by one, as from keys, however many there are by now, so that
    /// a date's `123` is `12 / 3` and not January.
    pub fn composed(&mut self, field: Field, text: &str, caret: u32) -> u32 {
        self.edited(field, text, caret, Edit::Insert, By::InputMethod)
    }

    /// The same for a key that is known to have put something in, even where less is left by it: a digit in the place of a digit and
    /// a space.
    ///
    /// ```
    /// use cloudpayments_checkout::form::{Edit, Field, Form, HolderRule};
    ///
    /// let mut form = Form::new(HolderRule::Hidden);
    /// form.composed(Field::Number, "4123 4567", 9);
    /// // "3 " was selected.
    /// form.keyed(Field::Number, "41234567", 4);
    /// assert_eq!(form.text(Field::Number), "4123 4567");
    /// // Backspace, though the engine does not say so.
    /// form.typed(Field::Number, "41234567", 4, Edit::Insert);
    /// assert_eq!(form.text(Field::Number), "4124 567");
    /// ```
    pub fn keyed(&mut self, field: Field, text: &str, caret: u32) -> u32 {
        self.edited(field, text, caret, Edit::Insert, By::Key)
    }

    fn edited(&mut self, field: Field, text: &str, caret: u32, edit: Edit, by: By) -> u32 {
        let shown = &mut self.texts[field as usize];
        let caret = if field == Field::Holder {
            mask::name(text, caret, shown)
        } else {
            let mut typed = Typed::of(text, caret, edit);
            typed.follows(shown, by == By::Key);
            typed.one |= by != By::Anything && field == Field::Expiry;
            mask::show(field, &mut typed, shown)
        };
        self.changed(field);
        caret
    }
}

/// What an edit came by, as far as it matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Anything,
    /// An input method: its digits came one by one.
    InputMethod,
    /// A key, which is no deletion.
    Key,
}
