use super::{Attempt, Effect, Event, Failure, GaveUp, Outcome, Phase};
use crate::wire::{Answer, Refusal, refusal};

/// What becomes of a cryptogram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It is posted to the store's endpoint.
    Charge,
    /// It is given to the page; the machine ends there.
    Cryptogram,
}

/// The state machine of one element.
#[derive(Debug)]
pub struct Flow {
    mode: Mode,
    phase: Phase,
}

impl Flow {
    /// A machine in [`Phase::Editing`].
    #[must_use]
    pub fn new(mode: Mode) -> Self {
        Self { mode, phase: Phase::Editing }
    }

    /// Where the payment stands.
    #[must_use]
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// Sets what becomes of the next cryptogram; an attempt under way keeps its course.
    pub fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
    }

    /// Takes one event; returns what to do now, in order.
    #[must_use]
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Submitted { attempt, card } if self.phase.accepts_card() => {
                self.phase = Phase::Encrypting { attempt };
                vec![Effect::Encrypt { attempt, card }]
            }
            Event::Misconfigured { failure } if self.phase.accepts_card() => {
                self.phase = Phase::Settled { attempt: None, outcome: Outcome::Failed(failure) };
                Vec::new()
            }
            Event::Reconfigured if self.is_misconfigured() => {
                self.phase = Phase::Editing;
                Vec::new()
            }
            Event::Resumed { attempt } if self.may_resume() => self.ask(attempt, None, 0),
            Event::Reset if !self.phase.is_busy() => {
                self.phase = Phase::Editing;
                vec![Effect::WipeFields, Effect::Forget]
            }
            Event::CheckAgain => match self.phase {
                Phase::Unclear { attempt, leaving, .. } => self.ask(attempt, leaving, 0),
                _ => Vec::new(),
            },
            Event::Encrypted { attempt, cryptogram } if self.is_encrypting(&attempt) => match self.mode {
                Mode::Charge => {
                    self.phase = Phase::Charging { attempt };
                    let remember = Effect::Remember(attempt);
                    vec![Effect::WipeFields, remember, Effect::Charge { attempt, cryptogram }]
                }
                Mode::Cryptogram => {
                    self.phase = Phase::Settled { attempt: Some(attempt), outcome: Outcome::Encrypted };
                    vec![Effect::WipeFields, Effect::GiveCryptogram { cryptogram }]
                }
            },
            Event::FieldsRefused { attempt, fields } if self.is_encrypting(&attempt) => {
                self.phase = Phase::Editing;
                vec![Effect::RefuseFields(fields)]
            }
            Event::EncryptionFailed { attempt, failure } if self.is_encrypting(&attempt) => {
                self.phase = Phase::Settled { attempt: Some(attempt), outcome: Outcome::Failed(failure) };
                Vec::new()
            }
            Event::Answered { attempt, answer } if self.awaits_store(&attempt) => self.learn(attempt, answer),
            Event::Refused { attempt, refusal } if self.awaits_store(&attempt) => self.heed(attempt, refusal),
            Event::Unanswered { attempt } if self.awaits_store(&attempt) => self.unanswered(attempt),
            Event::ChallengeReturned { attempt } if self.is_challenging(&attempt) => self.ask(attempt, None, 0),
            Event::ChallengeLeft { attempt, why } if self.is_challenging(&attempt) => self.ask(attempt, Some(why), 0),
            // Everything else is late, about another attempt, or out of place: an old answer must move nothing.
            _ => Vec::new(),
        }
    }

    fn may_resume(&self) -> bool {
        let paid = matches!(self.phase, Phase::Settled { outcome: Outcome::Paid { .. }, .. });
        self.mode == Mode::Charge && !self.phase.is_busy() && !paid
    }

    fn is_misconfigured(&self) -> bool {
        // A failure without an attempt comes from the settings alone.
        matches!(self.phase, Phase::Settled { attempt: None, outcome: Outcome::Failed(_) })
    }

    fn is_encrypting(&self, of: &Attempt) -> bool {
        matches!(&self.phase, Phase::Encrypting { attempt } if attempt == of)
    }

    fn is_challenging(&self, of: &Attempt) -> bool {
        matches!(&self.phase, Phase::Challenging { attempt } if attempt == of)
    }

    fn awaits_store(&self, of: &Attempt) -> bool {
        match &self.phase {
            Phase::Charging { attempt } | Phase::Confirming { attempt, .. } | Phase::Unclear { attempt, .. } => {
                attempt == of
            }
            _ => false,
        }
    }

    /// The store's word is the truth, in whatever phase it comes.
    fn learn(&mut self, attempt: Attempt, answer: Answer) -> Vec<Effect> {
        if answer.attempt() != attempt.as_str() {
            return self.unanswered(attempt);
        }
        let outcome = match answer {
            Answer::Paid { transaction, .. } => Outcome::Paid { transaction },
            Answer::Declined { transaction, reason, .. } => Outcome::Declined { transaction, reason },
            Answer::Abandoned { .. } => Outcome::Abandoned(self.leaving().unwrap_or(GaveUp::Cancelled)),
            Answer::Pending { .. } => return self.no_result(attempt),
            // Giving up does not reopen the bank's page: the store is asked to close the attempt once more.
            Answer::Challenge(_) if self.leaving().is_some() => return self.no_result(attempt),
            Answer::Challenge(challenge) => {
                self.phase = Phase::Challenging { attempt };
                return vec![Effect::OpenChallenge(challenge)];
            }
        };
        self.phase = Phase::Settled { attempt: Some(attempt), outcome };
        vec![Effect::CloseChallenge, Effect::Forget]
    }

    fn heed(&mut self, attempt: Attempt, refusal: Refusal) -> Vec<Effect> {
        if matches!(self.phase, Phase::Charging { .. }) && !refusal.charged {
            let failure = Failure::of(refusal);
            let mut effects = vec![Effect::Forget];
            if let Failure::PriceChanged { amount } = &failure {
                effects.push(Effect::ShowPrice { amount: amount.clone() });
            }
            self.phase = Phase::Settled { attempt: Some(attempt), outcome: Outcome::Failed(failure) };
            return effects;
        }
        if refusal.code == refusal::ATTEMPT_UNKNOWN && self.leaving().is_none() {
            // The charge may still be on its way: only a closed attempt makes it safe to say that nothing was charged.
            return self.ask(attempt, Some(GaveUp::NeverArrived), self.tries());
        }
        self.unanswered(attempt)
    }

    fn unanswered(&mut self, attempt: Attempt) -> Vec<Effect> {
        if matches!(self.phase, Phase::Charging { .. }) {
            // The charge was sent and may have gone through; from here on there are only questions.
            self.phase = Phase::Unclear { attempt, leaving: None, tries: 0 };
        }
        self.no_result(attempt)
    }

    fn no_result(&mut self, attempt: Attempt) -> Vec<Effect> {
        self.ask(attempt, self.leaving(), self.tries().saturating_add(1))
    }

    /// Asks the store for the `tries`-th time: for the result, or, when `leaving`, to close the attempt.
    fn ask(&mut self, attempt: Attempt, leaving: Option<GaveUp>, tries: u8) -> Vec<Effect> {
        let mut effects = Vec::new();
        if matches!(self.phase, Phase::Challenging { .. }) {
            effects.push(Effect::CloseChallenge);
        }
        let unclear = matches!(self.phase, Phase::Unclear { .. }) || tries >= PATIENCE;
        if tries < LAST_TRY {
            let wait_ms = pause_ms(tries);
            effects.push(match leaving {
                Some(_) => Effect::Abandon { attempt, wait_ms },
                None => Effect::AskStatus { attempt, wait_ms },
            });
        }
        self.phase = if unclear {
            Phase::Unclear { attempt, leaving, tries }
        } else {
            Phase::Confirming { attempt, leaving, tries }
        };
        effects
    }

    fn leaving(&self) -> Option<GaveUp> {
        match self.phase {
            Phase::Confirming { leaving, .. } | Phase::Unclear { leaving, .. } => leaving,
            _ => None,
        }
    }

    fn tries(&self) -> u8 {
        match self.phase {
            Phase::Confirming { tries, .. } | Phase::Unclear { tries, .. } => tries,
            _ => 0,
        }
    }
}

/// Pause before a question: none before the first, then 1, 2, 3, five times 5, from there 10 seconds.
fn pause_ms(tries: u8) -> u32 {
    match tries {
        0 => 0,
        1..=3 => u32::from(tries) * 1_000,
        4..=8 => 5_000,
        _ => 10_000,
    }
}

/// After so many questions without a result the shopper is told that the result is unclear.
const PATIENCE: u8 = 4;

/// After so many the machine waits for the shopper to press "Check again": about ten minutes.
const LAST_TRY: u8 = 64;
