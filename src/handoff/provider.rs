//! What `provider.js` does with the provider's script, and what its numbers mean.

use wasm_bindgen::prelude::*;

use super::EncryptError;
use crate::card::Field;

#[wasm_bindgen(module = "/src/handoff/provider.js")]
extern "C" {
    /// Calls `done` with the script's class, or with a number for [`error`]; `limit_ms` from now at the latest.
    pub(super) fn load(src: &str, limit_ms: u32, done: JsValue);

    /// Calls `done` with the packet of what `card` gives, or with a number for [`error`].
    pub(super) fn encrypt(src: &str, public_id: &str, limit_ms: u32, card: JsValue, done: JsValue);
}

/// Why there is no packet.
pub(super) fn error(number: u8) -> EncryptError {
    match number {
        LATE => EncryptError::TimedOut,
        PUBLIC_ID => EncryptError::BadPublicId,
        LOAD_LATE => EncryptError::ScriptTimeout,
        WRONG => EncryptError::ScriptWrong,
        BLOCKED => EncryptError::ScriptBlocked,
        bits @ 1..LATE => EncryptError::Fields(fields(bits)),
        _ => EncryptError::Provider,
    }
}

/// The refused fields, in Tab order. The script's `name` is not among them: the holder's name is never passed.
fn fields(bits: u8) -> Vec<Field> {
    let mut refused = Vec::new();
    for (bit, field) in [(1, Field::Number), (2, Field::Expiry), (4, Field::Code)] {
        if bits & bit != 0 {
            refused.push(field);
        }
    }
    refused
}

/// As in `provider.js`.
const LATE: u8 = 8;
const PUBLIC_ID: u8 = 9;
const BLOCKED: u8 = 12;
const WRONG: u8 = 13;
const LOAD_LATE: u8 = 14;
