use super::{Attempt, Failure, GaveUp};
use crate::card::{Card, Cryptogram};
use crate::form::Field;
use crate::wire::{Answer, Refusal};

/// What happened. Events about an attempt other than the present one are dropped.
///
/// ```
/// use cloudpayments_checkout::flow::{Event, Failure, Flow, Mode, Phase};
///
/// let mut flow = Flow::new(Mode::Charge);
/// flow.handle(&Event::Misconfigured { failure: Failure::PublicId });
/// assert_eq!(flow.phase().name(), "settled");
/// flow.handle(&Event::Reset);
/// assert_eq!(flow.phase(), Phase::Editing);
/// ```
#[derive(Debug)]
pub enum Event {
    /// Pay was pressed and the form was complete.
    Submitted {
        /// The id made for this press.
        attempt: Attempt,
        /// The card, moved out of the form; boxed, so that passing it on leaves no copies of its digits behind.
        card: Box<Card>,
    },
    /// The provider's script made a cryptogram.
    Encrypted {
        /// The attempt it was made for.
        attempt: Attempt,
        /// The packet.
        cryptogram: Cryptogram,
    },
    /// The provider's script refused fields that we accept.
    FieldsRefused {
        /// The attempt.
        attempt: Attempt,
        /// Which, in Tab order.
        fields: Vec<Field>,
    },
    /// No cryptogram could be made.
    EncryptionFailed {
        /// The attempt.
        attempt: Attempt,
        /// Why.
        failure: Failure,
    },
    /// The store answered.
    Answered {
        /// The attempt that was asked about.
        attempt: Attempt,
        /// What became of it.
        answer: Answer,
    },
    /// The store refused what was asked.
    Refused {
        /// The attempt that was asked about.
        attempt: Attempt,
        /// Its words.
        refusal: Refusal,
    },
    /// No answer that can be understood came: the outcome is not known.
    Unanswered {
        /// The attempt that was asked about.
        attempt: Attempt,
    },
    /// The bank's page came back to the TermUrl, says the page; only the store knows what it means.
    ChallengeReturned {
        /// The attempt.
        attempt: Attempt,
    },
    /// The bank's page was left.
    ChallengeLeft {
        /// The attempt.
        attempt: Attempt,
        /// Why.
        why: GaveUp,
    },
    /// A page that was left or reloaded during this attempt is back.
    Resumed {
        /// The attempt.
        attempt: Attempt,
    },
    /// Pay was pressed, but the element's settings do not allow a payment.
    Misconfigured {
        /// Which setting.
        failure: Failure,
    },
    /// The element's settings were changed.
    Reconfigured,
    /// The shopper asks to look again.
    CheckAgain,
    /// The page starts over; heeded where nothing is under way.
    Reset,
}
