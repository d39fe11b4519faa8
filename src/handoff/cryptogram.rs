//! The provider's packet.

use std::fmt;

use wasm_bindgen::JsValue;
use zeroize::Zeroizing;

/// The packet the provider's script made: good for one charge, for the store's server only.
///
/// Wiped on drop. No `Clone`: it is used once. No `Display`, and a `Debug` that shows nothing: it belongs in no log.
pub struct Cryptogram(Zeroizing<String>);

impl Cryptogram {
    /// The packet, about 1,300 characters of base64. For the charge request alone.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What the script answered, where that is a string with something in it.
    pub(super) fn from_answer(answer: &JsValue) -> Option<Self> {
        let packet = Zeroizing::new(answer.as_string()?);
        (!packet.trim().is_empty()).then_some(Self(packet))
    }
}

impl fmt::Debug for Cryptogram {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Cryptogram(..)")
    }
}
