use super::Ending;
use crate::flow::{Flow, Outcome, Phase};
use crate::money::Amount;
use crate::text::{Key, Locale, Words, fill};

/// What the page shows besides the fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<'a> {
    /// Whether the form stands open.
    pub form: bool,
    /// Whether something is under way: the fields and Pay wait.
    pub busy: bool,
    /// Whether the bank's page is open.
    pub challenge: bool,
    /// The words on Pay: the price, or what is going on.
    pub pay: String,
    /// The words the live region says at this change; empty where focus moves to the words instead.
    pub status: &'a str,
    /// How the last attempt ended, or that its end is not known.
    pub ending: Option<Ending<'a>>,
}

/// What the page is about.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The shopper's language.
    pub locale: Locale,
    /// The words in it.
    pub words: Words<'a>,
    /// What is paid; `None` while the element's amount is missing or wrong.
    pub amount: Option<&'a Amount>,
    /// Whom to ask.
    pub support_email: &'a str,
}

impl<'a> Facts<'a> {
    pub(super) fn say(&self, key: Key) -> &'a str {
        self.words.say(key)
    }

    /// The amount as the shopper's language writes it; empty where there is none.
    pub(super) fn price(&self) -> String {
        match self.amount {
            Some(amount) => amount.display(self.locale),
            None => String::new(),
        }
    }
}

/// What to show where the payment stands.
#[must_use]
pub fn page<'a>(flow: &Flow, facts: Facts<'a>) -> Page<'a> {
    let phase = flow.phase();
    let (pay, status) = match phase {
        Phase::Encrypting => (Key::Encrypting, true),
        Phase::Charging => (Key::Charging, true),
        Phase::Challenging => (Key::Challenging, true),
        Phase::Confirming => (Key::Confirming, true),
        _ if facts.amount.is_some() => (Key::PayAmount, false),
        _ => (Key::Pay, false),
    };
    let pay = facts.say(pay);
    Page {
        form: form_is_open(phase),
        busy: phase.is_busy(),
        challenge: matches!(phase, Phase::Challenging),
        pay: fill(pay, &[("amount", &facts.price())]),
        status: if status { pay } else { "" },
        ending: Ending::of(flow, facts),
    }
}

fn form_is_open(phase: Phase) -> bool {
    match phase {
        Phase::Unclear | Phase::Settled(Outcome::Encrypted) => false,
        Phase::Settled(outcome) => outcome.allows_another_try(),
        _ => true,
    }
}
