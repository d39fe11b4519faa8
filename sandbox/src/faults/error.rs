//! Why a fault was not taken.

use thiserror::Error;

use super::Kind;
use crate::endpoint::Endpoint;

/// Why a fault was not taken; whoever ordered it can act.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FaultError {
    /// None, or two in one.
    #[error(
        "a fault has exactly one of reason, frame, refuse, delay, drop, hang, truncate, mislabel, trickle, send, or status with body and when; found {0}"
    )]
    NotOneKind(usize),
    /// `times` is 0.
    #[error("times must be at least 1")]
    NoTimes,
    /// `refuse`, `truncate` or `mislabel` is false.
    #[error("{0} can only be true")]
    NotTrue(&'static str),
    /// A pause nobody waits for.
    #[error("a pause is from 1 to 600000 ms, found {0}")]
    BadPause(u64),
    /// No HTTP status.
    #[error("status must be from 200 to 999, found {0}")]
    BadStatus(u16),
    /// Not in the provider's list.
    #[error("reason {0} is not a documented reason code")]
    UnknownReason(u32),
    /// The route decides nothing.
    #[error("{0:?} never answers with a reason code; charge, auth and post3ds do")]
    NoDecision(Endpoint),
    /// The route asks for no 3-D Secure.
    #[error("{0:?} never asks for 3-D Secure; charge and auth do, and acsPage is its page")]
    NoChallenge(Endpoint),
    /// A webhook's fault elsewhere.
    #[error("{0:?} is no webhook: only webhook can be sent twice, early or never")]
    NoWebhook(Endpoint),
    /// The fault of an answer on a webhook, which is a request.
    #[error(
        "a webhook is a request and has no answer of the sandbox: refuse, delay, drop, truncate, mislabel, trickle and send fit it"
    )]
    NoAnswer,
    /// Chances outside 0 to 1.
    #[error("rate is a chance from 0 to 1, found {0}")]
    BadRate(String),
    /// A kind that needs a word with it.
    #[error("{0:?} cannot come at random")]
    NotAtRandom(Kind),
}
