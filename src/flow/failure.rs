use crate::wire::refusal;

/// Why an attempt failed with nothing charged. A table: code, who can act, whether another press of Pay may help.
///
/// ```
/// use cloudpayments_checkout::flow::{Failure, Fault};
///
/// let failure = Failure::of("store.order_paid");
/// assert_eq!((failure, failure.code()), (Failure::OrderPaid, "store.order_paid"));
/// assert!(!failure.retry());
/// assert_eq!(Failure::ScriptBlocked.fault(), Fault::Network);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// The element's `endpoint` is no address.
    Endpoint,
    /// The store does not know the order.
    OrderUnknown,
    /// The order is paid already.
    OrderPaid,
    /// Another attempt of the order is still open.
    OrderBusy,
    /// The price is another now.
    PriceChanged,
    /// Too many attempts.
    TooMany,
    /// The payment service does not accept what the store sends.
    GatewayRefused,
    /// The store cannot take payments just now, or refused for a reason of its own: its code is [`Flow::code`](super::Flow::code).
    Store,
}

/// Who can act on a failure.
///
/// ```
/// assert_eq!(cloudpayments_checkout::flow::Fault::Bank.as_str(), "bank");
/// ```
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
    /// What a store's refusal that charged nothing means here, by its code.
    #[must_use]
    pub fn of(code: &str) -> Self {
        for failure in REFUSALS {
            if failure.code() == code {
                return failure;
            }
        }
        Self::Store
    }

    /// The stable code, as in `CheckoutError.code`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ScriptBlocked => "script.blocked",
            Self::ScriptTimeout => "script.timeout",
            Self::ScriptWrong => "script.wrong_content",
            Self::CryptogramTimeout => "cryptogram.timeout",
            Self::CryptogramFailed => "cryptogram.failed",
            Self::PublicId => "config.public_id",
            Self::Amount => "config.amount",
            Self::Order => "config.order",
            Self::Endpoint => "config.endpoint",
            Self::OrderUnknown => refusal::ORDER_UNKNOWN,
            Self::OrderPaid => refusal::ORDER_PAID,
            Self::OrderBusy => refusal::ORDER_BUSY,
            Self::PriceChanged => refusal::PRICE_CHANGED,
            Self::TooMany => refusal::TOO_MANY,
            Self::GatewayRefused => refusal::GATEWAY_REFUSED,
            Self::Store => refusal::UNAVAILABLE,
        }
    }

    /// Who can act.
    #[must_use]
    pub fn fault(self) -> Fault {
        match self {
            Self::ScriptBlocked | Self::ScriptTimeout | Self::CryptogramTimeout => Fault::Network,
            Self::ScriptWrong | Self::CryptogramFailed => Fault::Component,
            Self::PriceChanged | Self::OrderPaid | Self::OrderBusy | Self::TooMany => Fault::Shopper,
            Self::PublicId
            | Self::Amount
            | Self::Order
            | Self::Endpoint
            | Self::OrderUnknown
            | Self::GatewayRefused
            | Self::Store => Fault::Store,
        }
    }

    /// Whether another press of Pay may help.
    #[must_use]
    pub fn retry(self) -> bool {
        !matches!(
            self,
            Self::OrderPaid | Self::OrderUnknown | Self::PublicId | Self::Amount | Self::Order | Self::Endpoint
        )
    }
}

/// What a store can say with a code of its own.
const REFUSALS: [Failure; 6] = [
    Failure::OrderUnknown,
    Failure::OrderPaid,
    Failure::OrderBusy,
    Failure::PriceChanged,
    Failure::TooMany,
    Failure::GatewayRefused,
];
