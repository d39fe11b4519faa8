use super::{Attempt, Effect, Event, Failure, GaveUp, Outcome, Phase};
use crate::wire::{Answer, Refusal, refusal};

/// What becomes of a cryptogram.
///
/// ```
/// use cloudpayments_checkout::flow::{Flow, Mode};
///
/// let mut flow = Flow::new(Mode::Charge);
/// flow.set_mode(Mode::Cryptogram);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It is posted to the store's endpoint.
    Charge,
    /// It is given to the page; the machine ends there.
    Cryptogram,
}

/// The state machine of one element.
///
/// ```
/// use cloudpayments_checkout::card::{Card, CardNumber, Cryptogram, Expiry, Now, SecurityCode};
/// use cloudpayments_checkout::flow::{Attempt, Effect, Event, Flow, Mode, Outcome, Phase};
/// use cloudpayments_checkout::wire::Answer;
///
/// let card = Card {
///     number: CardNumber::parse("4242 4242 4242 4242")?,
///     expiry: Expiry::parse("12/30", Now::unknown())?,
///     code: SecurityCode::parse("123")?,
///     holder: None,
/// };
/// let attempt = Attempt::parse("000102030405060708090a0b0c0d0e0f").ok_or("no attempt")?;
/// let mut flow = Flow::new(Mode::Charge);
/// flow.set_mode(Mode::Charge);
/// assert_eq!(flow.handle(&Event::Submitted { attempt, card: Box::new(card) }), [Effect::Encrypt]);
/// let cryptogram = Cryptogram::new("made by the provider's script".to_owned());
/// assert!(flow.handle(&Event::Encrypted { attempt, cryptogram }).contains(&Effect::Charge));
/// assert_eq!((flow.attempt(), flow.phase()), (Some(attempt), Phase::Charging));
/// // No answer came: the store is asked, a second later.
/// assert!(flow.handle(&Event::Unanswered { attempt }).contains(&Effect::AskStatus));
/// assert_eq!(flow.pause_ms(), 1_000);
/// let answer = Answer::Paid { attempt: attempt.as_str().to_owned(), transaction: 9 };
/// flow.handle(&Event::Answered { attempt, answer });
/// assert_eq!(flow.phase(), Phase::Settled(Outcome::Paid { transaction: 9 }));
/// assert_eq!(flow.code(), "");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Flow {
    mode: Mode,
    phase: Phase,
    /// `None` while editing, and where the settings alone were wrong.
    attempt: Option<Attempt>,
    /// Set where the attempt is being closed.
    leaving: Option<GaveUp>,
    /// Questions without a result so far.
    tries: u8,
    /// The code of the store's last refusal.
    refused: String,
}

impl Flow {
    /// A machine in [`Phase::Editing`].
    #[must_use]
    pub fn new(mode: Mode) -> Self {
        Self { mode, phase: Phase::Editing, attempt: None, leaving: None, tries: 0, refused: String::new() }
    }

    /// Where the payment stands.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The attempt the phase is about, where there is one.
    #[must_use]
    pub fn attempt(&self) -> Option<Attempt> {
        self.attempt
    }

    /// The pause before the question that [`Effect::AskStatus`] and [`Effect::Abandon`] ask for, in milliseconds: none before the
    /// first, then 1, 2, 3, five times 5, from there 10 seconds.
    #[must_use]
    pub fn pause_ms(&self) -> u32 {
        match self.tries {
            tries @ 0..=3 => u32::from(tries) * 1_000,
            4..=8 => 5_000,
            _ => 10_000,
        }
    }

    /// The stable code of an attempt that ended otherwise than in paid, as in `CheckoutError.code`: a store's own code as it came.
    #[must_use]
    pub fn code(&self) -> &str {
        match self.phase {
            Phase::Settled(Outcome::Failed(Failure::Store)) => &self.refused,
            Phase::Settled(outcome) => outcome.code(),
            _ => "",
        }
    }

    /// Sets what becomes of the next cryptogram, that of an attempt under way among them: for it, the caller keeps the mode it began in.
    pub fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
    }

    /// Takes one event; returns what to do now, in order.
    #[must_use]
    pub fn handle(&mut self, event: &Event) -> &'static [Effect] {
        match event {
            Event::Submitted { attempt, .. } if self.phase.accepts_card() => {
                self.begin(Phase::Encrypting, Some(*attempt));
                &[Effect::Encrypt]
            }
            Event::Misconfigured { failure } if self.phase.accepts_card() => {
                self.begin(Phase::Settled(Outcome::Failed(*failure)), None);
                &[]
            }
            // A failure without an attempt comes from the settings alone.
            Event::Reconfigured if self.attempt.is_none() => {
                self.phase = Phase::Editing;
                &[]
            }
            Event::Resumed { attempt } if self.may_resume() => {
                self.begin(Phase::Confirming, Some(*attempt));
                self.ask()
            }
            Event::Reset if !self.phase.is_busy() => {
                self.begin(Phase::Editing, None);
                &[Effect::WipeFields, Effect::Forget]
            }
            Event::CheckAgain if matches!(self.phase, Phase::Unclear) => {
                self.phase = Phase::Confirming;
                self.tries = 0;
                self.ask()
            }
            Event::Encrypted { attempt, .. } if self.is_encrypting(attempt) => match self.mode {
                Mode::Charge => {
                    self.phase = Phase::Charging;
                    &[Effect::WipeFields, Effect::Remember, Effect::Charge]
                }
                Mode::Cryptogram => {
                    self.phase = Phase::Settled(Outcome::Encrypted);
                    &[Effect::WipeFields, Effect::GiveCryptogram]
                }
            },
            Event::FieldsRefused { attempt, .. } if self.is_encrypting(attempt) => {
                self.begin(Phase::Editing, None);
                &[Effect::RefuseFields]
            }
            Event::EncryptionFailed { attempt, failure } if self.is_encrypting(attempt) => {
                self.phase = Phase::Settled(Outcome::Failed(*failure));
                &[]
            }
            Event::Answered { attempt, answer } if self.awaits_store(attempt) => self.learn(attempt, answer),
            Event::Refused { attempt, refusal } if self.awaits_store(attempt) => self.heed(refusal),
            Event::Unanswered { attempt } if self.awaits_store(attempt) => self.unanswered(),
            Event::ChallengeReturned { attempt } if self.is_challenging(attempt) => self.left(None),
            Event::ChallengeLeft { attempt, why } if self.is_challenging(attempt) => self.left(Some(*why)),
            // Everything else is late, about another attempt, or out of place: an old answer must move nothing.
            _ => &[],
        }
    }

    fn begin(&mut self, phase: Phase, attempt: Option<Attempt>) {
        self.phase = phase;
        self.attempt = attempt;
        self.leaving = None;
        self.tries = 0;
    }

    /// Whether an attempt of a page that was left is asked about here: not in the middle of another one, nor after the end of it all.
    #[must_use]
    pub(crate) fn may_resume(&self) -> bool {
        let paid = matches!(self.phase, Phase::Settled(Outcome::Paid { .. }));
        matches!(self.mode, Mode::Charge) && !self.phase.is_busy() && !paid
    }

    fn is_encrypting(&self, attempt: &Attempt) -> bool {
        matches!(self.phase, Phase::Encrypting) && self.is_about(attempt)
    }

    fn is_challenging(&self, attempt: &Attempt) -> bool {
        matches!(self.phase, Phase::Challenging) && self.is_about(attempt)
    }

    fn awaits_store(&self, attempt: &Attempt) -> bool {
        matches!(self.phase, Phase::Charging | Phase::Confirming | Phase::Unclear) && self.is_about(attempt)
    }

    fn is_about(&self, attempt: &Attempt) -> bool {
        self.attempt.as_ref() == Some(attempt)
    }

    /// The store's word is the truth, in whatever phase it comes.
    fn learn(&mut self, attempt: &Attempt, answer: &Answer) -> &'static [Effect] {
        if answer.attempt() != attempt.as_str() {
            return self.unanswered();
        }
        self.phase = Phase::Settled(match answer {
            Answer::Paid { transaction, .. } => Outcome::Paid { transaction: *transaction },
            Answer::Declined { transaction, reason, .. } => {
                Outcome::Declined { transaction: *transaction, reason: *reason }
            }
            Answer::Abandoned { .. } => Outcome::Abandoned(self.leaving.unwrap_or(GaveUp::NotCharged)),
            // Giving up does not reopen the bank's page: the store is asked to close the attempt once more.
            Answer::Challenge(_) if self.leaving.is_none() => {
                self.phase = Phase::Challenging;
                return &[Effect::OpenChallenge];
            }
            Answer::Challenge(_) | Answer::Pending { .. } => return self.no_result(),
        });
        &[Effect::CloseChallenge, Effect::Forget]
    }

    fn heed(&mut self, refusal: &Refusal) -> &'static [Effect] {
        if matches!(self.phase, Phase::Charging) && !refusal.charged {
            let failure = Failure::of(&refusal.code);
            self.refused.clone_from(&refusal.code);
            self.phase = Phase::Settled(Outcome::Failed(failure));
            return match failure {
                Failure::PriceChanged => &[Effect::Forget, Effect::ShowPrice],
                _ => &[Effect::Forget],
            };
        }
        if refusal.code == refusal::ATTEMPT_UNKNOWN && self.leaving.is_none() {
            // The charge may still be on its way: only a closed attempt makes it safe to say that nothing was charged.
            self.leaving = Some(GaveUp::NeverArrived);
            return self.ask();
        }
        self.unanswered()
    }

    fn unanswered(&mut self) -> &'static [Effect] {
        if matches!(self.phase, Phase::Charging) {
            // The charge was sent and may have gone through; from here on there are only questions.
            self.phase = Phase::Unclear;
        }
        self.no_result()
    }

    fn no_result(&mut self) -> &'static [Effect] {
        self.tries = self.tries.saturating_add(1);
        self.ask()
    }

    /// The bank's page is left; what that means only the store knows.
    fn left(&mut self, why: Option<GaveUp>) -> &'static [Effect] {
        self.begin(Phase::Confirming, self.attempt);
        self.leaving = why;
        match why {
            Some(_) => &[Effect::CloseChallenge, Effect::Abandon],
            None => &[Effect::CloseChallenge, Effect::AskStatus],
        }
    }

    /// Asks the store: for the result, or, when leaving, to close the attempt.
    fn ask(&mut self) -> &'static [Effect] {
        if !matches!(self.phase, Phase::Unclear) {
            self.phase = if self.tries < PATIENCE { Phase::Confirming } else { Phase::Unclear };
        }
        match self.leaving {
            _ if self.tries >= LAST_TRY => &[],
            Some(_) => &[Effect::Abandon],
            None => &[Effect::AskStatus],
        }
    }
}

/// After so many questions without a result the shopper is told that the result is unclear.
const PATIENCE: u8 = 4;

/// After so many the machine waits for the shopper to press "Check again": about ten minutes.
const LAST_TRY: u8 = 64;
