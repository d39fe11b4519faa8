use super::shell::{Shell, State};
use crate::api::CheckoutError;
use crate::card::scrubbed;
use crate::flow::{Attempt, Event, Failure, Fault, Mode, Outcome, Phase};
use crate::form::Field;
use crate::text::{Key, field_error, fill};

impl Shell {
    /// Pay was pressed: once, twice, by Enter, or by the page's script, which waits for the end then.
    ///
    /// Without an `attempt` the browser has no random numbers, and nothing can be paid.
    pub(super) fn pay(&self, attempt: Option<Attempt>, by_script: bool) {
        let mut state = self.state();
        if !state.flow.phase().accepts_card() || state.settings.disabled {
            if by_script {
                self.surface.refuse(&CheckoutError::of(
                    "component.busy",
                    "a payment is under way or done: wait for its end",
                    Fault::Store,
                    false,
                ));
            }
            return;
        }
        let event = match state.settings.fault() {
            Some(failure) => Event::Misconfigured { failure },
            None => match scrubbed(|| state.submit(attempt)) {
                Ok(event) => event,
                Err(first) => {
                    drop(state);
                    return self.refused(first);
                }
            },
        };
        drop(state);
        self.dispatch(event);
    }

    /// Shows what is wrong, without paying.
    pub(super) fn report(&self) {
        let mut state = self.state();
        if !state.flow.phase().accepts_card() {
            return;
        }
        let now = state.now();
        if let Err(first) = state.form.submit(now) {
            drop(state);
            self.point_at(first);
        }
    }

    /// Pay did not go through, for a field: shows it, and tells who waits.
    pub(super) fn refused(&self, first: Field) {
        self.point_at(first);
        let state = self.state();
        if let Some(error) = state.form.error(first, state.now()) {
            self.surface.fail(&CheckoutError::of_field(error, state.settings.say(field_error(error))));
        }
    }

    /// Shows every wrong field and goes to the first, which screen readers name then; where the focus is in it, they are told to.
    fn point_at(&self, first: Field) {
        let state = self.state();
        // A card number typed as a name is gone by now.
        self.write(&state, Field::Holder, None);
        if let Some(error) = state.form.error(first, state.now()) {
            let words = state.settings.words();
            let values = [("field", words.say(label(first))), ("error", words.say(field_error(error)))];
            self.surface.focus(first.as_str(), &fill(words.say(Key::FirstWrong), &values));
        }
        drop(state);
        self.changed();
    }

    /// Whether a submit of the form around us has to wait for a cryptogram.
    pub(super) fn waits(&self) -> bool {
        let state = self.state();
        let done = matches!(state.flow.phase(), Phase::Settled(Outcome::Encrypted));
        state.settings.mode() == Mode::Cryptogram && !done && !state.settings.disabled
    }
}

impl State {
    fn submit(&mut self, attempt: Option<Attempt>) -> Result<Event, Field> {
        let now = self.now();
        let card = Box::new(self.form.submit(now)?);
        self.holder = card.holder.as_ref().map(|holder| holder.as_str().to_owned());
        Ok(match attempt {
            Some(attempt) => Event::Submitted { attempt, card },
            None => Event::Misconfigured { failure: Failure::CryptogramFailed },
        })
    }
}

fn label(field: Field) -> Key {
    match field {
        Field::Number => Key::NumberLabel,
        Field::Expiry => Key::ExpiryLabel,
        Field::Code => Key::CodeLabel,
        Field::Holder => Key::HolderLabel,
    }
}
