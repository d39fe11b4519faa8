use super::Attempt;
use crate::card::{Card, Cryptogram};
use crate::form::Field;
use crate::wire::Challenge;

/// What the shell must do. Each effect that asks something is answered by exactly one event, in bounded time.
#[derive(Debug)]
pub enum Effect {
    /// Make a cryptogram of the card; answered by `Encrypted`, `FieldsRefused` or `EncryptionFailed`.
    Encrypt {
        /// The attempt.
        attempt: Attempt,
        /// The card, to be dropped when done.
        card: Box<Card>,
    },
    /// Send the charge, once; answered by `Answered`, `Refused` or `Unanswered`.
    Charge {
        /// The attempt: the idempotency key.
        attempt: Attempt,
        /// The packet, consumed.
        cryptogram: Cryptogram,
    },
    /// Without an endpoint: give the packet to the page.
    GiveCryptogram {
        /// The packet, consumed.
        cryptogram: Cryptogram,
    },
    /// Ask the store what became of the attempt, after a pause; takes the place of an earlier ask. Answered like `Charge`.
    AskStatus {
        /// The attempt.
        attempt: Attempt,
        /// Pause before asking, in milliseconds.
        wait_ms: u32,
    },
    /// Ask the store to close the attempt, after a pause; answered like `Charge`.
    Abandon {
        /// The attempt.
        attempt: Attempt,
        /// Pause before asking, in milliseconds.
        wait_ms: u32,
    },
    /// Open the bank's page; answered by `ChallengeReturned` or `ChallengeLeft`, by the time limit at the latest.
    OpenChallenge(Challenge),
    /// Close the bank's page.
    CloseChallenge,
    /// Wipe number and CVV from the form and its inputs.
    WipeFields,
    /// Mark these fields as refused by the provider.
    RefuseFields(Vec<Field>),
    /// Show the store's own price from now on.
    ShowPrice {
        /// As on the wire.
        amount: String,
    },
    /// Keep the attempt's id for a page that is reloaded; no card data.
    Remember(Attempt),
    /// Forget it.
    Forget,
}
