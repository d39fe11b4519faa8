//! The sandbox's routes by name: what the faults table is keyed by.

use serde::{Deserialize, Serialize};

/// One route that answers a store or its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Endpoint {
    /// `GET /checkout.js`
    Script,
    /// `GET /bins/info`
    Bins,
    /// `GET /payments/publickey`
    PublicKey,
    /// `POST /test`
    Test,
    /// `POST /payments/cards/charge`, one step
    Charge,
    /// `POST /payments/cards/auth`, two steps
    Auth,
    /// `POST /payments/cards/post3ds`
    Post3ds,
    /// `POST /payments/get`
    Get,
    /// `POST /payments/find`, payments only
    Find,
    /// `POST /v2/payments/find`, refunds too
    FindV2,
    /// `POST /payments/confirm`
    Confirm,
    /// `POST /payments/void`
    Void,
    /// `POST /payments/refund`
    Refund,
    /// `POST /acs`, where the bank is reached
    Acs,
    /// `/acs/{page}`, the bank's page and the code typed into it
    AcsPage,
    /// The notices to the store: a request of ours, not a route
    Webhook,
}

impl Endpoint {
    /// The documented path; a webhook's is the store's affair.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Script => "/checkout.js",
            Self::Bins => "/bins/info",
            Self::PublicKey => "/payments/publickey",
            Self::Test => "/test",
            Self::Charge => "/payments/cards/charge",
            Self::Auth => "/payments/cards/auth",
            Self::Post3ds => "/payments/cards/post3ds",
            Self::Get => "/payments/get",
            Self::Find => "/payments/find",
            Self::FindV2 => "/v2/payments/find",
            Self::Confirm => "/payments/confirm",
            Self::Void => "/payments/void",
            Self::Refund => "/payments/refund",
            Self::Acs => "/acs",
            Self::AcsPage => "/acs/{page}",
            Self::Webhook => "/webhooks",
        }
    }

    /// The routes behind Basic auth, called by the store's server.
    pub const API: [Self; 10] = [
        Self::Test,
        Self::Charge,
        Self::Auth,
        Self::Post3ds,
        Self::Get,
        Self::Find,
        Self::FindV2,
        Self::Confirm,
        Self::Void,
        Self::Refund,
    ];

    /// Whether an answer here can carry a reason code.
    #[must_use]
    pub fn decides(self) -> bool {
        matches!(self, Self::Charge | Self::Auth | Self::Post3ds)
    }
}
