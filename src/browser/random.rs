//! The one source of randomness.

use wasm_bindgen::prelude::*;

/// 128 random bits as 32 lower-case hex digits; `None` where the browser has no `crypto`.
#[must_use]
pub fn hex128() -> Option<String> {
    Some(random()).filter(|hex| !hex.is_empty())
}

#[wasm_bindgen(module = "/src/browser/random.js")]
extern "C" {
    fn random() -> String;
}
