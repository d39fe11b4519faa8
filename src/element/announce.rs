use super::shell::Shell;
use crate::api::CheckoutError;
use crate::flow::{Attempt, Fault, GaveUp, Outcome, Phase};
use crate::view::Ending;

impl Shell {
    /// After a step: draws where the payment stands and, where that is another place than before, moves the focus where it belongs
    /// and tells the page and whoever waits for `pay()`.
    pub(super) fn entered(&self) {
        let mut state = self.state();
        self.draw_page(&state);
        let phase = state.flow.phase();
        let attempt = state.flow.attempt();
        let attempt = attempt.as_ref().map(Attempt::as_str);
        if !self.surface.moved(phase.name(), attempt) {
            return;
        }
        if matches!(phase, Phase::Settled(_) | Phase::Unclear) && !state.resumed {
            self.surface.focus("result", "");
        }
        if let Phase::Settled(outcome) = phase {
            state.resumed = false;
            drop(state);
            self.tell(attempt.unwrap_or_default(), outcome);
        }
    }

    fn tell(&self, attempt: &str, outcome: Outcome) {
        let (fault, retry) = match outcome {
            Outcome::Paid { transaction } => return self.surface.done(attempt, Some(number(transaction))),
            Outcome::Encrypted => return self.surface.done(attempt, None),
            Outcome::Declined { .. } => (Fault::Bank, true),
            Outcome::Abandoned(why) => (whose(why), true),
            Outcome::Failed(failure) => (failure.fault(), failure.retry()),
        };
        let state = self.state();
        let message = match Ending::of(&state.flow, state.settings.facts()) {
            Some(ending) => ending.sentence(),
            None => String::new(),
        };
        let error = CheckoutError::of(state.flow.code(), &message, fault, retry);
        match outcome {
            Outcome::Declined { transaction, reason } => {
                self.surface.declined(attempt, transaction.map(number), reason, &error);
            }
            _ => self.surface.failed(attempt, &error),
        }
    }
}

fn whose(why: GaveUp) -> Fault {
    match why {
        GaveUp::Cancelled | GaveUp::TimedOut => Fault::Shopper,
        GaveUp::Blocked | GaveUp::BadAddress => Fault::Store,
        GaveUp::NeverArrived => Fault::Network,
    }
}

/// A `TransactionId` stays far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "read from a JavaScript number, or checked to be below 2^53")]
fn number(transaction: u64) -> f64 {
    transaction as f64
}
