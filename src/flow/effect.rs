/// What the shell must do about the event it gave in. Each effect that asks something is answered by exactly one event, in bounded
/// time. What an effect needs (card, cryptogram, the bank's address) is in that event; the attempt is [`Flow::attempt`](super::Flow::attempt).
///
/// ```
/// use cloudpayments_checkout::flow::{Attempt, Effect, Event, Flow, Mode};
///
/// let mut flow = Flow::new(Mode::Charge);
/// let attempt = Attempt::parse("000102030405060708090a0b0c0d0e0f").ok_or("no attempt")?;
/// // A page that comes back asks; it does not charge.
/// assert!(flow.handle(&Event::Resumed { attempt }).contains(&Effect::AskStatus));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Make a cryptogram of the card; answered by `Encrypted`, `FieldsRefused` or `EncryptionFailed`.
    Encrypt,
    /// Send the charge, once; answered by `Answered`, `Refused` or `Unanswered`.
    Charge,
    /// Without an endpoint: give the cryptogram to the page.
    GiveCryptogram,
    /// Ask the store what became of the attempt, after [`Flow::pause_ms`](super::Flow::pause_ms); takes the place of an earlier ask.
    /// Answered like `Charge`.
    AskStatus,
    /// Ask the store to close the attempt, after the same pause; answered like `Charge`.
    Abandon,
    /// Open the bank's page; answered by `ChallengeReturned` or `ChallengeLeft`, by the time limit at the latest.
    OpenChallenge,
    /// Close the bank's page.
    CloseChallenge,
    /// Wipe number and CVV from the form and its inputs.
    WipeFields,
    /// Mark the fields the provider refused.
    RefuseFields,
    /// Show the store's own price from now on.
    ShowPrice,
    /// Keep the attempt's id for a page that is reloaded; no card data.
    Remember,
    /// Forget it.
    Forget,
}
