//! The one source of randomness.

use wasm_bindgen::prelude::*;

/// 128 random bits as 32 lower-case hex digits; `None` where the browser has no `crypto`.
#[must_use]
pub fn hex128() -> Option<String> {
    let mut bytes = [0_u8; 16];
    fill(&mut bytes).ok()?;
    let mut hex = String::with_capacity(32);
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            hex.push(char::from_digit(u32::from(nibble), 16)?);
        }
    }
    Some(hex)
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues, catch)]
    fn fill(bytes: &mut [u8]) -> Result<JsValue, JsValue>;
}
