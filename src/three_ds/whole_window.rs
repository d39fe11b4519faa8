//! The bank's page in place of the store's: works where frames are not allowed, and the page goes away.

use super::address::{self, Origins};
use super::{ChallengeError, Directive, policy};
use crate::browser::Listener;
use crate::wire::Challenge;

/// The page is about to leave for the bank. Keep it until it has: `blocked` is heard through it.
pub struct Departure {
    _policy: Listener,
}

/// Posts the challenge to the bank in the top window.
///
/// The call returns before the page leaves. Where the page's policy forbids it, the page stays and `blocked` is called.
///
/// # Errors
/// [`ChallengeError`]; nothing was sent then.
pub fn whole_window(challenge: &Challenge, blocked: impl Fn(Directive) + 'static) -> Result<Departure, ChallengeError> {
    let origins = Origins::of(challenge)?;
    let departure = Departure { _policy: policy::watch(&origins, blocked) };
    address::post(challenge, "_top")?;
    Ok(departure)
}
