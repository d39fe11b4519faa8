use std::mem;
use std::rc::Rc;

use super::shell::{Due, Guards, Shell};
use super::store::{self, Request};
use crate::card::Card;
use crate::flow::{Attempt, Effect, Event, Failure};
use crate::handoff::{self, EncryptError};
use crate::money::Amount;
use crate::wire::Answer;

impl Shell {
    /// Does what the machine says about an event. What asks something is answered by one event later, never from in here.
    pub(super) fn perform(self: &Rc<Self>, effect: Effect, event: &mut Event) {
        match (effect, event) {
            (Effect::Encrypt, event @ Event::Submitted { .. }) => {
                if let Event::Submitted { attempt, card } = mem::replace(event, Event::Reset) {
                    self.encrypt(attempt, card);
                }
            }
            (Effect::Charge, Event::Encrypted { attempt, cryptogram }) => {
                let request = self.with(|state| {
                    Request::charge(&state.settings, attempt, cryptogram, state.holder.take().as_deref())
                });
                self.send(*attempt, &request);
            }
            (Effect::GiveCryptogram, Event::Encrypted { cryptogram, .. }) => self.surface.give(cryptogram.expose()),
            (Effect::OpenChallenge, Event::Answered { answer: Answer::Challenge(challenge), .. }) => {
                self.open_challenge(challenge.clone());
            }
            (Effect::RefuseFields, Event::FieldsRefused { fields, .. }) => {
                for field in fields.iter() {
                    self.state().form.refuse(*field);
                }
                if let Some(first) = fields.first() {
                    self.refused(*first);
                }
            }
            (Effect::ShowPrice, Event::Refused { refusal, .. }) => {
                self.show_price(refusal.amount.as_deref().unwrap_or_default());
            }
            (Effect::AskStatus, _) => self.ask_after_pause(Due::AskStatus),
            (Effect::Abandon, _) => self.ask_after_pause(Due::Abandon),
            (Effect::CloseChallenge, _) => self.state().guards = Guards::default(),
            (Effect::WipeFields, _) => self.wipe_secrets(),
            (Effect::Remember, _) => {
                let state = self.state();
                if let Some(attempt) = state.flow.attempt() {
                    self.surface.remember(&state.settings.order, Some(attempt.as_str()));
                }
            }
            (Effect::Forget, _) => self.surface.remember(&self.state().settings.order, None),
            // An effect comes with the event that led to it.
            _ => {}
        }
    }

    fn encrypt(self: &Rc<Self>, attempt: Attempt, card: Box<Card>) {
        let shell = Rc::downgrade(self);
        let (public_id, script, time_limit_ms) = self.with(|state| {
            let settings = &state.settings;
            (settings.public_id.clone(), settings.script.clone(), settings.script_timeout_ms)
        });
        let then = move |made| {
            if let Some(shell) = shell.upgrade() {
                shell.dispatch(match made {
                    Ok(cryptogram) => Event::Encrypted { attempt, cryptogram },
                    Err(EncryptError::Fields(fields)) => Event::FieldsRefused { attempt, fields },
                    Err(error) => Event::EncryptionFailed { attempt, failure: Failure::from(&error) },
                });
            }
        };
        let options = handoff::Options { script: &script, time_limit_ms };
        handoff::encrypt(card, &public_id, options, Box::new(then));
    }

    fn ask_after_pause(self: &Rc<Self>, due: Due) {
        let mut state = self.state();
        state.guards.ask = Some(self.later(state.flow.pause_ms(), due));
    }

    /// Asks the store about the attempt, or to close it.
    pub(super) fn ask(self: &Rc<Self>, close: bool) {
        let state = self.state();
        let Some(attempt) = state.flow.attempt() else { return };
        let request = if close {
            Request::abandon(&state.settings, &attempt)
        } else {
            Request::status(&state.settings, &attempt)
        };
        drop(state);
        self.send(attempt, &request);
    }

    fn send(self: &Rc<Self>, attempt: Attempt, request: &Request) {
        let shell = Rc::downgrade(self);
        request.send(Box::new(move |reply| {
            if let Some(shell) = shell.upgrade() {
                shell.dispatch(store::event(attempt, &reply));
            }
        }));
    }

    fn show_price(&self, amount: &str) {
        // Written to the attribute, so that page and property tell the same price.
        let known = self.state().settings.amount.and_then(|known| Amount::parse(amount, known.currency()).ok());
        if let Some(amount) = known {
            self.surface.price(&amount.wire());
        }
    }
}
