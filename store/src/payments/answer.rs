//! What the books say about an attempt, as an answer to the component.

use cloudpayments_checkout::wire::{Answer, Challenge, refusal};

use super::refused::Refused;
use crate::books::{Attempt, State};
use crate::server::Shop;

/// The answer to whoever asks about an attempt. A refused one is closed before money could move, as an abandoned one is.
pub(super) fn of(shop: &Shop, attempt: &Attempt) -> Answer {
    let id = attempt.id.clone();
    match (attempt.state, attempt.transaction) {
        (State::Paid, Some(transaction)) => Answer::Paid { attempt: id, transaction },
        (State::Declined, transaction) => Answer::Declined { attempt: id, transaction, reason: attempt.reason },
        (State::Challenge, Some(transaction)) => challenge(shop, attempt, transaction),
        (State::Refused | State::Abandoned, _) => Answer::Abandoned { attempt: id },
        _ => Answer::Pending { attempt: id },
    }
}

/// The answer to the charge request itself, the first time and every time it is repeated.
pub(super) fn to_charge(shop: &Shop, attempt: &Attempt, order_amount: String) -> Result<Answer, Refused> {
    match (attempt.state, &attempt.refusal) {
        (State::Refused, Some(code)) => Err(Refused::recorded(code, order_amount)),
        (State::Abandoned, _) if !attempt.is_posted => {
            Err(Refused::new(refusal::ATTEMPT_CLOSED, "this attempt was given up before its charge request came"))
        }
        _ => Ok(of(shop, attempt)),
    }
}

fn challenge(shop: &Shop, attempt: &Attempt, transaction: u64) -> Answer {
    Answer::Challenge(Challenge {
        attempt: attempt.id.clone(),
        acs_url: attempt.acs_url.clone().unwrap_or_default(),
        pa_req: attempt.pa_req.clone().unwrap_or_default(),
        md: transaction.to_string(),
        term_url: format!("{}{}/term/{}", shop.public_url, super::ENDPOINT, attempt.token),
        frame: attempt.frame,
    })
}
