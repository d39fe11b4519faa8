use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::argument::Argument;
use super::{CheckoutError, clock};
use crate::browser::deferred::Deferred;
use crate::browser::dom;
use crate::card::{Card, HolderPolicy, scrubbed};
use crate::handoff::{self, Cryptogram, EncryptError, Options};

/// Encrypts a card with the provider's script:
/// `createCryptogram({ number, expiry, code, holder? }, { publicId, script?, timeLimit? })`, a promise of the packet.
///
/// The card is read before this returns, each part once: the caller may wipe its fields right away.
///
/// # Errors
/// What is wrong with the card or the options; whatever goes wrong later, `reject` is called with.
#[wasm_bindgen(js_name = createCryptogram, skip_typescript)]
pub fn create_cryptogram(
    card: JsValue,
    options: JsValue,
    resolve: JsValue,
    reject: JsValue,
) -> Result<(), CheckoutError> {
    let (card, options) = (Argument::new(NAME, "card", card), Argument::new(NAME, "options", options));
    let request = scrubbed(|| Request::read(&card, &options))?;
    if !dom::exists() {
        return Err(CheckoutError::no_document("createCryptogram needs a page: call it in a browser, not on a server"));
    }
    let caller = Deferred::new(resolve, reject);
    let then = move |made: Result<Cryptogram, EncryptError>| match made {
        Ok(cryptogram) => caller.resolve(&JsValue::from_str(cryptogram.expose())),
        Err(error) => caller.reject(&CheckoutError::from(error)),
    };
    handoff::encrypt(request.card, &request.public_id, &request.options, Box::new(then));
    Ok(())
}

struct Request {
    card: Box<Card>,
    public_id: Zeroizing<String>,
    options: Options,
}

impl Request {
    fn read(card: &Argument, options: &Argument) -> Result<Self, CheckoutError> {
        let number = card.property("number", "card.number")?.text()?;
        let expiry = card.property("expiry", "card.expiry")?.text()?;
        let code = card.property("code", "card.code")?.text()?;
        let holder = card.option("holder", "card.holder")?.map(|holder| holder.text()).transpose()?;
        let public_id = options.property("publicId", "options.publicId")?.text()?;
        let script = options.option("script", "options.script")?.map(|script| script.text()).transpose()?;
        let time_limit =
            options.option("timeLimit", "options.timeLimit")?.map(|limit| limit.milliseconds()).transpose()?;
        // A mistake of the page is told before one of the shopper: it is there whatever is typed.
        Ok(Self {
            card: Box::new(Card::read(
                [&number, &expiry, &code],
                holder.as_deref().map(String::as_str),
                HolderPolicy::Latin.reader(),
                clock::now(),
            )?),
            public_id,
            options: Options {
                script: script.map_or_else(|| SCRIPT.to_owned(), |script| String::from(script.as_str())),
                time_limit_ms: time_limit.unwrap_or(TIME_LIMIT_MS),
            },
        })
    }
}

const NAME: &str = "createCryptogram";

/// Where the provider's script is, unless the caller says otherwise: Kazakhstan's.
const SCRIPT: &str = "https://checkout.tiptoppay.kz/checkout.js";

/// Milliseconds for loading the script, and again as many for its answer.
const TIME_LIMIT_MS: u32 = 20_000;
