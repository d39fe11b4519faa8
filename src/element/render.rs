use super::shell::{Shell, State};
use crate::form::HolderRule;
use crate::text::{self, Key};
use crate::view::{self, Ending};

impl Shell {
    /// The words and what they are filled with: after a change of language, price or the store's own words.
    pub(super) fn reword(&self, state: &State) {
        let settings = &state.settings;
        let price = settings.amount.as_ref().map(|amount| amount.display(settings.locale)).unwrap_or_default();
        let (lines, before) = text::lines(settings.locale);
        self.surface.reword(settings.locale.tag(), &lines, before, Key::ALL.len(), &price);
    }

    /// Everything but the fields: after a change of phase.
    pub(super) fn draw_page(&self, state: &State) {
        let settings = &state.settings;
        let page = view::page(&state.flow, settings.amount.is_some());
        let holder = settings.holder != HolderRule::Hidden;
        let (pay, tells) = (page.pay as u8, page.tells);
        self.surface.stand(page.form, page.busy, settings.disabled, holder, page.challenge, pay, tells);
        match page.ending {
            None => self.surface.ending("", NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, "", None, false),
            Some(Ending { outcome, title, text: [first, second, third], transaction, attempt, check_again }) => {
                let (number, attempt) = match &attempt {
                    Some(attempt) => (Key::PaymentNumber as u8, attempt.as_str()),
                    None => (NOTHING, ""),
                };
                let transaction = transaction.map(super::number);
                let (first, second, third) = (number_of(first), number_of(second), number_of(third));
                self.surface.ending(
                    outcome,
                    title as u8,
                    first,
                    second,
                    third,
                    number,
                    attempt,
                    transaction,
                    check_again,
                );
            }
        }
    }
}

/// A message by its number, for the surface, which has the words.
pub(super) fn number_of(key: Option<Key>) -> u8 {
    key.map_or(NOTHING, |key| key as u8)
}

/// What the surface has no words for.
const NOTHING: u8 = u8::MAX;
