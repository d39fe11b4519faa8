//! A [`Refusal`] on its way out, with the status its code comes with.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use cloudpayments_checkout::wire::{Refusal, refusal};

use crate::books::Trouble;

/// Why a request about a payment gets no answer.
#[derive(Debug, Clone)]
pub(super) struct Refused(Refusal);

impl Refused {
    /// A refusal that charged nothing and never will.
    pub(super) fn new(code: &str, message: impl Into<String>) -> Self {
        Self(Refusal { code: code.to_owned(), message: message.into(), charged: false, amount: None })
    }

    /// The same for an attempt that may be charged all the same, by another request.
    pub(super) fn but_maybe_charged(mut self) -> Self {
        self.0.charged = true;
        self
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(refusal::BAD_REQUEST, message)
    }

    pub(super) fn order_unknown() -> Self {
        Self::new(refusal::ORDER_UNKNOWN, "no such order; the shopper needs a new one from the store")
    }

    pub(super) fn too_many() -> Self {
        Self::new(refusal::TOO_MANY, "this order has had too many attempts; the shopper needs a new order")
    }

    /// No token, or none that fits; nothing was done.
    pub(super) fn token_invalid(message: &str) -> Self {
        Self::new(refusal::TOKEN_INVALID, message)
    }

    /// The refusal written in the books for an attempt; `amount` is the order's, as the wire has it.
    pub(super) fn recorded(code: &str, amount: String) -> Self {
        let mut refused = Self::new(
            code,
            match code {
                refusal::ORDER_PAID => "the order is paid already, by another attempt",
                refusal::ORDER_BUSY => "another attempt of this order is still open; wait for its end or give it up",
                refusal::PRICE_CHANGED => {
                    "the shopper was shown another amount than the order's; show them `amount` and let them decide"
                }
                refusal::GATEWAY_REFUSED => {
                    "the gateway refused the request itself; the store's developer finds its words in the store's log"
                }
                refusal::TOO_MANY => {
                    "too many attempts in a short time, at this order or from this address; wait a minute"
                }
                _ => "the gateway could not be reached; nothing was sent, try again later",
            },
        );
        if code == refusal::PRICE_CHANGED {
            refused.0.amount = Some(amount);
        }
        refused
    }
}

/// The database failed: what it holds about the attempt is unknown, so nothing is promised.
impl From<Trouble> for Refused {
    fn from(trouble: Trouble) -> Self {
        tracing::error!("database: {trouble}");
        Self::new(refusal::UNAVAILABLE, "the store's database does not answer; ask again").but_maybe_charged()
    }
}

/// No random numbers, no attempt.
impl From<getrandom::Error> for Refused {
    fn from(wrong: getrandom::Error) -> Self {
        tracing::error!("random numbers: {wrong}");
        Self::new(refusal::UNAVAILABLE, "the store has no random numbers; nothing was sent")
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (status(&self.0.code), Json(self.0)).into_response()
    }
}

fn status(code: &str) -> StatusCode {
    match code {
        refusal::BAD_REQUEST => StatusCode::BAD_REQUEST,
        refusal::TOKEN_INVALID => StatusCode::UNAUTHORIZED,
        refusal::ORDER_UNKNOWN | refusal::ATTEMPT_UNKNOWN => StatusCode::NOT_FOUND,
        refusal::ORDER_PAID
        | refusal::ORDER_BUSY
        | refusal::PRICE_CHANGED
        | refusal::ATTEMPT_CONFLICT
        | refusal::ATTEMPT_CLOSED => StatusCode::CONFLICT,
        refusal::GATEWAY_REFUSED => StatusCode::BAD_GATEWAY,
        refusal::TOO_MANY => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    }
}
