use super::Outcome;

/// Where the payment stands.
///
/// ```
/// use cloudpayments_checkout::flow::Phase;
///
/// assert_eq!(Phase::Charging.name(), "charging");
/// assert!(Phase::Charging.is_busy() && !Phase::Charging.accepts_card());
/// assert!(Phase::Editing.accepts_card() && !Phase::Editing.is_done());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The form is open; nothing is under way.
    Editing,
    /// The provider's script is making the cryptogram; nothing has been sent.
    Encrypting,
    /// The charge is with the store.
    Charging,
    /// The bank's page is open.
    Challenging,
    /// The store is being asked for the result.
    Confirming,
    /// A charge was sent and its result is not known. It may have gone through: never send again, ask.
    Unclear,
    /// The end of an attempt.
    Settled(Outcome),
}

impl Phase {
    /// The phase's name as JavaScript sees it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Editing => "editing",
            Self::Encrypting => "encrypting",
            Self::Charging => "charging",
            Self::Challenging => "challenging",
            Self::Confirming => "confirming",
            Self::Unclear => "unclear",
            Self::Settled(_) => "settled",
        }
    }

    /// Whether Pay may be pressed.
    #[must_use]
    pub fn accepts_card(self) -> bool {
        match self {
            Self::Editing => true,
            Self::Settled(outcome) => outcome.allows_another_try(),
            _ => false,
        }
    }

    /// Whether the card has done its work: it is paid, or encrypted for the page.
    #[must_use]
    pub fn is_done(self) -> bool {
        matches!(self, Self::Settled(Outcome::Paid { .. } | Outcome::Encrypted))
    }

    /// Whether something is under way that the shopper waits for.
    #[must_use]
    pub fn is_busy(self) -> bool {
        !matches!(self, Self::Editing | Self::Settled(_))
    }
}
