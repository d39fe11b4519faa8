use wasm_bindgen::JsValue;

use super::CheckoutError;
use super::ask::{now, number};
use crate::browser::deferred::Deferred;
use crate::browser::{dom, read};
use crate::card::{Card, HolderPolicy};
use crate::handoff::{self, Cryptogram, EncryptError, Options};

/// Encrypts a card with the provider's script: `asked.resolve` is called with the packet, or `asked.reject` with a [`CheckoutError`].
///
/// The card is read before this returns; of wrong fields, the first in Tab order is the error.
pub(super) fn create_cryptogram(asked: &JsValue) {
    let caller = Deferred::new(read::field(asked, "resolve"), read::field(asked, "reject"));
    let text = |name| read::string(asked, name).unwrap_or_default();
    let card = {
        let texts = [&*text("number"), &*text("expiry"), &*text("code")];
        let holder = read::string(asked, "holder");
        Card::read(texts, holder.as_deref(), HolderPolicy::Latin.reader(), now(asked)).map(Box::new)
    };
    let card = match card {
        Ok(card) => card,
        Err(error) => return caller.reject(&CheckoutError::from(error)),
    };
    if !dom::exists() {
        return caller.reject(&CheckoutError::no_document());
    }
    let script = text("script");
    let options = Options { script: &script, time_limit_ms: number(asked, "limit").unwrap_or_default() };
    let then = move |made: Result<Cryptogram, EncryptError>| match made {
        Ok(cryptogram) => caller.resolve(&JsValue::from_str(cryptogram.expose())),
        Err(error) => caller.reject(&CheckoutError::from(error)),
    };
    handoff::encrypt(card, &text("publicId"), options, Box::new(then));
}
