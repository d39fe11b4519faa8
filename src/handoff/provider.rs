//! What `provider.js` does with the provider's script, and what its numbers mean.

use wasm_bindgen::prelude::*;

use super::EncryptError;
use crate::card::Field;

#[wasm_bindgen(module = "/src/handoff/provider.js")]
extern "C" {
    /// Calls `done` with the script's class, or with a number for [`not_loaded`]; `limit_ms` from now at the latest.
    pub(super) fn load(src: &str, limit_ms: u32, done: JsValue);

    /// Calls `done` with the packet, or with a number for [`refused`]; `limit_ms` from now at the latest.
    pub(super) fn ask(
        class: &JsValue,
        public_id: &JsValue,
        limit_ms: u32,
        number: &str,
        code: &str,
        mmyy: &str,
        done: JsValue,
    );
}

/// Why there is no class.
pub(super) fn not_loaded(answer: &JsValue) -> EncryptError {
    match number(answer) {
        LATE => EncryptError::ScriptTimeout,
        WRONG => EncryptError::ScriptWrong,
        _ => EncryptError::ScriptBlocked,
    }
}

/// Why there is no packet.
pub(super) fn refused(answer: &JsValue) -> EncryptError {
    match number(answer) {
        LATE => EncryptError::TimedOut,
        PUBLIC_ID => EncryptError::BadPublicId,
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

fn number(answer: &JsValue) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number of ours")]
    let number = answer.as_f64().unwrap_or_default() as u8;
    number
}

/// As in `provider.js`.
const LATE: u8 = 8;
const PUBLIC_ID: u8 = 9;
const WRONG: u8 = 13;
