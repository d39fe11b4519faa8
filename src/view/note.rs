use crate::card::Now;
use crate::form::{Field, Form};
use crate::text::{Key, field_error};

/// The line under a field.
///
/// ```
/// use cloudpayments_checkout::card::Now;
/// use cloudpayments_checkout::form::{Field, Form, HolderRule};
/// use cloudpayments_checkout::view::{Note, note};
///
/// let note: Note = note(&Form::new(HolderRule::Hidden), Field::Number, Now::unknown());
/// assert!(!note.wrong);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// Its words.
    pub key: Key,
    /// Whether it tells what is wrong; else it is the field's hint.
    pub wrong: bool,
}

/// The line under a field: what is wrong with it, once that helps, or its hint.
#[must_use]
pub fn note(form: &Form, field: Field, now: Now) -> Note {
    match form.error(field, now) {
        Some(error) => Note { key: field_error(error), wrong: true },
        None => Note { key: hint(field), wrong: false },
    }
}

fn hint(field: Field) -> Key {
    match field {
        Field::Number => Key::NumberHint,
        Field::Expiry => Key::ExpiryHint,
        Field::Code => Key::CodeHint,
        Field::Holder => Key::HolderHint,
    }
}
