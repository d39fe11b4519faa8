//! The two addresses of a challenge, checked before anything is sent.

use super::ChallengeError;
use crate::browser::post;
use crate::browser::url::Url;
use crate::wire::Challenge;

/// The origins of the bank's page and of the store's TermUrl, both found safe.
pub(super) struct Origins {
    pub(super) bank: String,
    pub(super) store: String,
}

impl Origins {
    pub(super) fn of(challenge: &Challenge) -> Result<Self, ChallengeError> {
        let origin =
            |address: &str, error| Url::parse(address).filter(Url::is_safe).map(|url| url.origin()).ok_or(error);
        Ok(Self {
            bank: origin(&challenge.acs_url, ChallengeError::AcsUrl)?,
            store: origin(&challenge.term_url, ChallengeError::TermUrl)?,
        })
    }
}

/// Posts the bank's three fields, by their case-sensitive names, to its page in the window or frame called `target`.
pub(super) fn post(challenge: &Challenge, target: &str) -> Result<(), ChallengeError> {
    let fields = [("MD", &*challenge.md), ("PaReq", &*challenge.pa_req), ("TermUrl", &*challenge.term_url)];
    if post::form(&challenge.acs_url, target, &fields) { Ok(()) } else { Err(ChallengeError::Form) }
}
