use super::shell::{Shell, State};
use crate::flow::{Attempt, Event, Failure};
use crate::form::Field;
use crate::text::{Key, field_error};

impl Shell {
    /// Pay was pressed: once, twice, by Enter, or by the page's script, which waits for the end then.
    ///
    /// Without an `attempt` the browser has no random numbers, and nothing can be paid.
    pub(super) fn pay(&self, attempt: Option<Attempt>, by_script: bool) {
        let mut state = self.state();
        if !state.flow.phase().accepts_card() || state.settings.disabled {
            if by_script {
                self.surface.refuse();
            }
            return;
        }
        let event = match state.settings.fault() {
            Some(failure) => Event::Misconfigured { failure },
            None => match state.submit(attempt) {
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
            self.surface.wrong(error.code(), first as u8, field_error(error) as u8);
        }
    }

    /// Shows every wrong field and goes to the first, which screen readers name then; where the focus is in it, they are told to.
    fn point_at(&self, first: Field) {
        let state = self.state();
        // A card number typed as a name is gone by now.
        self.write(&state, Field::Holder, None);
        if let Some(error) = state.form.error(first, state.now()) {
            self.surface.point(first as u8, Key::FirstWrong as u8, field_error(error) as u8);
        }
        drop(state);
        self.changed();
    }

    /// Whether the card has work to do yet, for which a submit of the form around us would have to wait.
    pub(super) fn waits(&self) -> bool {
        let state = self.state();
        let phase = state.flow.phase();
        phase.is_busy() || !phase.is_done() && !state.settings.disabled
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
