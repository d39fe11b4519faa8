use super::Ending;
use crate::flow::{Outcome, Phase};
use crate::money::Amount;
use crate::text::{Key, Locale, fill, say};

/// What the page shows besides the fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Whether the form stands open.
    pub form: bool,
    /// Whether something is under way: the fields and Pay wait.
    pub busy: bool,
    /// Whether the bank's page is open.
    pub challenge: bool,
    /// The words on Pay: the price, or what is going on.
    pub pay: String,
    /// The words the live region says at this change; empty where focus moves to the words instead.
    pub status: &'static str,
    /// How the last attempt ended, or that its end is not known.
    pub ending: Option<Ending>,
}

/// What the page is about.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The shopper's language.
    pub locale: Locale,
    /// What is paid; `None` while the element's amount is missing or wrong.
    pub amount: Option<&'a Amount>,
    /// Whom to ask.
    pub support_email: &'a str,
}

impl Facts<'_> {
    /// The amount as the shopper's language writes it.
    pub(super) fn price(&self) -> Option<String> {
        self.amount.map(|amount| amount.display(self.locale))
    }
}

/// What to show in this phase.
#[must_use]
pub fn page(phase: &Phase, facts: Facts<'_>) -> Page {
    let progress = progress(phase);
    let ending = Ending::of(phase, facts);
    Page {
        form: form_is_open(phase),
        busy: phase.is_busy(),
        challenge: matches!(phase, Phase::Challenging { .. }),
        pay: progress.map_or_else(|| price(facts), |key| say(key, facts.locale).to_owned()),
        status: progress.map_or("", |key| say(key, facts.locale)),
        ending,
    }
}

fn form_is_open(phase: &Phase) -> bool {
    match phase {
        Phase::Unclear { .. } | Phase::Settled { outcome: Outcome::Encrypted, .. } => false,
        Phase::Settled { outcome, .. } => outcome.allows_another_try(),
        _ => true,
    }
}

fn progress(phase: &Phase) -> Option<Key> {
    match phase {
        Phase::Encrypting { .. } => Some(Key::Encrypting),
        Phase::Charging { .. } => Some(Key::Charging),
        Phase::Challenging { .. } => Some(Key::Challenging),
        Phase::Confirming { .. } => Some(Key::Confirming),
        Phase::Editing | Phase::Unclear { .. } | Phase::Settled { .. } => None,
    }
}

fn price(facts: Facts<'_>) -> String {
    match facts.price() {
        Some(price) => fill(say(Key::PayAmount, facts.locale), &[("amount", &price)]),
        None => say(Key::Pay, facts.locale).to_owned(),
    }
}
