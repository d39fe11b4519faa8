use std::mem;
use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::settings::Settings;
use super::shell::{Guards, Held, Shell};
use super::store::{self, Request};
use crate::browser::{Timer, emit, object, storage};
use crate::card::{Card, Cryptogram};
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
            (Effect::GiveCryptogram, Event::Encrypted { cryptogram, .. }) => self.give(cryptogram),
            (Effect::OpenChallenge, Event::Answered { answer: Answer::Challenge(challenge), .. }) => {
                self.open_challenge(challenge.clone());
            }
            (Effect::RefuseFields, Event::FieldsRefused { fields, .. }) => {
                self.with(|state| {
                    for field in fields.iter() {
                        state.form.refuse(*field);
                    }
                    if let Some(first) = fields.first() {
                        self.show_wrong(state, *first);
                    }
                });
                self.changed();
            }
            (Effect::ShowPrice, Event::Refused { refusal, .. }) => {
                self.show_price(refusal.amount.as_deref().unwrap_or_default());
            }
            (Effect::AskStatus, _) => self.ask(Request::status),
            (Effect::Abandon, _) => self.ask(Request::abandon),
            (Effect::CloseChallenge, _) => self.with(|state| state.guards = Guards::default()),
            (Effect::WipeFields, _) => {
                self.wipe_secrets();
                self.changed();
            }
            (Effect::Remember, _) => {
                if let Some(attempt) = self.with(|state| state.flow.attempt()) {
                    storage::set(&self.record(), attempt.as_str());
                }
            }
            (Effect::Forget, _) => storage::remove(&self.record()),
            // An effect comes with the event that led to it.
            _ => {}
        }
    }

    /// The name under which the attempt of this order is kept for a reload: ids only, no card data.
    pub(super) fn record(&self) -> String {
        self.with(|state| {
            let mut name = String::from("cloudpayments-checkout:");
            name.push_str(&state.settings.order);
            name
        })
    }

    fn encrypt(self: &Rc<Self>, attempt: Attempt, card: Box<Card>) {
        let shell = Rc::downgrade(self);
        let (public_id, options) = self.with(|state| {
            let options = handoff::Options {
                script: state.settings.script.clone(),
                time_limit_ms: state.settings.script_timeout_ms,
            };
            (state.settings.public_id.clone(), options)
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
        handoff::encrypt(card, &public_id, &options, Box::new(then));
    }

    fn ask(self: &Rc<Self>, request: fn(&Settings, &Attempt) -> Request) {
        let (attempt, pause_ms) = self.with(|state| (state.flow.attempt(), state.flow.pause_ms()));
        let Some(attempt) = attempt else { return };
        let shell = Rc::downgrade(self);
        let timer = Timer::after(pause_ms, move || {
            let Some(shell) = shell.upgrade() else { return };
            let request = shell.with(|state| request(&state.settings, &attempt));
            shell.send(attempt, &request);
        });
        self.with(|state| state.guards.ask = Some(timer));
    }

    fn send(self: &Rc<Self>, attempt: Attempt, request: &Request) {
        let shell = Rc::downgrade(self);
        request.send(Box::new(move |reply| {
            if let Some(shell) = shell.upgrade() {
                shell.dispatch(store::event(attempt, &reply));
            }
        }));
    }

    /// The headless mode: the page, and the form around us, get the cryptogram.
    fn give(self: &Rc<Self>, cryptogram: &Cryptogram) {
        self.internals.set_value(Some(cryptogram.expose()));
        self.internals.set_validity(None);
        let detail = object::empty();
        object::set_text(&detail, "cryptogram", cryptogram.expose());
        emit::emit(&self.host, "checkout-cryptogram", &detail, false);
        if let Some(Held { form, submitter }) = self.with(|state| state.held.take()) {
            let submitter = submitter.map_or(JsValue::UNDEFINED, |submitter| submitter.as_ref().clone());
            let _ = object::call(form.as_ref(), "requestSubmit", &submitter);
        }
    }

    fn show_price(&self, amount: &str) {
        // Written to the attribute, so that page and property tell the same price.
        let known = self.with(|state| {
            let currency = state.settings.amount.as_ref()?.currency();
            Amount::parse(amount, currency).ok()
        });
        if let Some(amount) = known {
            self.host.set_attribute("amount", &amount.wire());
        }
    }
}
