use super::Key;
use crate::card::{CodeError, ExpiryError, Field, FieldError, HolderError, NumberError};
use crate::form::PasteError;

/// What to tell the shopper about a field that is wrong.
///
/// ```
/// use cloudpayments_checkout::card::{FieldError, NumberError};
/// use cloudpayments_checkout::text::{Locale, field_error, say};
///
/// assert!(!say(field_error(FieldError::Number(NumberError::Luhn)), Locale::Kk).is_empty());
/// ```
#[must_use]
pub const fn field_error(error: FieldError) -> Key {
    match error {
        FieldError::Number(error) => number(error),
        FieldError::Expiry(error) => expiry(error),
        FieldError::Code(error) => code(error),
        FieldError::Holder(error) => holder(error),
        FieldError::Refused(Field::Number) => Key::NumberRefused,
        FieldError::Refused(Field::Expiry) => Key::ExpiryRefused,
        FieldError::Refused(Field::Code) => Key::CodeRefused,
        FieldError::Refused(Field::Holder) => Key::HolderRefused,
    }
}

/// What to tell the shopper about a paste that was not taken.
///
/// ```
/// use cloudpayments_checkout::form::PasteError;
/// use cloudpayments_checkout::text::{Locale, paste_error, say};
///
/// assert!(!say(paste_error(PasteError::Link), Locale::Ru).is_empty());
/// ```
#[must_use]
pub const fn paste_error(error: PasteError) -> Key {
    match error {
        PasteError::Nothing => Key::PasteNothing,
        PasteError::Link | PasteError::TrackData => Key::PasteForbidden,
        PasteError::TwoNumbers => Key::PasteTwoNumbers,
        PasteError::TooLong => Key::PasteTooLong,
        PasteError::CardNumber => Key::PasteCardNumber,
    }
}

const fn number(error: NumberError) -> Key {
    match error {
        NumberError::Empty => Key::NumberEmpty,
        NumberError::Incomplete => Key::NumberIncomplete,
        NumberError::TooLong => Key::NumberTooLong,
        NumberError::UnsupportedBrand => Key::NumberUnsupportedBrand,
        NumberError::Luhn => Key::NumberLuhn,
        NumberError::InvalidChars => Key::NumberInvalidChars,
    }
}

const fn expiry(error: ExpiryError) -> Key {
    match error {
        ExpiryError::Empty => Key::ExpiryEmpty,
        ExpiryError::Incomplete => Key::ExpiryIncomplete,
        ExpiryError::Month => Key::ExpiryMonth,
        ExpiryError::Past => Key::ExpiryPast,
        ExpiryError::TooFar => Key::ExpiryTooFar,
        ExpiryError::Invalid => Key::ExpiryInvalid,
    }
}

const fn code(error: CodeError) -> Key {
    match error {
        CodeError::Empty => Key::CodeEmpty,
        CodeError::Incomplete => Key::CodeIncomplete,
        CodeError::TooLong => Key::CodeTooLong,
        CodeError::InvalidChars => Key::CodeInvalidChars,
    }
}

const fn holder(error: HolderError) -> Key {
    match error {
        HolderError::Empty => Key::HolderEmpty,
        HolderError::TooShort => Key::HolderTooShort,
        HolderError::TooLong => Key::HolderTooLong,
        HolderError::InvalidChars => Key::HolderInvalidChars,
        HolderError::DigitsOnly => Key::HolderDigitsOnly,
        HolderError::LooksLikeCardNumber => Key::HolderLooksLikeNumber,
        HolderError::LatinOnly => Key::HolderLatinOnly,
        HolderError::MixedAlphabets => Key::HolderMixedAlphabets,
    }
}
