use wasm_bindgen::prelude::*;

use super::CheckoutError;
use crate::browser::deferred::Deferred;
use crate::browser::{clock, dom};
use crate::card::{Card, FieldError, HolderPolicy, Now, scrubbed};
use crate::handoff::{self, Cryptogram, EncryptError, Options};

/// Encrypts a card with the provider's script: `resolve` is called with the packet, or `reject` with a [`CheckoutError`].
///
/// The card is read before this returns. `holder` and `script` may be left out.
#[wasm_bindgen(skip_typescript)]
#[expect(clippy::needless_pass_by_value, reason = "wasm-bindgen takes no `Option<&str>`")]
#[expect(clippy::too_many_arguments, reason = "each part is read once, and no object of the caller is touched here")]
pub fn create_cryptogram(
    number: &str,
    expiry: &str,
    code: &str,
    holder: Option<String>,
    public_id: &str,
    script: Option<String>,
    time_limit_ms: u32,
    resolve: JsValue,
    reject: JsValue,
) {
    let caller = Deferred::new(resolve, reject);
    let card = match scrubbed(|| card(number, expiry, code, holder.as_deref())) {
        Ok(card) => card,
        Err(error) => return caller.reject(&CheckoutError::from(error)),
    };
    if !dom::exists() {
        return caller.reject(&CheckoutError::no_document());
    }
    let options = Options { script: script.unwrap_or_else(|| SCRIPT.to_owned()), time_limit_ms };
    let then = move |made: Result<Cryptogram, EncryptError>| match made {
        Ok(cryptogram) => caller.resolve(&JsValue::from_str(cryptogram.expose())),
        Err(error) => caller.reject(&CheckoutError::from(error)),
    };
    handoff::encrypt(card, public_id, &options, Box::new(then));
}

/// The first field that is wrong, in Tab order, is the error.
fn card(number: &str, expiry: &str, code: &str, holder: Option<&str>) -> Result<Box<Card>, FieldError> {
    Card::read([number, expiry, code], holder, HolderPolicy::Latin.reader(), Now::at(clock::now())).map(Box::new)
}

/// Where the provider's script is, unless the caller says otherwise: Kazakhstan's.
const SCRIPT: &str = "https://checkout.tiptoppay.kz/checkout.js";
