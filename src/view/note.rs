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
        None => Note { key: hint(form, field), wrong: false },
    }
}

fn hint(form: &Form, field: Field) -> Key {
    match field {
        Field::Number => Key::NumberHint,
        Field::Expiry => Key::ExpiryHint,
        Field::Code => Key::CodeHint,
        Field::Holder if form.may_lack_holder() => Key::HolderOptional,
        Field::Holder => Key::HolderHint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::HolderRule;

    #[test]
    fn the_names_hint_says_where_it_may_stay_empty() {
        let mut form = Form::new(HolderRule::Required);
        assert_eq!(note(&form, Field::Holder, Now::unknown()).key, Key::HolderHint);
        form.set_holder_rule(HolderRule::Optional);
        assert_eq!(note(&form, Field::Holder, Now::unknown()), Note { key: Key::HolderOptional, wrong: false });
    }
}
