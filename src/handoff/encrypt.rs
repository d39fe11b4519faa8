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

/// Number, code and date as the provider's script wants them, a line each. Never the holder's name: no cryptogram holds it.
///
/// For a script that is there and waits for it: JavaScript's strings cannot be wiped, the engine frees them when it likes.
#[must_use]
pub fn hand_over(card: &Card) -> String {
    let mut text = String::with_capacity(32);
    text.push_str(card.number.expose());
    text.push('\n');
    text.push_str(card.code.expose());
    text.push('\n');
    for digit in card.expiry.mmyy() {
        text.push(char::from(digit));
    }
    text
}

/// What `provider.js` answered: a packet, or the number, above 0, of what went wrong.
///
/// # Errors
/// There is no packet: [`EncryptError`] says why.
pub fn read(packet: &str, failure: u8) -> Result<Cryptogram, EncryptError> {
    match failure {
        0 => Ok(Cryptogram::new(packet.to_owned())),
        _ => Err(provider::error(failure)),
    }
}

/// Has the provider's script encrypt the card: for pages written in Rust; the element and the package ask `provider.js` themselves.
pub fn encrypt(card: Box<Card>, public_id: &str, options: Options<'_>, then: Then<Cryptogram>) {
    let answered = callback::once(Box::new(move |answer| {
        then(read(&answer.as_string().unwrap_or_default(), number(&answer)));
        JsValue::UNDEFINED
    }));
    let card = callback::once(Box::new(move |_| JsValue::from_str(&hand_over(&card))));
    provider::encrypt(options.script, public_id, options.time_limit_ms, card, answered);
}

/// Loads the script ahead of the first [`encrypt`], which then finds it there; after a failure, that tries again.
pub fn prepare(options: Options<'_>, then: Then<()>) {
    let loaded = move |class: JsValue| {
        then(if class.is_function() { Ok(()) } else { Err(provider::error(number(&class))) });
        JsValue::UNDEFINED
    };
    provider::load(options.script, options.time_limit_ms, callback::once(Box::new(loaded)));
}

fn number(answer: &JsValue) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number of ours")]
    let number = answer.as_f64().unwrap_or_default() as u8;
    number
}
