use serde::Serialize;
use wasm_bindgen::JsValue;

/// The one shape of what the headless functions answer, an array in JavaScript: `headless.js` makes the documented objects of it.
///
/// One shape for all, and by position: each further type that is serialised costs its own code, and each named field a string
/// and a call.
#[derive(Serialize)]
pub(super) struct Answer<'a>(
    /// The code of what is wrong, or the text as it should be shown.
    pub(super) Option<&'a str>,
    /// A number's brand.
    pub(super) &'a str,
    /// An expiry's month, 0 where there is none, or the caret.
    pub(super) u32,
    /// An expiry's year.
    pub(super) u32,
);

impl Answer<'_> {
    /// For JavaScript; what is absent is `null`, as in the vectors.
    pub(super) fn array(&self) -> JsValue {
        // Strings and small numbers always serialise.
        self.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_default()
    }
}
