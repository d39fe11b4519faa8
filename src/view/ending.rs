use super::Facts;
use crate::flow::{Failure, Flow, GaveUp, Outcome, Phase};
use crate::money::decimal;
use crate::reason;
use crate::text::{Key, fill};

/// The panel that tells how an attempt ended, or that nobody knows yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending<'a> {
    /// `paid`, `declined`, `cancelled`, `failed`, `encrypted` or `unclear`: for styles and tests.
    pub outcome: &'static str,
    /// What happened.
    pub title: &'a str,
    /// What to do now.
    pub text: String,
    /// The number to name when asking: the transaction's, or the attempt's where there is none; empty where nothing was begun.
    pub reference: String,
    /// Whom to ask.
    pub support: String,
    /// The words on "Check again", where that helps.
    pub check_again: Option<&'a str>,
}

impl<'a> Ending<'a> {
    /// How the attempt ended; `None` while it has not.
    #[must_use]
    pub fn of(flow: &Flow, facts: Facts<'a>) -> Option<Self> {
        let (outcome, title, sentences) = outline(flow.phase(), facts)?;
        let mut text = String::new();
        let mut sentences = sentences.as_slice();
        while let [Some(key), rest @ ..] = sentences {
            append(&mut text, facts.say(*key));
            sentences = rest;
        }
        let unclear = matches!(flow.phase(), Phase::Unclear);
        Some(Self {
            outcome,
            title: facts.say(title),
            text: fill(&text, &[("amount", &facts.price())]),
            reference: reference(flow, facts),
            support: questions(facts),
            check_again: unclear.then_some(facts.say(Key::CheckAgain)),
        })
    }

    /// Title and text in one: for an error's message.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut text = String::new();
        append(&mut text, self.title);
        append(&mut text, &self.text);
        text
    }
}

/// The outcome's name, the title and the sentences below it.
fn outline(phase: Phase, facts: Facts<'_>) -> Option<(&'static str, Key, [Option<Key>; 3])> {
    Some(match phase {
        Phase::Unclear => ("unclear", Key::UnclearTitle, [Some(Key::UnclearHelp), None, None]),
        Phase::Settled(Outcome::Paid { .. }) => {
            ("paid", Key::PaidTitle, [facts.amount.is_some().then_some(Key::PaidAmount), None, None])
        }
        Phase::Settled(Outcome::Declined { reason, .. }) => {
            let advice = reason::advice(reason);
            ("declined", advice.title(), [Some(advice.key()), Some(Key::NothingCharged), Some(Key::RetypeCard)])
        }
        Phase::Settled(Outcome::Abandoned(why)) => {
            let (outcome, title) = gave_up(why);
            (outcome, title, [Some(Key::NothingCharged), Some(Key::RetypeCard), None])
        }
        Phase::Settled(Outcome::Failed(why)) => {
            // Of an order that is paid, or about to be, somebody else may have been charged.
            let nothing = !matches!(why, Failure::OrderPaid | Failure::OrderBusy);
            ("failed", Key::Declined, [Some(failure(why)), nothing.then_some(Key::NothingCharged), None])
        }
        Phase::Settled(Outcome::Encrypted) => ("encrypted", Key::CardReady, [None; 3]),
        _ => return None,
    })
}

fn gave_up(why: GaveUp) -> (&'static str, Key) {
    match why {
        GaveUp::Cancelled => ("cancelled", Key::Cancelled),
        GaveUp::TimedOut => ("cancelled", Key::TimedOut),
        GaveUp::Blocked | GaveUp::BadAddress => ("failed", Key::ChallengeBlocked),
        GaveUp::NeverArrived => ("failed", Key::Unreachable),
    }
}

/// What to tell about a failure.
#[must_use]
pub fn failure(failure: Failure) -> Key {
    match failure {
        Failure::ScriptBlocked | Failure::ScriptTimeout | Failure::ScriptWrong => Key::ScriptBlocked,
        Failure::CryptogramTimeout | Failure::CryptogramFailed => Key::EncryptFailed,
        Failure::PublicId | Failure::Amount | Failure::Order => Key::SetupWrong,
        Failure::OrderUnknown => Key::OrderUnknown,
        Failure::OrderPaid => Key::OrderPaid,
        Failure::OrderBusy => Key::OrderBusy,
        Failure::PriceChanged => Key::PriceChanged,
        Failure::TooMany => Key::TooMany,
        Failure::GatewayRefused => Key::GatewayRefused,
        Failure::Store => Key::StoreFailed,
    }
}

/// Whom to ask.
#[must_use]
pub fn questions(facts: Facts<'_>) -> String {
    fill(facts.say(Key::Questions), &[("email", facts.support_email)])
}

/// The number to name when asking: the transaction's, or the attempt's where there is none.
fn reference(flow: &Flow, facts: Facts<'_>) -> String {
    let number = match (flow.phase(), flow.attempt()) {
        (
            Phase::Settled(Outcome::Paid { transaction } | Outcome::Declined { transaction: Some(transaction), .. }),
            _,
        ) => decimal(transaction),
        (_, Some(attempt)) => attempt.as_str().to_owned(),
        _ => return String::new(),
    };
    fill(facts.say(Key::PaymentNumber), &[("number", &number)])
}

/// One more sentence; they carry no full stop of their own at the end.
fn append(text: &mut String, sentence: &str) {
    if !text.is_empty() && !sentence.is_empty() {
        text.push_str(". ");
    }
    text.push_str(sentence);
}
