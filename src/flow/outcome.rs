use super::Failure;

/// How an attempt ended.
///
/// ```
/// use cloudpayments_checkout::flow::{Failure, Outcome};
///
/// assert!(!Outcome::Paid { transaction: 9 }.allows_another_try());
/// assert!(Outcome::Failed(Failure::ScriptTimeout).allows_another_try());
/// assert_eq!(Outcome::Failed(Failure::OrderBusy).code(), "store.order_busy");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The store's server said the order is paid.
    Paid {
        /// The gateway's TransactionId.
        transaction: u64,
    },
    /// The bank or the gateway said no; nothing was taken.
    Declined {
        /// The gateway's TransactionId, where there is one.
        transaction: Option<u64>,
        /// CloudPayments reason code; 0 where none was given.
        reason: u32,
    },
    /// The attempt was closed before money could move.
    Abandoned(GaveUp),
    /// Something of ours or the store's failed before anything was charged.
    Failed(Failure),
    /// Without an endpoint: the cryptogram was handed to the page, which charges it.
    Encrypted,
}

impl Outcome {
    /// Whether Pay may be pressed again after it.
    #[must_use]
    pub fn allows_another_try(self) -> bool {
        match self {
            Self::Paid { .. } => false,
            Self::Failed(failure) => failure.retry(),
            Self::Declined { .. } | Self::Abandoned(_) | Self::Encrypted => true,
        }
    }

    /// The stable code of an end other than paid, as in `CheckoutError.code`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Declined { .. } => "bank.declined",
            Self::Abandoned(why) => why.code(),
            Self::Failed(failure) => failure.code(),
            Self::Paid { .. } | Self::Encrypted => "",
        }
    }
}

/// Why the bank's page was left, or the attempt closed.
///
/// ```
/// use cloudpayments_checkout::flow::{GaveUp, Outcome};
///
/// assert!(GaveUp::ALL.iter().all(|why| Outcome::Abandoned(*why).code() == why.code()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GaveUp {
    /// The shopper pressed Cancel.
    Cancelled,
    /// The bank's page did not come back within the limit.
    TimedOut,
    /// The page's own policy, or the bank's, kept the bank's page from opening.
    Blocked,
    /// The answer held no address a bank's page may have (https).
    BadAddress,
    /// The charge request never reached the store, which has now closed the attempt.
    NeverArrived,
    /// Nobody here gave up: the store found that nothing was charged and closed the attempt, or another page did.
    NotCharged,
}

impl GaveUp {
    /// Every reason, in the order of `three_ds/challenge.js`.
    pub const ALL: [Self; 6] =
        [Self::Cancelled, Self::TimedOut, Self::Blocked, Self::BadAddress, Self::NeverArrived, Self::NotCharged];

    /// The stable code of it, as in `CheckoutError.code`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Cancelled => "challenge.cancelled",
            Self::TimedOut => "challenge.timeout",
            Self::Blocked => "challenge.blocked",
            Self::BadAddress => "acs.url_invalid",
            Self::NeverArrived => "store.unreachable",
            Self::NotCharged => "store.not_charged",
        }
    }
}
