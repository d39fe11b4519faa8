use serde::ser::{Serialize, SerializeMap, Serializer};
use wasm_bindgen::prelude::*;

use super::CheckoutError;
use crate::flow::Fault;

/// A small result by its fields; what is absent is `null`, as in the vectors.
///
/// One map for every function rather than a derived struct for each: the derived ones are 1.5 KB brotli more, most of it the cache
/// of field names that serde-wasm-bindgen keeps for structs.
pub(super) struct Answer<'a>(pub(super) &'a [(&'static str, Value<'a>)]);

/// What a field of an answer can be.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    Flag(bool),
    Number(u32),
    Text(&'a str),
    Absent,
}

impl Answer<'_> {
    /// The plain object.
    pub(super) fn object(&self) -> Result<JsValue, CheckoutError> {
        self.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(|_| {
            CheckoutError::of(
                "component.failed",
                "the result could not be made a JavaScript object",
                Fault::Component,
                false,
            )
        })
    }
}

/// What a check answers where the text has no parts worth telling.
pub(super) fn checked(error: Option<&'static str>) -> Result<JsValue, CheckoutError> {
    Answer(&[("valid", Value::Flag(error.is_none())), ("error", error.into())]).object()
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Absent, Self::Text)
    }
}

impl From<Option<u16>> for Value<'_> {
    fn from(number: Option<u16>) -> Self {
        number.map_or(Self::Absent, |number| Self::Number(number.into()))
    }
}

impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_map(None)?;
        for (name, value) in self.0 {
            fields.serialize_entry(name, value)?;
        }
        fields.end()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Absent => serializer.serialize_unit(),
        }
    }
}
