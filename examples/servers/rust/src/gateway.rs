//! The gateway's API, and what its answers say.

use std::time::Duration;

use axum::http::StatusCode;
use cloudpayments_checkout::money::Amount;
use cloudpayments_checkout::wire::refusal;
use reqwest::{Client, redirect};
use serde::Deserialize;
use serde_json::{Value, json};

/// Who is asked, and as whom.
pub(crate) struct Gateway {
    client: Client,
    api: String,
    public_id: String,
    secret: String,
}

/// What an answer says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    Paid {
        transaction: u64,
    },
    Declined {
        transaction: Option<u64>,
        reason: u32,
    },
    Challenge {
        transaction: u64,
        acs_url: String,
        pa_req: String,
        frame: bool,
    },
    /// The request itself was wrong: there is no Model, and the message says what it lacks. Nothing was charged.
    BadRequest,
    /// There is no such payment, or not yet.
    NotFound,
    /// It waits for 3-D Secure, or is about to be worked on.
    Awaiting,
    /// Nothing was sent, or it was turned away unread. How a charge is refused then.
    Undone(StatusCode, &'static str),
    /// No answer, or none that can be read: the work may have been done all the same.
    Unclear,
}

impl Gateway {
    pub(crate) fn new(api: String, public_id: String, secret: String) -> reqwest::Result<Self> {
        // A charge may take minutes, and its answer is worth waiting for.
        let client =
            Client::builder().timeout(Duration::from_secs(5 * 60)).redirect(redirect::Policy::none()).build()?;
        Ok(Self { client, api, public_id, secret })
    }

    /// Tells it to do something for this attempt, once. `request` is the idempotency key.
    pub(crate) async fn ask(&self, path: &str, request: &str, body: &Value, attempt: &str, price: Amount) -> Reply {
        match self.send(path, request, body).await {
            // An answer about another payment says nothing of this one.
            Ok(said) if said.model.as_ref().is_some_and(|model| !model.is_about(attempt, price)) => Reply::Unclear,
            Ok(said) => said.read(),
            Err(reply) => reply,
        }
    }

    /// Asks what became of the payment of this attempt, which was to take this much.
    pub(crate) async fn find(&self, attempt: &str, price: Amount, request: &str) -> Reply {
        let found = match self.send("/v2/payments/find", request, &json!({ "InvoiceId": attempt })).await {
            Ok(found) => found,
            Err(reply) => return reply,
        };
        let other = found.model.as_ref().and_then(|model| model.objection(attempt, price));
        if let Some(other) = other {
            eprintln!("the gateway found {other} for attempt {attempt}: look at it");
            return Reply::Unclear;
        }
        found.read()
    }

    async fn send(&self, path: &str, request: &str, body: &Value) -> Result<Raw, Reply> {
        let asked = self
            .client
            .post(format!("{}{path}", self.api))
            .basic_auth(&self.public_id, Some(&self.secret))
            .header("X-Request-ID", request)
            .json(body)
            .send()
            .await;
        match asked {
            // The gateway's own words. With any other status it is somebody on the way who speaks, whatever the body says.
            Ok(response) if matches!(response.status(), StatusCode::OK | StatusCode::BAD_REQUEST) => {
                response.json::<Raw>().await.map_err(|_| Reply::Unclear)
            }
            Ok(response) if is_unread(response.status()) => Err(turned_away(path, response.status())),
            Err(wrong) if wrong.is_connect() || wrong.is_builder() => {
                eprintln!("no connection to the gateway for {path}: look at CLOUDPAYMENTS_API");
                Err(Reply::Undone(StatusCode::SERVICE_UNAVAILABLE, refusal::UNAVAILABLE))
            }
            Ok(_) | Err(_) => Err(Reply::Unclear),
        }
    }
}

/// Statuses given before a payment is looked at: wrong secret, wrong address, too many at once. After any other it may have been done.
fn is_unread(status: StatusCode) -> bool {
    matches!(status.as_u16(), 401 | 403 | 404 | 405 | 429)
}

fn turned_away(path: &str, status: StatusCode) -> Reply {
    let is_crowded = status == StatusCode::TOO_MANY_REQUESTS;
    let why = if is_crowded {
        "too many requests at once"
    } else {
        "look at CLOUDPAYMENTS_PUBLIC_ID, CLOUDPAYMENTS_API_SECRET and CLOUDPAYMENTS_API"
    };
    eprintln!("the gateway turned {path} away unread with status {}: {why}", status.as_u16());
    if is_crowded {
        Reply::Undone(StatusCode::SERVICE_UNAVAILABLE, refusal::UNAVAILABLE)
    } else {
        Reply::Undone(StatusCode::BAD_GATEWAY, refusal::GATEWAY_REFUSED)
    }
}

impl Reply {
    pub(crate) fn transaction(&self) -> Option<u64> {
        match self {
            Self::Paid { transaction } | Self::Challenge { transaction, .. } => Some(*transaction),
            Self::Declined { transaction, .. } => *transaction,
            Self::BadRequest | Self::NotFound | Self::Awaiting | Self::Undone(..) | Self::Unclear => None,
        }
    }
}

/// An answer as it comes.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Raw {
    success: bool,
    message: Option<String>,
    model: Option<Model>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Model {
    transaction_id: Option<u64>,
    invoice_id: Option<String>,
    #[serde(rename = "Type")]
    operation: Option<u32>,
    amount: Option<Value>,
    currency: Option<String>,
    status: Option<String>,
    reason_code: Option<u32>,
    acs_url: Option<String>,
    pa_req: Option<String>,
    #[serde(rename = "IFrameIsAllowed")]
    frame: Option<bool>,
}

/// `Type` of an operation that takes money.
const PAYMENT: u32 = 0;

/// What a message says that excuses the gateway.
const EXCUSES: &str = "internal|server|exception|unexpected|error|failed|went wrong|process|timeout|timed out|time-out|unavailable|later|try again|внутренн|сервер|ошибк|обраб|повтор";

impl Model {
    /// Whether it names no other payment than this one; what it leaves out is no difference.
    fn is_about(&self, attempt: &str, price: Amount) -> bool {
        self.invoice_id.as_deref().is_none_or(|invoice| invoice == attempt)
            && self.amount.as_ref().is_none_or(|amount| is_same(amount, price))
            && self.currency.as_deref().is_none_or(|currency| currency == price.currency().as_str())
    }

    /// Why what was found says nothing of this payment: it is the last operation, which may have given the money back.
    fn objection(&self, attempt: &str, price: Amount) -> Option<&'static str> {
        if self.invoice_id.as_deref() != Some(attempt) {
            return Some("another InvoiceId");
        }
        if self.operation != Some(PAYMENT) {
            return Some("no payment but a refund");
        }
        if !matches!(self.status.as_deref(), Some("Completed" | "Authorized")) {
            return None;
        }
        if self.currency.as_deref() != Some(price.currency().as_str()) {
            return Some("another currency");
        }
        let is_other = !self.amount.as_ref().is_some_and(|amount| is_same(amount, price));
        is_other.then_some("another amount")
    }
}

fn is_same(amount: &Value, price: Amount) -> bool {
    Amount::parse(&amount.to_string(), price.currency()) == Ok(price)
}

impl Raw {
    fn read(self) -> Reply {
        let Some(model) = self.model else {
            let message = self.message.unwrap_or_default().trim().to_lowercase();
            // A message that excuses the gateway, or none, leaves open what was done.
            let is_excuse = message.is_empty() || EXCUSES.split('|').any(|word| message.contains(word));
            return match (self.success, is_excuse, message.starts_with("not found")) {
                (true, ..) | (_, true, _) => Reply::Unclear,
                (false, false, true) => Reply::NotFound,
                (false, false, false) => Reply::BadRequest,
            };
        };
        let reason = model.reason_code.unwrap_or(0);
        if let (false, Some(transaction), Some(acs_url), Some(pa_req)) =
            (self.success, model.transaction_id, model.acs_url, model.pa_req)
        {
            return Reply::Challenge { transaction, acs_url, pa_req, frame: model.frame == Some(true) };
        }
        match (model.status.as_deref(), model.transaction_id) {
            (Some("Completed" | "Authorized"), Some(transaction)) if self.success && reason == 0 => {
                Reply::Paid { transaction }
            }
            (Some("Declined" | "Cancelled"), transaction) => Reply::Declined { transaction, reason },
            (Some("AwaitingAuthentication"), _) => Reply::Awaiting,
            (None, transaction) if !self.success && reason != 0 => Reply::Declined { transaction, reason },
            _ => Reply::Unclear,
        }
    }
}

#[cfg(test)]
mod tests {
    use cloudpayments_checkout::money::Currency;

    use super::*;

    #[track_caller]
    fn read(answer: &str) -> Reply {
        serde_json::from_str::<Raw>(answer).unwrap().read()
    }

    #[test]
    fn paid_is_read_only_where_nothing_contradicts_it() {
        let paid = |status: &str, reason: u32, success: bool| {
            read(&format!(
                r#"{{"Success":{success},"Model":{{"TransactionId":7,"Status":"{status}","ReasonCode":{reason}}}}}"#
            ))
        };
        assert_eq!(paid("Completed", 0, true), Reply::Paid { transaction: 7 });
        assert_eq!(paid("Completed", 5051, true), Reply::Unclear);
        assert_eq!(paid("Completed", 0, false), Reply::Unclear);
        assert_eq!(paid("Declined", 5051, false), Reply::Declined { transaction: Some(7), reason: 5051 });
    }

    #[test]
    fn what_was_found_counts_only_as_the_payment_of_this_attempt_and_price() {
        let price = Amount::parse("12500", Currency::KZT).unwrap();
        let objection = |wrong: Value| {
            let mut model =
                json!({ "InvoiceId": "a1", "Type": 0, "Amount": 12500.0, "Currency": "KZT", "Status": "Completed" });
            model.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
            serde_json::from_value::<Model>(model).unwrap().objection("a1", price)
        };
        assert_eq!(objection(json!({})), None);
        assert_eq!(objection(json!({ "InvoiceId": "a2" })), Some("another InvoiceId"));
        assert_eq!(objection(json!({ "Type": 1 })), Some("no payment but a refund"));
        assert_eq!(objection(json!({ "Amount": 125 })), Some("another amount"));
        assert_eq!(objection(json!({ "Currency": "RUB" })), Some("another currency"));
        assert_eq!(objection(json!({ "Status": "AwaitingAuthentication", "Amount": 0 })), None);
    }

    #[test]
    fn an_answer_without_a_model_is_about_the_request() {
        assert_eq!(read(r#"{"Success":false,"Message":"Amount is required"}"#), Reply::BadRequest);
        assert_eq!(read(r#"{"Success":false,"Message":"Not found"}"#), Reply::NotFound);
        for unclear in [
            r#"{"Success":true}"#,
            r#"{"Success":false}"#,
            r#"{"Success":false,"Message":" "}"#,
            r#"{"Success":false,"Message":"Internal error, try again later"}"#,
            r#"{"Success":false,"Message":"Произошла ошибка"}"#,
        ] {
            assert_eq!(read(unclear), Reply::Unclear, "{unclear}");
        }
    }
}
