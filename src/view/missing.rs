use crate::card::Now;
use crate::form::{Field, Form, Verdict};
use crate::text::{Key, field_error};

/// What keeps a field from being complete, whether or not it is time to show it; `None` where nothing does.
///
/// ```
/// use cloudpayments_checkout::card::Now;
/// use cloudpayments_checkout::form::{Field, Form, HolderRule};
/// use cloudpayments_checkout::view::missing;
///
/// assert!(missing(&Form::new(HolderRule::Hidden), Field::Number, Now::unknown()).is_some());
/// ```
#[must_use]
pub fn missing(form: &Form, field: Field, now: Now) -> Option<Key> {
    match (form.verdict(field, now), field) {
        (Verdict::Complete, _) => None,
        (Verdict::Empty, Field::Holder) if form.is_right(field, now) => None,
        (Verdict::Wrong(error), _) => Some(field_error(error)),
        (Verdict::Empty, Field::Number) => Some(Key::NumberEmpty),
        (Verdict::Empty, Field::Expiry) => Some(Key::ExpiryEmpty),
        (Verdict::Empty, Field::Code) => Some(Key::CodeEmpty),
        (Verdict::Empty | Verdict::Partial, Field::Holder) => Some(Key::HolderEmpty),
        (Verdict::Partial, Field::Number) => Some(Key::NumberIncomplete),
        (Verdict::Partial, Field::Expiry) => Some(Key::ExpiryIncomplete),
        (Verdict::Partial, Field::Code) => Some(Key::CodeIncomplete),
    }
}
