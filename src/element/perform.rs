use std::mem;

use super::shell::Shell;
use crate::flow::{Attempt, Effect, Event, Failure};
use crate::handoff;
use crate::text::Key;

impl Shell {
    /// Does what the machine says about an event, or has the surface do it. What asks something is answered by one event later, never
    /// from in here.
    pub(super) fn perform(&self, effect: Effect, event: &mut Event) {
        let mut state = self.state();
        let attempt = state.flow.attempt();
        let attempt = attempt.as_ref().map(Attempt::as_str);
        let about = attempt.unwrap_or_default();
        match (effect, event) {
            (Effect::Encrypt, event @ Event::Submitted { .. }) => {
                if let Event::Submitted { card, .. } = mem::replace(event, Event::Reset) {
                    state.card = Some(card);
                }
                self.surface.encrypt(about);
            }
            (Effect::Charge, Event::Encrypted { cryptogram, .. }) => {
                let holder = state.holder.take();
                // `errands.js` keeps the price of an attempt under way: there is one.
                let Some(amount) = state.settings.amount else { return };
                let lang = state.settings.locale.tag();
                self.surface.charge(about, &amount.wire(), cryptogram.expose(), holder.as_deref(), lang);
            }
            (Effect::GiveCryptogram, Event::Encrypted { cryptogram, .. }) => self.surface.give(cryptogram.expose()),
            (Effect::OpenChallenge, _) => {
                self.surface.challenge(Key::ChallengeFrame as u8, state.resumed);
            }
            (Effect::RefuseFields, Event::FieldsRefused { fields, .. }) => {
                for field in fields.iter() {
                    state.form.refuse(*field);
                }
                drop(state);
                if let Some(first) = fields.first() {
                    self.refused(*first);
                }
            }
            (Effect::AskStatus, _) => self.surface.ask(about, false, state.flow.pause_ms()),
            (Effect::Abandon, _) => self.surface.ask(about, true, state.flow.pause_ms()),
            (Effect::CloseChallenge, _) => self.surface.leave_bank(),
            (Effect::WipeFields, _) => {
                drop(state);
                self.wipe_secrets();
            }
            (Effect::ShowPrice, _) => self.surface.show_price(),
            (Effect::Remember, _) => self.surface.remember(attempt),
            (Effect::Forget, _) => self.surface.remember(None),
            // An effect comes with the event that led to it.
            _ => {}
        }
    }

    /// The card for the provider's script, which is there now.
    pub(super) fn hand_over(&self) {
        if let Some(card) = self.state().card.take() {
            self.surface.handed(&handoff::hand_over(&card));
        }
    }

    /// What the provider's script made of the card: a packet, or what `handoff` knows by a number.
    pub(super) fn encrypted(&self, attempt: Attempt, packet: &str, failure: u8) {
        self.state().card = None;
        self.dispatch(match handoff::read(packet, failure) {
            Ok(cryptogram) => Event::Encrypted { attempt, cryptogram },
            Err(handoff::EncryptError::Fields(fields)) => Event::FieldsRefused { attempt, fields },
            Err(error) => Event::EncryptionFailed { attempt, failure: Failure::from(&error) },
        });
    }
}
