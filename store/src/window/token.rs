//! Order tokens: who holds one may pay one order from a payment page, for half an hour.
//!
//! `order~expires~mac`, where the MAC is HMAC-SHA256 over the two before it. Nothing is kept: the store knows its own by the
//! key. A token stands in a request header, never in an address, and no log line shows it.

use std::time::Duration;

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use crate::Secret;
use crate::clock::millis;

/// Makes tokens and knows them again. `Debug` shows no key.
#[derive(Debug)]
pub(crate) struct Tokens {
    key: hmac::Key,
}

/// What a token of ours says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pass {
    pub(crate) order: String,
    /// When it stops paying, in ms since 1970 UTC.
    expires: i64,
}

impl Tokens {
    /// With the key of the settings, which every instance of the store shares, or a random one that dies with this process.
    pub(crate) fn new(key: Option<&Secret>) -> Result<Self, getrandom::Error> {
        let key = if let Some(secret) = key {
            hmac::Key::new(hmac::HMAC_SHA256, secret.expose().as_bytes())
        } else {
            let mut bytes = zeroize::Zeroizing::new([0; 32]);
            getrandom::fill(&mut *bytes)?;
            hmac::Key::new(hmac::HMAC_SHA256, &*bytes)
        };
        Ok(Self { key })
    }

    /// A new token for an order, and when it expires, in ms since 1970 UTC.
    pub(crate) fn issue(&self, order: &str, now: i64) -> (String, i64) {
        let expires = now + millis(PAYS);
        let said = format!("{order}~{expires}");
        let mac = BASE64_URL_SAFE_NO_PAD.encode(hmac::sign(&self.key, &signed(&said)).as_ref());
        (format!("{said}~{mac}"), expires)
    }

    /// What a token says, if it is ours; compared in constant time. Whether it is still good is the [`Pass`]'s to say.
    pub(crate) fn read(&self, token: &str) -> Option<Pass> {
        let (said, mac) = token.rsplit_once('~')?;
        let mac = BASE64_URL_SAFE_NO_PAD.decode(mac).ok()?;
        hmac::verify(&self.key, &signed(said), &mac).ok()?;
        let (order, expires) = said.rsplit_once('~')?;
        Some(Pass { order: order.to_owned(), expires: expires.parse().ok()? })
    }
}

impl Pass {
    /// Whether it still pays.
    pub(crate) fn pays(&self, now: i64) -> bool {
        now < self.expires
    }

    /// Whether it still asks what became of a payment, and gives one up: long enough for one begun in the last minute, a bank
    /// that takes its time and an answer that was lost.
    pub(crate) fn asks(&self, now: i64) -> bool {
        now < self.expires + millis(ASKS_ON)
    }
}

/// What the MAC is over: no other HMAC of this store begins so, whatever key it has.
fn signed(said: &str) -> Vec<u8> {
    [b"order token ", said.as_bytes()].concat()
}

const PAYS: Duration = Duration::from_secs(30 * 60);
const ASKS_ON: Duration = Duration::from_secs(24 * 60 * 60);

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_800_000_000_000;
    const MINUTE: i64 = 60_000;

    #[test]
    fn a_token_says_its_order_and_pays_for_half_an_hour() {
        let tokens = Tokens::new(None).unwrap();
        let (token, expires) = tokens.issue("A-1042", NOW);
        assert_eq!(expires, NOW + 30 * MINUTE);
        let pass = tokens.read(&token).unwrap();
        assert_eq!(pass.order, "A-1042");
        assert!(pass.pays(NOW) && pass.pays(expires - 1) && !pass.pays(expires));
        assert!(pass.asks(expires) && !pass.asks(expires + 24 * 60 * MINUTE));
    }

    #[test]
    fn a_token_changed_by_one_letter_is_not_ours() {
        let tokens = Tokens::new(None).unwrap();
        let (token, _) = tokens.issue("A-1042", NOW);
        for at in 0..token.len() {
            for letter in ["0", "9", "~", "B"] {
                let mut changed = token.clone();
                changed.replace_range(at..=at, letter);
                // The last letter of a base64 text holds bits that count for nothing; those texts are refused as well.
                assert_eq!(tokens.read(&changed).is_some(), changed == token, "{changed}");
            }
        }
        for none in ["", "~", "~~", "A-1042", "A-1042~1800001800000~", &token[..token.len() - 1]] {
            assert_eq!(tokens.read(none), None, "{none}");
        }
    }

    #[test]
    fn instances_with_one_key_know_each_others_tokens_and_others_do_not() {
        let key = Secret::new("a key of the settings, long enough");
        let (token, _) = Tokens::new(Some(&key)).unwrap().issue("A-1", NOW);
        assert!(Tokens::new(Some(&key)).unwrap().read(&token).is_some());
        assert!(Tokens::new(Some(&Secret::new("another key"))).unwrap().read(&token).is_none());
        assert!(Tokens::new(None).unwrap().read(&token).is_none());
    }
}
