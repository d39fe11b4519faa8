use crate::wire::{Refusal, refusal};

/// Why an attempt failed with nothing charged. A table: code, who can act, whether another press of Pay may help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The provider's script could not be loaded: blocked, offline, or refused by the page's policy.
    ScriptBlocked,
    /// The provider's script did not load within the limit.
    ScriptTimeout,
    /// What was loaded is not the provider's script.
    ScriptWrong,
    /// The provider's script did not answer within the limit.
    CryptogramTimeout,
    /// The provider's script failed in a way of its own.
    CryptogramFailed,
    /// The element's `public-id` is missing or refused.
    PublicId,
    /// The element's `amount` is missing or no amount.
    Amount,
    /// The element's `order` is missing.
    Order,
    /// The store does not know the order.
    OrderUnknown,
    /// The order is paid already.
    OrderPaid,
    /// Another attempt of the order is still open.
    OrderBusy,
    /// The price is another now.
    PriceChanged {
        /// The store's amount, as on the wire.
        amount: String,
    },
    /// Too many attempts.
    TooMany,
    /// The store cannot take payments just now, or refused for a reason of its own.
    Store {
        /// The store's code.
        code: String,
    },
}

/// Who can act on a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The person with the card.
    Shopper,
    /// The store's developer or server.
    Store,
    /// The issuing bank.
    Bank,
    /// The connection, an ad blocker, a policy.
    Network,
    /// This component.
    Component,
}

impl Fault {
    /// `shopper`, `store`, `bank`, `network` or `component`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shopper => "shopper",
            Self::Store => "store",
            Self::Bank => "bank",
            Self::Network => "network",
            Self::Component => "component",
        }
    }
}

impl Failure {
    /// What a store's refusal that charged nothing means here.
    #[must_use]
    pub fn of(refusal: Refusal) -> Self {
        match (refusal.code.as_str(), refusal.amount) {
            (refusal::ORDER_UNKNOWN, _) => Self::OrderUnknown,
            (refusal::ORDER_PAID, _) => Self::OrderPaid,
            (refusal::ORDER_BUSY, _) => Self::OrderBusy,
            (refusal::PRICE_CHANGED, Some(amount)) => Self::PriceChanged { amount },
            (refusal::TOO_MANY, _) => Self::TooMany,
            _ => Self::Store { code: refusal.code },
        }
    }

    /// The stable code, as in `CheckoutError.code`.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::ScriptBlocked => "script.blocked",
            Self::ScriptTimeout => "script.timeout",
            Self::ScriptWrong => "script.wrong_content",
            Self::CryptogramTimeout => "cryptogram.timeout",
            Self::CryptogramFailed => "cryptogram.failed",
            Self::PublicId => "config.public_id",
            Self::Amount => "config.amount",
            Self::Order => "config.order",
            Self::OrderUnknown => refusal::ORDER_UNKNOWN,
            Self::OrderPaid => refusal::ORDER_PAID,
            Self::OrderBusy => refusal::ORDER_BUSY,
            Self::PriceChanged { .. } => refusal::PRICE_CHANGED,
            Self::TooMany => refusal::TOO_MANY,
            Self::Store { code } => code,
        }
    }

    /// Who can act.
    #[must_use]
    pub fn fault(&self) -> Fault {
        match self {
            Self::ScriptBlocked | Self::ScriptTimeout | Self::CryptogramTimeout => Fault::Network,
            Self::ScriptWrong | Self::CryptogramFailed => Fault::Component,
            Self::PriceChanged { .. } | Self::OrderPaid | Self::OrderBusy | Self::TooMany => Fault::Shopper,
            Self::PublicId | Self::Amount | Self::Order | Self::OrderUnknown | Self::Store { .. } => Fault::Store,
        }
    }

    /// Whether another press of Pay may help.
    #[must_use]
    pub fn retry(&self) -> bool {
        !matches!(self, Self::OrderPaid | Self::OrderUnknown | Self::PublicId | Self::Amount | Self::Order)
    }
}
