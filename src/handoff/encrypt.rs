//! A card becomes a cryptogram.

use std::pin::pin;

use super::provider::Provider;
use super::rejection::{self, Rejection};
use super::values::Values;
use super::{Cryptogram, EncryptError};
use crate::browser::{after, object, promise, read};
use crate::card::Card;

/// Where the script is, and how long anyone waits for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Address of the provider's script, absolute or relative to the page.
    pub script: String,
    /// Milliseconds for loading the script, and again as many for its answer.
    pub time_limit_ms: u32,
}

/// Has the provider's script encrypt the card. Nothing is charged, and only the script's own look-up of the card's first digits is sent.
///
/// That look-up has no time limit and may fail where the encryption itself would not: then, or after half the time, the script's
/// documented synchronous call is asked, on an instance of its own. A late answer to the first question is dropped.
///
/// The card comes boxed: a future is moved about, and what moves leaves copies behind that nobody wipes.
///
/// # Errors
/// [`EncryptError`].
pub async fn encrypt(card: Box<Card>, public_id: &str, options: &Options) -> Result<Cryptogram, EncryptError> {
    if public_id.trim().is_empty() {
        return Err(EncryptError::BadPublicId);
    }
    let limit = options.time_limit_ms;
    let provider = Provider::load(&options.script, limit).await?;
    let mut answer = pin!(ask(&provider, public_id, &card));
    match after::race(answer.as_mut(), limit / 2).await {
        Ok(Err(Rejection::LookUp)) => Ok(ask_at_once(&provider, public_id, &card)?),
        Ok(answer) => Ok(answer?),
        Err(after::TimedOut) => match ask_at_once(&provider, public_id, &card) {
            Err(Rejection::LookUp | Rejection::Other) => match after::race(answer, limit - limit / 2).await {
                Ok(answer) => Ok(answer?),
                Err(after::TimedOut) => Err(EncryptError::TimedOut),
            },
            known => Ok(known?),
        },
    }
}

/// Loads the script ahead of the first [`encrypt`], which then finds it there.
///
/// # Errors
/// One of [`EncryptError`]'s about the script; a later call tries again.
pub async fn prepare(options: &Options) -> Result<(), EncryptError> {
    Provider::load(&options.script, options.time_limit_ms).await.map(drop)
}

/// The script's asynchronous call: it looks the card's first digits up over the network, and may never settle.
async fn ask(provider: &Provider, public_id: &str, card: &Card) -> Result<Cryptogram, Rejection> {
    let checkout = provider.checkout(public_id)?;
    if !object::can(&checkout, "createPaymentCryptogram") {
        return Err(Rejection::LookUp);
    }
    let values = Values::of(card);
    let promise =
        object::call(&checkout, "createPaymentCryptogram", values.as_js()).map_err(|thrown| Rejection::of(&thrown))?;
    let answer = promise::settled(promise).await.map_err(|thrown| Rejection::of(&thrown))?;
    Cryptogram::from_answer(&answer).ok_or(Rejection::Other)
}

/// The script's synchronous call: no network, the same packet.
fn ask_at_once(provider: &Provider, public_id: &str, card: &Card) -> Result<Cryptogram, Rejection> {
    let checkout = provider.checkout(public_id)?;
    let values = Values::of(card);
    let answer =
        object::call(&checkout, "createCryptogramPacket", values.as_js()).map_err(|thrown| Rejection::of(&thrown))?;
    if read::boolean(&answer, "success") == Some(true) {
        return Cryptogram::from_answer(&read::field(&answer, "packet")).ok_or(Rejection::Other);
    }
    match rejection::fields(&read::field(&answer, "messages")) {
        refused if refused.is_empty() => Err(Rejection::Other),
        refused => Err(Rejection::Fields(refused)),
    }
}
