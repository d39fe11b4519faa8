use super::Facts;
use crate::flow::{Attempt, Failure, Flow, GaveUp, Outcome, Phase};
use crate::money::decimal;
use crate::reason;
use crate::text::{Key, fill, say};

/// The panel that tells how an attempt ended, or that nobody knows yet.
///
/// ```
/// use cloudpayments_checkout::flow::{Event, Failure, Flow, Mode};
/// use cloudpayments_checkout::text::Locale;
/// use cloudpayments_checkout::view::{Ending, Facts};
///
/// let mut flow = Flow::new(Mode::Charge);
/// flow.handle(&Event::Misconfigured { failure: Failure::PublicId });
/// let ending = Ending::of(&flow, true).ok_or("nothing has ended")?;
/// let facts = Facts { locale: Locale::En, amount: None, support_email: "help@shop.example" };
/// assert!(!ending.sentence(facts).is_empty());
/// // Nothing was sent, so there is no number to ask about.
/// assert_eq!(ending.reference(facts), "");
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// `paid`, `declined`, `cancelled`, `failed`, `encrypted` or `unclear`: for styles and tests.
    pub outcome: &'static str,
    /// What happened.
    pub title: Key,
    /// What to do now: sentences.
    pub text: [Option<Key>; 3],
    /// The transaction's number, to name when asking.
    pub transaction: Option<u64>,
    /// The attempt's, to name where there is none; `None` where nothing was begun.
    pub attempt: Option<Attempt>,
    /// Whether "Check again" helps.
    pub check_again: bool,
}

impl Ending {
    /// How the attempt ended, `priced` where it had an amount; `None` while it has not.
    #[must_use]
    pub fn of(flow: &Flow, priced: bool) -> Option<Self> {
        let (outcome, title, text) = outline(flow.phase(), priced)?;
        let transaction = match flow.phase() {
            Phase::Settled(Outcome::Paid { transaction }) => Some(transaction),
            Phase::Settled(Outcome::Declined { transaction, .. }) => transaction,
            _ => None,
        };
        let check_again = matches!(flow.phase(), Phase::Unclear);
        Some(Self { outcome, title, text, transaction, attempt: flow.attempt(), check_again })
    }

    /// Title and text in one. Sentences carry no full stop of their own at the end.
    #[must_use]
    pub fn sentence(&self, facts: Facts<'_>) -> String {
        let mut sentences = vec![facts.say(self.title)];
        sentences.extend(self.text.iter().flatten().map(|key| facts.say(*key)));
        sentences.join(". ")
    }

    /// The number to name when asking, in words; empty where nothing was begun.
    #[must_use]
    pub fn reference(&self, facts: Facts<'_>) -> String {
        let number = match (self.transaction, &self.attempt) {
            (Some(transaction), _) => decimal(transaction),
            (None, Some(attempt)) => attempt.as_str().to_owned(),
            (None, None) => return String::new(),
        };
        fill(&say(Key::PaymentNumber, facts.locale), &[("number", &number)])
    }
}

/// The outcome's name, the title and the sentences below it.
fn outline(phase: Phase, priced: bool) -> Option<(&'static str, Key, [Option<Key>; 3])> {
    Some(match phase {
        Phase::Unclear => ("unclear", Key::UnclearTitle, [Some(Key::UnclearHelp), None, None]),
        Phase::Settled(Outcome::Paid { .. }) => {
            ("paid", Key::PaidTitle, [priced.then_some(Key::PaidAmount), None, None])
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
        // By now the store has answered, whatever kept the charge from it.
        GaveUp::NeverArrived | GaveUp::NotCharged => ("failed", Key::Declined),
    }
}

/// What to tell about a failure.
///
/// ```
/// use cloudpayments_checkout::flow::Failure;
/// use cloudpayments_checkout::text::{Locale, say};
/// use cloudpayments_checkout::view::failure;
///
/// assert!(!say(failure(Failure::OrderPaid), Locale::En).is_empty());
/// ```
#[must_use]
pub fn failure(failure: Failure) -> Key {
    match failure {
        Failure::ScriptBlocked | Failure::ScriptTimeout | Failure::ScriptWrong => Key::ScriptBlocked,
        Failure::CryptogramTimeout | Failure::CryptogramFailed => Key::EncryptFailed,
        Failure::PublicId | Failure::Amount | Failure::Order | Failure::Endpoint => Key::SetupWrong,
        Failure::OrderUnknown => Key::OrderUnknown,
        Failure::OrderPaid => Key::OrderPaid,
        Failure::OrderBusy => Key::OrderBusy,
        Failure::PriceChanged => Key::PriceChanged,
        Failure::TooMany => Key::TooMany,
        Failure::GatewayRefused => Key::GatewayRefused,
        Failure::Store => Key::StoreFailed,
    }
}
