use super::number;
use super::shell::{Shell, UNTOLD};
use crate::flow::{Attempt, Fault, GaveUp, Outcome, Phase};

impl Shell {
    /// After a step: draws where the payment stands and, where that is another place than before, moves the focus where it belongs
    /// and tells the page and whoever waits for `pay()`.
    pub(super) fn entered(&self) {
        let mut state = self.state();
        self.draw_page(&state);
        state.told = [UNTOLD; 4];
        let phase = state.flow.phase();
        let attempt = state.flow.attempt();
        let attempt = attempt.as_ref().map(Attempt::as_str);
        if !self.surface.moved(phase.name(), attempt) {
            return;
        }
        drop(state);
        self.changed();
        let mut state = self.state();
        if matches!(phase, Phase::Settled(_) | Phase::Unclear) && !state.resumed {
            self.surface.focus("result");
        }
        if let Phase::Settled(outcome) = phase {
            state.resumed = false;
            drop(state);
            self.settled(attempt.unwrap_or_default(), outcome);
        }
    }

    fn settled(&self, attempt: &str, outcome: Outcome) {
        let (fault, retry) = match outcome {
            Outcome::Paid { transaction } => return self.surface.done(attempt, Some(number(transaction))),
            Outcome::Encrypted => return self.surface.done(attempt, None),
            Outcome::Declined { transaction, reason } => {
                self.surface.declined(attempt, transaction.map(number), reason);
                (Fault::Bank, true)
            }
            Outcome::Abandoned(why) => (whose(why), true),
            Outcome::Failed(failure) => (failure.fault(), failure.retry()),
        };
        let state = self.state();
        self.surface.failed(attempt, state.flow.code(), fault.as_str(), retry);
    }
}

fn whose(why: GaveUp) -> Fault {
    match why {
        GaveUp::Cancelled | GaveUp::TimedOut => Fault::Shopper,
        GaveUp::Blocked | GaveUp::BadAddress => Fault::Store,
        GaveUp::NeverArrived | GaveUp::NotCharged => Fault::Network,
    }
}
