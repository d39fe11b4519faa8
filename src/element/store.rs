//! What `store.js` makes of the store's words, by number.

use crate::flow::{Attempt, Event};
use crate::wire::{Answer, Challenge, Refusal};

/// What became of the attempt, or that nothing can be said of it. `about` is the attempt, or the code of what was refused.
pub(super) fn event(attempt: Attempt, kind: u8, about: &str, transaction: f64, reason: u32) -> Event {
    let about = about.to_owned();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number, or NaN where there is none"
    )]
    let known = (!transaction.is_nan()).then_some(transaction as u64);
    let answer = match kind {
        0 => Answer::Paid { attempt: about, transaction: known.unwrap_or_default() },
        1 => Answer::Declined { attempt: about, transaction: known, reason },
        // Whatever else is in it is for the bank's page, which `surface.js` opens.
        2 => Answer::Challenge(Challenge { attempt: about, ..Challenge::default() }),
        3 => Answer::Pending { attempt: about },
        4 => Answer::Abandoned { attempt: about },
        5 | 6 => {
            let refusal = Refusal { code: about, message: String::new(), charged: kind == 6, amount: None };
            return Event::Refused { attempt, refusal };
        }
        _ => return Event::Unanswered { attempt },
    };
    Event::Answered { attempt, answer }
}
