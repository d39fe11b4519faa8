//! The JSON between the component and the store's server; the `store` crate uses the same types.
//!
//! ```text
//! POST {endpoint}                        ChargeRequest  -> Answer      charge one attempt
//! GET  {endpoint}/{attempt}?order=A-1042 StatusRequest  -> Answer      what became of it
//! POST {endpoint}/{attempt}/abandon      AbandonRequest -> Answer      close it, unless the bank has answered
//! anything that is no Answer                            -> Refusal     with a 4xx or 5xx status
//! ```
//!
//! An [`Answer`] always comes with status 200. A [`Refusal`] whose [`Refusal::charged`] is `false`, whatever its status, says that
//! this request charged nothing and never will. Everything else (no answer, `charged: true`, whatever status without our JSON)
//! leaves the outcome unknown: ask by GET, never send again.

use core::fmt;

use serde::{Deserialize, Serialize};

/// What the component posts to charge one attempt. The store charges its own price, never `amount`.
///
/// `Debug` leaves the cryptogram and the holder out: this may be logged whole.
///
/// ```
/// use cloudpayments_checkout::wire::ChargeRequest;
///
/// let request: ChargeRequest = serde_json::from_str(
///     r#"{"attempt":"000102030405060708090a0b0c0d0e0f","order":"A-1042","amount":"12500.00","currency":"KZT","cryptogram":"eyJ","lang":"kk"}"#,
/// )?;
/// assert_eq!((request.order.as_str(), request.holder), ("A-1042", None));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChargeRequest {
    /// The attempt's id: 32 lower-case hex digits (128 random bits), made anew for each press of Pay. It is the idempotency key.
    pub attempt: String,
    /// The store's order, as in the element's `order` attribute.
    pub order: String,
    /// The amount the shopper was shown: a decimal with a dot and two digits, `12500.00`.
    pub amount: String,
    /// ISO 4217 code in capitals, `KZT`.
    pub currency: String,
    /// The packet made by the provider's script. Never stored, never logged.
    pub cryptogram: String,
    /// The holder's name in Latin letters, absent where the form does not ask for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// The shopper's language: `kk`, `ru` or `en`.
    pub lang: String,
}

impl fmt::Debug for ChargeRequest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("ChargeRequest")
            .field("attempt", &self.attempt)
            .field("order", &self.order)
            .field("amount", &self.amount)
            .field("currency", &self.currency)
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

/// What the component adds to a question about an attempt. A link may bring another order's: to whoever asks for this one it is unknown.
///
/// ```
/// use cloudpayments_checkout::wire::StatusRequest;
///
/// let StatusRequest { order } = serde_json::from_str(r#"{"order":"A-1042"}"#)?;
/// assert_eq!(order.as_deref(), Some("A-1042"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusRequest {
    /// The store's order; absent where a server asks, to which any order's attempt is of interest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
}

/// What the component posts to give an attempt up. `order` lets the store close an attempt whose charge request never arrived.
///
/// ```
/// use cloudpayments_checkout::wire::AbandonRequest;
///
/// let AbandonRequest { order } = serde_json::from_str(r#"{"order":"A-1042"}"#)?;
/// assert_eq!(order, "A-1042");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbandonRequest {
    /// The store's order.
    pub order: String,
}

/// What became of an attempt.
///
/// ```
/// use cloudpayments_checkout::wire::Answer;
///
/// let answer = Answer::Pending { attempt: "000102030405060708090a0b0c0d0e0f".to_owned() };
/// assert_eq!(answer.attempt(), "000102030405060708090a0b0c0d0e0f");
/// assert!(serde_json::to_string(&answer)?.contains(r#""status":"pending""#));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "lowercase", rename_all_fields = "camelCase")]
pub enum Answer {
    /// Money is taken (or held, where the store charges in two steps).
    Paid {
        /// The attempt this is about.
        attempt: String,
        /// The gateway's TransactionId; above 2^32 in production.
        transaction: u64,
    },
    /// Refused by the bank or the gateway: nothing is taken.
    Declined {
        /// The attempt this is about.
        attempt: String,
        /// The gateway's TransactionId, where there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        transaction: Option<u64>,
        /// CloudPayments reason code, `5051`; 0 where the gateway gave none.
        reason: u32,
    },
    /// The issuer wants 3-D Secure.
    Challenge(Challenge),
    /// Sent to the gateway, no result yet: ask again.
    Pending {
        /// The attempt this is about.
        attempt: String,
    },
    /// Closed before money could move: it never will for this attempt.
    Abandoned {
        /// The attempt this is about.
        attempt: String,
    },
}

impl Answer {
    /// The attempt this is about.
    #[must_use]
    pub fn attempt(&self) -> &str {
        match self {
            Self::Paid { attempt, .. }
            | Self::Declined { attempt, .. }
            | Self::Pending { attempt }
            | Self::Abandoned { attempt } => attempt,
            Self::Challenge(challenge) => &challenge.attempt,
        }
    }
}

/// What the browser posts to the bank's page, and where the bank's answer goes.
///
/// ```
/// use cloudpayments_checkout::wire::{Answer, Challenge};
///
/// let answer = Answer::Challenge(Challenge { md: "504".to_owned(), frame: true, ..Challenge::default() });
/// assert!(serde_json::to_string(&answer)?.contains(r#""status":"challenge""#));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Challenge {
    /// The attempt this is about.
    pub attempt: String,
    /// The bank's page (ACS): https, or a loopback address in development.
    pub acs_url: String,
    /// The bank's field `PaReq`, opaque.
    pub pa_req: String,
    /// The bank's field `MD`: the TransactionId.
    pub md: String,
    /// The store's address the bank posts `MD` and `PaRes` to; holds an unguessable token.
    pub term_url: String,
    /// Whether the bank's page may stand in a frame (`IFrameIsAllowed`).
    pub frame: bool,
}

/// Why the store's server will not, or cannot, do what was asked.
///
/// ```
/// use cloudpayments_checkout::wire::{Refusal, refusal};
///
/// let refusal = Refusal {
///     code: refusal::ORDER_PAID.to_owned(),
///     message: "order A-1042 is paid; nothing to do".to_owned(),
///     charged: false,
///     amount: None,
/// };
/// assert!(serde_json::to_string(&refusal)?.contains(r#""code":"store.order_paid""#));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Stable code, one of [`refusal`]'s.
    pub code: String,
    /// One sentence in English for the developer: found, wanted, who can act. Holds no card data.
    pub message: String,
    /// `false`: this attempt charged nothing and never will. `true`: it may have; ask by GET.
    pub charged: bool,
    /// With `store.price_changed`: the store's own amount now, as in [`ChargeRequest::amount`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
}

/// The codes a [`Refusal`] carries, with the HTTP status each comes with.
///
/// ```
/// use cloudpayments_checkout::wire::refusal;
///
/// fn status(code: &str) -> u16 {
///     match code {
///         refusal::TOKEN_INVALID => 401,
///         refusal::ORDER_UNKNOWN | refusal::ATTEMPT_UNKNOWN => 404,
///         refusal::ORDER_PAID | refusal::ORDER_BUSY | refusal::PRICE_CHANGED => 409,
///         refusal::ATTEMPT_CONFLICT | refusal::ATTEMPT_CLOSED => 409,
///         refusal::TOO_MANY => 429,
///         refusal::GATEWAY_REFUSED => 502,
///         refusal::UNAVAILABLE => 503,
///         _ => 400,
///     }
/// }
/// assert_eq!(status(refusal::BAD_REQUEST), 400);
/// ```
pub mod refusal {
    /// 400: the body is not the JSON wanted.
    pub const BAD_REQUEST: &str = "store.bad_request";
    /// 401: a request of another origin has no order token, or none that fits the order; the store's page must fetch a new one.
    pub const TOKEN_INVALID: &str = "store.token_invalid";
    /// 404: no such order.
    pub const ORDER_UNKNOWN: &str = "store.order_unknown";
    /// 404: no such attempt; the charge request has not arrived (yet).
    pub const ATTEMPT_UNKNOWN: &str = "store.attempt_unknown";
    /// 409: the order is paid already, by another attempt.
    pub const ORDER_PAID: &str = "store.order_paid";
    /// 409: another attempt of this order is still open.
    pub const ORDER_BUSY: &str = "store.order_busy";
    /// 409: the shopper was shown another amount than the store's.
    pub const PRICE_CHANGED: &str = "store.price_changed";
    /// 409: this attempt was sent before, with another body.
    pub const ATTEMPT_CONFLICT: &str = "store.attempt_conflict";
    /// 409: this attempt was given up before it came.
    pub const ATTEMPT_CLOSED: &str = "store.attempt_closed";
    /// 502 with `charged: false`: the gateway refused the request itself (its answer has no Model): the store's developer must act.
    pub const GATEWAY_REFUSED: &str = "store.gateway_refused";
    /// 503 with `charged: false`: the store cannot take payments just now; nothing was sent.
    pub const UNAVAILABLE: &str = "store.unavailable";
    /// 429 with `charged: false`: too many attempts.
    pub const TOO_MANY: &str = "store.too_many";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charge_request_in_a_log_shows_neither_cryptogram_nor_holder() {
        let request = ChargeRequest {
            attempt: "0".repeat(32),
            order: "A-1".to_owned(),
            amount: "1.00".to_owned(),
            currency: "KZT".to_owned(),
            cryptogram: "PACKET".to_owned(),
            holder: Some("CARD HOLDER".to_owned()),
            lang: "kk".to_owned(),
        };
        let shown = format!("{request:?}");
        assert!(shown.contains("A-1"));
        assert!(!shown.contains("PACKET") && !shown.contains("HOLDER"), "{shown}");
    }
}
