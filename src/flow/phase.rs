use super::{Attempt, GaveUp, Outcome};

/// Where the payment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// The form is open; nothing is under way.
    Editing,
    /// The provider's script is making the cryptogram; nothing has been sent.
    Encrypting {
        /// The attempt.
        attempt: Attempt,
    },
    /// The charge is with the store.
    Charging {
        /// The attempt.
        attempt: Attempt,
    },
    /// The bank's page is open.
    Challenging {
        /// The attempt.
        attempt: Attempt,
    },
    /// The store is being asked for the result.
    Confirming {
        /// The attempt.
        attempt: Attempt,
        /// Set where the attempt is being given up.
        leaving: Option<GaveUp>,
        /// Questions without a result so far.
        tries: u8,
    },
    /// A charge was sent and its result is not known. It may have gone through: never send again, ask.
    Unclear {
        /// The attempt.
        attempt: Attempt,
        /// Set where the attempt is being closed.
        leaving: Option<GaveUp>,
        /// Questions without a result so far.
        tries: u8,
    },
    /// The end of an attempt.
    Settled {
        /// The attempt, where one was begun.
        attempt: Option<Attempt>,
        /// How it ended.
        outcome: Outcome,
    },
}

impl Phase {
    /// The phase's name as JavaScript sees it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Editing => "editing",
            Self::Encrypting { .. } => "encrypting",
            Self::Charging { .. } => "charging",
            Self::Challenging { .. } => "challenging",
            Self::Confirming { .. } => "confirming",
            Self::Unclear { .. } => "unclear",
            Self::Settled { .. } => "settled",
        }
    }

    /// The attempt it is about, where there is one.
    #[must_use]
    pub fn attempt(&self) -> Option<Attempt> {
        match self {
            Self::Editing => None,
            Self::Encrypting { attempt }
            | Self::Charging { attempt }
            | Self::Challenging { attempt }
            | Self::Confirming { attempt, .. }
            | Self::Unclear { attempt, .. } => Some(*attempt),
            Self::Settled { attempt, .. } => *attempt,
        }
    }

    /// Whether Pay may be pressed.
    #[must_use]
    pub fn accepts_card(&self) -> bool {
        match self {
            Self::Editing => true,
            Self::Settled { outcome, .. } => outcome.allows_another_try(),
            _ => false,
        }
    }

    /// Whether something is under way that the shopper waits for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !matches!(self, Self::Editing | Self::Settled { .. })
    }
}
