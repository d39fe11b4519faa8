//! Tells whether a repeated request carries the same cryptogram and holder, without keeping either.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_lc_rs::hmac;

use super::intake::Intake;
use crate::clock::millis;

/// Keyed prints of the secret parts of recent requests. In memory only, with a key of this process: a print tells
/// nothing to whoever copies the disk, and after a restart the other fields alone are compared; the answer comes from
/// the books either way, and nothing is sent twice.
#[derive(Clone)]
pub(crate) struct Prints(Arc<Kept>);

struct Kept {
    key: hmac::Key,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    prints: HashMap<String, (i64, hmac::Tag)>,
    /// When the old ones went last.
    swept: i64,
}

impl Prints {
    /// No prints yet, and a fresh key.
    pub(crate) fn new() -> Result<Self, getrandom::Error> {
        let mut key = [0; 32];
        getrandom::fill(&mut key)?;
        Ok(Self(Arc::new(Kept { key: hmac::Key::new(hmac::HMAC_SHA256, &key), seen: Mutex::default() })))
    }

    /// Remembers this request's secret parts for an hour, or a minute more.
    pub(super) fn remember(&self, request: &Intake, now: i64) {
        let tag = hmac::sign(&self.0.key, &text(request));
        let mut seen = self.0.seen.lock().unwrap_or_else(PoisonError::into_inner);
        // Not at every request: there may be very many to look through.
        if now - seen.swept >= millis(SWEEP) {
            seen.prints.retain(|_, (since, _)| *since > now - millis(MEMORY));
            seen.swept = now;
        }
        if seen.prints.len() < MOST {
            seen.prints.insert(request.attempt.clone(), (now, tag));
        }
    }

    /// Whether this request's secret parts are those remembered with its attempt, if any are.
    pub(super) fn agree(&self, request: &Intake) -> bool {
        let seen = self
            .0
            .seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .prints
            .get(&request.attempt)
            .map(|(_, tag)| *tag);
        seen.is_none_or(|tag| hmac::verify(&self.0.key, &text(request), tag.as_ref()).is_ok())
    }
}

impl fmt::Debug for Prints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Prints")
    }
}

/// The cryptogram's length comes first, so that no part can pass for the other's end.
fn text(request: &Intake) -> zeroize::Zeroizing<Vec<u8>> {
    let cryptogram = request.cryptogram.expose().as_bytes();
    let holder = request.holder.as_ref().map_or(&b"-"[..], |holder| holder.expose().as_bytes());
    let mut text = zeroize::Zeroizing::new(Vec::with_capacity(9 + cryptogram.len() + holder.len()));
    text.extend_from_slice(&cryptogram.len().to_be_bytes());
    text.extend_from_slice(cryptogram);
    text.push(u8::from(request.holder.is_some()));
    text.extend_from_slice(holder);
    text
}

const MEMORY: Duration = Duration::from_secs(3600);
const SWEEP: Duration = Duration::from_secs(60);
const MOST: usize = 100_000;
