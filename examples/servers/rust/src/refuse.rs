//! A refusal in the contract's words.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use cloudpayments_checkout::money::Amount;
use cloudpayments_checkout::wire::{Refusal, refusal};

/// Why nothing was done, with the status it is told by.
#[derive(Debug)]
pub(crate) struct Refused(StatusCode, Refusal);

impl Refused {
    /// Nothing was charged.
    pub(crate) fn new(status: StatusCode, code: &str, message: &str) -> Self {
        Self(status, Refusal { code: code.to_owned(), message: message.to_owned(), charged: false, amount: None })
    }

    /// Its charge request has not come, and may yet.
    pub(crate) fn attempt_unknown() -> Self {
        Self::new(StatusCode::NOT_FOUND, refusal::ATTEMPT_UNKNOWN, "there is no such attempt").perhaps_charged()
    }

    /// What became of the attempt is not said by this: the element asks.
    pub(crate) fn perhaps_charged(mut self) -> Self {
        self.1.charged = true;
        self
    }

    /// With the price that is right.
    pub(crate) fn with_price(mut self, price: Amount) -> Self {
        self.1.amount = Some(price.wire());
        self
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.0, Json(self.1)).into_response()
    }
}
