//! The provider's packet.

use wasm_bindgen::JsValue;

use crate::card::Cryptogram;

impl Cryptogram {
    /// What the script answered, where that is a string with something in it.
    pub(super) fn from_answer(answer: &JsValue) -> Option<Self> {
        let packet = answer.as_string().filter(|packet| !packet.trim().is_empty())?;
        Some(Self::new(packet))
    }
}
