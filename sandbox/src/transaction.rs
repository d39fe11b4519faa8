//! One operation of the gateway: a payment or a refund.

use cloudpayments_checkout::money::Amount;

use crate::{
    card::{CardSummary, Plan},
    culture::Culture,
    money,
    reason::Reason,
};

/// An operation and everything the API tells of it.
#[derive(Debug, Clone)]
pub(crate) struct Transaction {
    /// Above 2^32, as in production.
    pub(crate) id: u64,
    /// Payment or refund.
    pub(crate) operation: Operation,
    /// One step (charge) or two (auth, then confirm).
    pub(crate) two_step: bool,
    pub(crate) status: Status,
    pub(crate) amount: Amount,
    pub(crate) order: Order,
    pub(crate) card: CardSummary,
    /// What the issuer will say.
    pub(crate) plan: Plan,
    /// Why it was declined.
    pub(crate) reason: Option<Reason>,
    pub(crate) created_ms: i64,
    pub(crate) authorised_ms: Option<i64>,
    pub(crate) confirmed_ms: Option<i64>,
    pub(crate) token: Option<String>,
    /// The sum of all refunds so far.
    pub(crate) refunded: Option<Amount>,
}

/// What the store's request said about the payment, handed back in every answer and webhook.
#[derive(Debug, Clone, Default)]
pub(crate) struct Order {
    pub(crate) ip_address: String,
    pub(crate) name: Option<String>,
    pub(crate) invoice_id: Option<String>,
    pub(crate) account_id: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) json_data: Option<String>,
    pub(crate) payment_url: Option<String>,
    pub(crate) culture_name: Option<String>,
}

impl Order {
    /// The language of the shopper's messages.
    pub(crate) fn culture(&self) -> Culture {
        Culture::of(self.culture_name.as_deref())
    }
}

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    Payment,
    /// Gives back (part of) the payment with this id.
    Refund {
        of: u64,
    },
}

/// The five documented statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    AwaitingAuthentication,
    Authorized,
    Completed,
    Cancelled,
    Declined,
}

impl Status {
    /// The value of `Status`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::AwaitingAuthentication => "AwaitingAuthentication",
            Self::Authorized => "Authorized",
            Self::Completed => "Completed",
            Self::Cancelled => "Cancelled",
            Self::Declined => "Declined",
        }
    }

    /// The value of `StatusCode`.
    pub(crate) fn code(self) -> u32 {
        match self {
            Self::AwaitingAuthentication => 1,
            Self::Authorized => 2,
            Self::Completed => 3,
            Self::Cancelled => 4,
            Self::Declined => 5,
        }
    }
}

impl Transaction {
    /// The issuer has spoken: money is held or taken, or the payment is declined.
    pub(crate) fn settle(&mut self, decline: Option<Reason>, now_ms: i64, token: Option<String>) {
        self.reason = decline;
        if decline.is_some() {
            self.status = Status::Declined;
            return;
        }
        self.authorised_ms = Some(now_ms);
        self.token = token;
        if self.two_step {
            self.status = Status::Authorized;
        } else {
            self.status = Status::Completed;
            self.confirmed_ms = Some(now_ms);
        }
    }

    /// Whether the issuer agreed, at whatever stage it is now.
    pub(crate) fn is_approved(&self) -> bool {
        matches!(self.status, Status::Authorized | Status::Completed | Status::Cancelled)
    }

    /// What a refund may still give back; None when nothing is left.
    pub(crate) fn refundable(&self) -> Option<Amount> {
        match self.refunded {
            None => Some(self.amount),
            Some(refunded) => money::less(self.amount, refunded),
        }
    }
}
