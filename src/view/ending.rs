use super::Facts;
use crate::flow::{Attempt, Failure, GaveUp, Outcome, Phase};
use crate::money::decimal;
use crate::reason;
use crate::text::{Key, fill, say};
use crate::wire::refusal;

/// The panel that tells how an attempt ended, or that nobody knows yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// `paid`, `declined`, `cancelled`, `failed`, `encrypted` or `unclear`: for styles and tests.
    pub outcome: &'static str,
    /// What happened.
    pub title: String,
    /// What to do now.
    pub text: String,
    /// The number to name when asking: the transaction's, or the attempt's while there is none.
    pub reference: String,
    /// Whom to ask.
    pub support: String,
    /// The words on "Check again", where that helps.
    pub check_again: Option<&'static str>,
}

impl Ending {
    /// The ending of a phase; `None` while there is none.
    #[must_use]
    pub fn of(phase: &Phase, facts: Facts<'_>) -> Option<Self> {
        match phase {
            Phase::Unclear { attempt, .. } => Some(unclear(attempt, facts)),
            Phase::Settled { outcome, .. } => Some(settled(outcome, facts)),
            _ => None,
        }
    }
}

impl Ending {
    /// Title and text in one: for an error's message.
    #[must_use]
    pub fn sentence(&self) -> String {
        sentences(&[&self.title, &self.text])
    }
}

fn settled(outcome: &Outcome, facts: Facts<'_>) -> Ending {
    let words = |key| say(key, facts.locale);
    let ending = Ending {
        outcome: name(outcome),
        title: String::new(),
        text: String::new(),
        reference: String::new(),
        support: fill(words(Key::Questions), &[("email", facts.support_email)]),
        check_again: None,
    };
    match outcome {
        Outcome::Paid { transaction } => Ending {
            title: words(Key::PaidTitle).to_owned(),
            text: facts.price().map_or_else(String::new, |price| fill(words(Key::PaidAmount), &[("amount", &price)])),
            reference: reference(*transaction, facts),
            ..ending
        },
        Outcome::Declined { transaction, reason } => {
            let advice = reason::advice(*reason);
            Ending {
                title: words(advice.title()).to_owned(),
                text: sentences(&[words(advice.key()), words(Key::NothingCharged), words(Key::RetypeCard)]),
                reference: transaction.map_or_else(String::new, |transaction| reference(transaction, facts)),
                ..ending
            }
        }
        Outcome::Abandoned(why) => {
            let text = sentences(&[words(Key::NothingCharged), words(Key::RetypeCard)]);
            Ending { title: words(why_key(*why)).to_owned(), text, ..ending }
        }
        Outcome::Failed(failure) => {
            Ending { title: words(Key::Declined).to_owned(), text: failed(failure, facts), ..ending }
        }
        Outcome::Encrypted => Ending { title: words(Key::CardReady).to_owned(), ..ending },
    }
}

fn unclear(attempt: &Attempt, facts: Facts<'_>) -> Ending {
    let words = |key| say(key, facts.locale);
    let contact = [("email", facts.support_email), ("reference", attempt.as_str())];
    Ending {
        outcome: "unclear",
        title: words(Key::UnclearTitle).to_owned(),
        text: words(Key::UnclearHelp).to_owned(),
        reference: String::new(),
        support: fill(words(Key::UnclearContact), &contact),
        check_again: Some(words(Key::CheckAgain)),
    }
}

fn name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Paid { .. } => "paid",
        Outcome::Declined { .. } => "declined",
        Outcome::Abandoned(GaveUp::NeverArrived | GaveUp::Blocked | GaveUp::BadAddress) | Outcome::Failed(_) => {
            "failed"
        }
        Outcome::Abandoned(GaveUp::Cancelled | GaveUp::TimedOut) => "cancelled",
        Outcome::Encrypted => "encrypted",
    }
}

fn why_key(why: GaveUp) -> Key {
    match why {
        GaveUp::Cancelled => Key::Cancelled,
        GaveUp::TimedOut => Key::TimedOut,
        GaveUp::Blocked | GaveUp::BadAddress => Key::ChallengeBlocked,
        GaveUp::NeverArrived => Key::Unreachable,
    }
}

fn failed(failure: &Failure, facts: Facts<'_>) -> String {
    let key = match failure {
        Failure::ScriptBlocked | Failure::ScriptTimeout | Failure::ScriptWrong => Key::ScriptBlocked,
        Failure::CryptogramTimeout | Failure::CryptogramFailed => Key::EncryptFailed,
        Failure::PublicId | Failure::Amount | Failure::Order => Key::SetupWrong,
        Failure::OrderUnknown => Key::OrderUnknown,
        Failure::OrderPaid => Key::OrderPaid,
        Failure::OrderBusy => Key::OrderBusy,
        Failure::PriceChanged { .. } => Key::PriceChanged,
        Failure::TooMany => Key::TooMany,
        Failure::Store { code } if code == refusal::GATEWAY_REFUSED => Key::GatewayRefused,
        Failure::Store { .. } => Key::StoreFailed,
    };
    let words = fill(say(key, facts.locale), &[("amount", &facts.price().unwrap_or_default())]);
    match failure {
        // Somebody has paid it, or is about to.
        Failure::OrderPaid | Failure::OrderBusy => words,
        _ => sentences(&[&words, say(Key::NothingCharged, facts.locale)]),
    }
}

fn reference(transaction: u64, facts: Facts<'_>) -> String {
    fill(say(Key::PaidTransaction, facts.locale), &[("transaction", &decimal(transaction))])
}

/// Joins sentences that carry no full stop of their own at the end.
fn sentences(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !text.is_empty() {
            text.push_str(". ");
        }
        text.push_str(part);
    }
    text
}
