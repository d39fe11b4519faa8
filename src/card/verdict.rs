//! What the form thinks of a field: which field, what is wrong, how far it is.

use core::fmt;

use super::expiry::{Expiry, ExpiryError};
use super::holder::{HolderError, Reader};
use super::inline::Inline;
use super::month::Now;
use super::number::{self, NumberError};
use super::security_code::{CodeError, SecurityCode};

/// One of the four fields, in Tab order.
///
/// ```
/// use cloudpayments_checkout::card::Field;
///
/// assert_eq!(Field::ALL.map(Field::as_str), ["number", "expiry", "code", "holder"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The card number.
    Number,
    /// Month and year.
    Expiry,
    /// CVV2 or CVC2.
    Code,
    /// The holder's name.
    Holder,
}

impl Field {
    /// Every field, in Tab order.
    pub const ALL: [Self; 4] = [Self::Number, Self::Expiry, Self::Code, Self::Holder];

    /// The name used in events and parts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Expiry => "expiry",
            Self::Code => "code",
            Self::Holder => "holder",
        }
    }
}

/// What is wrong with a field.
///
/// ```
/// use cloudpayments_checkout::card::{Field, FieldError, NumberError};
///
/// let error = FieldError::Number(NumberError::Luhn);
/// assert_eq!((error.code(), error.field()), ("number.luhn", Field::Number));
/// assert_eq!(error.message(), NumberError::Luhn.message());
/// assert!(!error.is_empty());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldError {
    /// Of the card number.
    Number(NumberError),
    /// Of the expiry.
    Expiry(ExpiryError),
    /// Of the security code.
    Code(CodeError),
    /// Of the holder's name.
    Holder(HolderError),
    /// We accept it, the provider's script did not (a 13-digit Visa).
    Refused(Field),
}

impl FieldError {
    /// Stable code, as in events and in the headless API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Number(error) => error.code(),
            Self::Expiry(error) => error.code(),
            Self::Code(error) => error.code(),
            Self::Holder(error) => error.code(),
            Self::Refused(Field::Number) => "number.refused",
            Self::Refused(Field::Expiry) => "expiry.refused",
            Self::Refused(Field::Code) => "cvv.refused",
            Self::Refused(Field::Holder) => "name.refused",
        }
    }

    /// One sentence for a developer: what was found, what was wanted; never the input.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Number(error) => error.message(),
            Self::Expiry(error) => error.message(),
            Self::Code(error) => error.message(),
            Self::Holder(error) => error.message(),
            Self::Refused(_) => "a value the provider's script refused, wanted one it accepts",
        }
    }

    /// The field this is about.
    #[must_use]
    pub const fn field(self) -> Field {
        match self {
            Self::Number(_) => Field::Number,
            Self::Expiry(_) => Field::Expiry,
            Self::Code(_) => Field::Code,
            Self::Holder(_) => Field::Holder,
            Self::Refused(field) => field,
        }
    }

    /// Which of its field's errors it is.
    #[cfg(target_family = "wasm")]
    pub(crate) const fn place(self) -> u8 {
        match self {
            Self::Number(error) => error as u8,
            Self::Expiry(error) => error as u8,
            Self::Code(error) => error as u8,
            Self::Holder(error) => error as u8,
            Self::Refused(field) => field as u8,
        }
    }

    /// Whether nothing is there rather than something wrong.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        matches!(
            self,
            Self::Number(NumberError::Empty)
                | Self::Expiry(ExpiryError::Empty)
                | Self::Code(CodeError::Empty)
                | Self::Holder(HolderError::Empty)
        )
    }
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl core::error::Error for FieldError {}

/// What is wrong with a field's whole text.
pub(crate) fn judge(field: Field, text: &str, now: Now, reader: Reader) -> Option<FieldError> {
    match field {
        Field::Number => number::judge(text, None).1.map(FieldError::Number),
        Field::Expiry => Expiry::parse(text, now).err().map(FieldError::Expiry),
        Field::Code => SecurityCode::parse(text).err().map(FieldError::Code),
        Field::Holder => reader(text, &mut Inline::new()).err().map(FieldError::Holder),
    }
}

/// What a field's text is worth while someone types it.
///
/// ```
/// use cloudpayments_checkout::card::{Field, Now, Verdict};
/// use cloudpayments_checkout::form::{Edit, Form, HolderRule};
///
/// let mut form = Form::new(HolderRule::Hidden);
/// assert_eq!(form.verdict(Field::Code, Now::unknown()), Verdict::Empty);
/// form.typed(Field::Code, "12", 2, Edit::Insert);
/// assert_eq!(form.verdict(Field::Code, Now::unknown()), Verdict::Partial);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing there.
    Empty,
    /// Not whole yet; more typing can make it right.
    Partial,
    /// Wrong, and more typing at its end will not mend it.
    Wrong(FieldError),
    /// Right as it stands.
    Complete,
}
