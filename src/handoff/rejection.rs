//! The shapes in which the provider's script says no.

use wasm_bindgen::JsValue;

use super::EncryptError;
use crate::browser::read;
use crate::card::Field;

/// What a rejection, or a thrown value, means for us.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Rejection {
    /// `{cardNumber: "CardNumber_Invalid", ...}`: a plain object without a message.
    Fields(Vec<Field>),
    /// The look-up of the card's first digits (bins/info) failed: the script's own network error, or whatever JSON that address answered.
    LookUp,
    /// An `Error` about the public id.
    PublicId,
    /// Any other `Error`.
    Other,
}

impl Rejection {
    pub(super) fn of(thrown: &JsValue) -> Self {
        // Inherited by every `Error`, of this page or of a frame's; JSON from a server has hardly ever both.
        if let (Some(_), Some(message)) = (read::string(thrown, "name"), read::string(thrown, "message")) {
            return if message.starts_with("HTTP ") {
                Self::LookUp
            } else if message.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == "publicId") {
                Self::PublicId
            } else {
                Self::Other
            };
        }
        let fields = fields(thrown);
        if fields.is_empty() || read::boolean(thrown, "Success") == Some(false) {
            Self::LookUp
        } else {
            Self::Fields(fields)
        }
    }
}

impl From<Rejection> for EncryptError {
    fn from(rejection: Rejection) -> Self {
        match rejection {
            Rejection::Fields(fields) => Self::Fields(fields),
            Rejection::PublicId => Self::BadPublicId,
            Rejection::LookUp | Rejection::Other => Self::Provider,
        }
    }
}

/// The fields that the object has a code or a message for, in Tab order.
pub(super) fn fields(object: &JsValue) -> Vec<Field> {
    let refused = |name: &&str| read::string(object, name).is_some_and(|said| !said.is_empty());
    FIELDS.iter().filter(|(_, names)| names.iter().any(refused)).map(|(field, _)| *field).collect()
}

/// The script's names. Its `name` is not here: the holder's name is never passed, so it cannot be refused.
const FIELDS: [(Field, &[&str]); 3] = [
    (Field::Number, &["cardNumber"]),
    (Field::Expiry, &["expDateMonthYear", "expDateMonth", "expDateYear"]),
    (Field::Code, &["cvv"]),
];
