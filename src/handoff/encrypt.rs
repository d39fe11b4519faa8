//! A card becomes a cryptogram.

use wasm_bindgen::JsValue;

use super::{Cryptogram, EncryptError, provider};
use crate::browser::callback;
use crate::card::Card;

/// Where the script is, and how long anyone waits for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options<'a> {
    /// Address of the provider's script, absolute or relative to the page.
    pub script: &'a str,
    /// Milliseconds for loading the script, and again as many for its answer.
    pub time_limit_ms: u32,
}

/// What is done with the end of it. Called once.
pub type Then<T> = Box<dyn FnOnce(Result<T, EncryptError>)>;

/// Has the provider's script encrypt the card. Nothing is charged, and only the script's own look-up of the card's first digits is sent.
///
/// The card comes boxed, and its digits become JavaScript strings when the script is there and asked, no sooner: those cannot be
/// wiped, the engine frees them when it likes.
pub fn encrypt(card: Box<Card>, public_id: &str, options: Options<'_>, then: Then<Cryptogram>) {
    if public_id.trim_ascii().is_empty() {
        return then(Err(EncryptError::BadPublicId));
    }
    let public_id = JsValue::from_str(public_id);
    let limit_ms = options.time_limit_ms;
    let loaded = move |class: JsValue| {
        if !class.is_function() {
            return then(Err(provider::not_loaded(&class)));
        }
        let answered = callback::once(Box::new(move |answer| {
            then(answer.as_string().map(Cryptogram::new).ok_or_else(|| provider::refused(&answer)));
        }));
        let mmyy = card.expiry.mmyy();
        // Never the holder's name: no cryptogram holds it. Four ASCII digits; were they not, the script would refuse the field.
        let mmyy = str::from_utf8(&mmyy).unwrap_or_default();
        provider::ask(&class, &public_id, limit_ms, card.number.expose(), card.code.expose(), mmyy, answered);
    };
    provider::load(options.script, limit_ms, callback::once(Box::new(loaded)));
}

/// Loads the script ahead of the first [`encrypt`], which then finds it there; after a failure, that tries again.
pub fn prepare(options: Options<'_>, then: Then<()>) {
    let loaded = move |class: JsValue| {
        then(if class.is_function() { Ok(()) } else { Err(provider::not_loaded(&class)) });
    };
    provider::load(options.script, options.time_limit_ms, callback::once(Box::new(loaded)));
}
