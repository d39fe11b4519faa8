use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::shell::Shell;
use crate::api::CheckoutError;
use crate::browser::deferred::Deferred;
use crate::browser::{emit, object};
use crate::card::{Brand, Verdict};
use crate::flow::{Attempt, Fault, GaveUp, Outcome, Phase};
use crate::form::Field;
use crate::text::say;
use crate::view::{self, Ending, Facts};

/// What `checkout-change` tells: never what is in the fields.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Summary {
    complete: bool,
    brand: Brand,
    verdicts: [Verdict; 4],
}

impl Shell {
    /// Tells the page and the form around us, where the summary is another one than before.
    pub(super) fn changed(self: &Rc<Self>) {
        let Some(summary) = self.with(|state| {
            let now = state.now();
            let summary = Summary {
                complete: state.form.is_complete(now),
                brand: state.form.brand(),
                verdicts: Field::ALL.map(|field| state.form.verdict(field, now)),
            };
            (state.summary.replace(summary) != Some(summary)).then_some(summary)
        }) else {
            return;
        };
        self.tell_validity(summary.complete);
        let fields = object::empty();
        for (field, verdict) in Field::ALL.into_iter().zip(summary.verdicts) {
            let entry = object::empty();
            let (word, error) = match verdict {
                Verdict::Empty => ("empty", JsValue::NULL),
                Verdict::Partial => ("partial", JsValue::NULL),
                Verdict::Wrong(error) => ("wrong", JsValue::from_str(error.code())),
                Verdict::Complete => ("complete", JsValue::NULL),
            };
            object::set_text(&entry, "verdict", word);
            object::set(&entry, "error", &error);
            object::set(&fields, field.as_str(), &entry);
        }
        let detail = object::empty();
        object::set(&detail, "complete", &summary.complete.into());
        object::set_text(&detail, "brand", summary.brand.as_str());
        object::set(&detail, "fields", &fields);
        emit::emit(&self.host, "checkout-change", &detail, false);
    }

    /// After a step: draws where the payment stands and, where that is another phase than `before`, moves the focus where it
    /// belongs and tells the page and whoever waits for `pay()`.
    pub(super) fn entered(self: &Rc<Self>, before: (&str, Option<Attempt>)) {
        let (phase, attempt, outcome, was_resumed) = self.with(|state| {
            self.draw_page(state);
            let phase = state.flow.phase();
            let outcome = match phase {
                Phase::Settled(outcome) => Some(outcome),
                _ => None,
            };
            (phase.name(), state.flow.attempt(), outcome, state.resumed)
        });
        if (phase, attempt) == before {
            return;
        }
        let ended = outcome.is_some() || phase == "unclear";
        if ended && !was_resumed {
            self.nodes().result.focus();
        }
        let attempt = attempt.as_ref().map(Attempt::as_str);
        let detail = object::empty();
        object::set_text(&detail, "phase", phase);
        object::set(&detail, "attempt", &attempt.map_or(JsValue::NULL, JsValue::from_str));
        emit::emit(&self.host, "checkout-phase", &detail, false);
        if let Some(outcome) = outcome {
            self.with(|state| {
                state.resumed = false;
                // Settings that were changed during the attempt take effect now.
                self.read_settings(state, state.settings.disabled);
            });
            self.tell_outcome(attempt.unwrap_or_default(), outcome);
        }
    }

    fn tell_outcome(&self, attempt: &str, outcome: Outcome) {
        let detail = object::empty();
        object::set_text(&detail, "attempt", attempt);
        let (fault, retry) = match outcome {
            Outcome::Paid { transaction } => {
                object::set(&detail, "transaction", &number(transaction));
                self.settle(|waiter| waiter.resolve(&detail));
                emit::emit(&self.host, "checkout-paid", &detail, false);
                return;
            }
            Outcome::Encrypted => return self.settle(|waiter| waiter.resolve(&detail)),
            Outcome::Declined { transaction, reason } => {
                object::set(&detail, "transaction", &transaction.map_or(JsValue::NULL, number));
                object::set(&detail, "reason", &reason.into());
                emit::emit(&self.host, "checkout-declined", &detail, false);
                return self.fail(outcome.code(), &self.ending_text(), Fault::Bank, true);
            }
            Outcome::Abandoned(why) => (whose(why), true),
            Outcome::Failed(failure) => (failure.fault(), failure.retry()),
        };
        let message = self.ending_text();
        let code = self.with(|state| state.flow.code().to_owned());
        object::set_text(&detail, "code", &code);
        object::set_text(&detail, "fault", fault.as_str());
        object::set_text(&detail, "message", &message);
        object::set(&detail, "retry", &retry.into());
        emit::emit(&self.host, "checkout-error", &detail, false);
        self.fail(&code, &message, fault, retry);
    }

    /// Tells whoever waits for `pay()` that it did not end in paid.
    fn fail(&self, code: &str, message: &str, fault: Fault, retry: bool) {
        let error = CheckoutError::of(code, message, fault, retry);
        self.settle(|waiter| waiter.reject(&error));
    }

    fn settle(&self, end: impl Fn(&Deferred)) {
        let waiters = self.with(|state| std::mem::take(&mut state.waiters));
        for waiter in &waiters {
            end(waiter);
        }
    }

    /// The form around us must not be sent while a field is wrong; the browser shows the message at that field.
    fn tell_validity(&self, complete: bool) {
        let wrong = self.with(|state| {
            let now = state.now();
            let first = |field| Some((field, view::missing(&state.form, field, now)?));
            let (field, key) = Field::ALL.into_iter().find_map(first).filter(|_| !complete)?;
            Some((field, say(key, state.settings.locale)))
        });
        self.internals.set_validity(wrong.map(|(field, message)| (message, &*self.nodes().of(field).input)));
    }

    fn ending_text(&self) -> String {
        self.with(|state| {
            let facts = Facts {
                locale: state.settings.locale,
                amount: state.settings.amount.as_ref(),
                support_email: &state.settings.support_email,
            };
            Ending::of(&state.flow, facts).map(|ending| ending.sentence()).unwrap_or_default()
        })
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
fn number(transaction: u64) -> JsValue {
    JsValue::from_f64(transaction as f64)
}
