//! One request to the gateway, and the ways it can fail.

use std::time::Duration;

use reqwest::StatusCode;
use serde::Serialize;
use serde_json::Value;

use super::Gateway;

/// A request without an answer to read. Names no address, no body: it may be logged.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// No connection came about: nothing was sent.
    #[error("no connection to the gateway")]
    NotSent,
    /// Nothing was sent: the order was paid meanwhile.
    #[error("its order was paid meanwhile")]
    Needless,
    /// The gateway turned the request away unread.
    #[error("the gateway turned the request away with status {0}")]
    TurnedAway(StatusCode),
    /// The request was sent, and what became of it is unknown.
    #[error("the gateway's answer was lost: {0}")]
    Lost(&'static str),
}

impl Failure {
    /// Whether the store's developer must act: a wrong key, a wrong address.
    pub(crate) fn is_ours(&self) -> bool {
        matches!(self, Self::TurnedAway(status) if *status != StatusCode::TOO_MANY_REQUESTS)
    }
}

impl Gateway {
    /// Posts JSON and reads the JSON answer. `request` is the idempotency key, sent as `X-Request-ID`.
    pub(super) async fn call(
        &self,
        path: &str,
        body: &impl Serialize,
        request: Option<&str>,
        patience: Duration,
    ) -> Result<Value, Failure> {
        let mut sending = self
            .http
            .post(format!("{}{path}", self.api))
            .basic_auth(&self.public_id, Some(self.secret.expose()))
            .timeout(patience)
            .json(body);
        if let Some(id) = request {
            sending = sending.header("X-Request-ID", id);
        }
        let mut response = sending.send().await.map_err(|wrong| judge(&wrong))?;
        let status = response.status();
        if is_unread(status) {
            return Err(Failure::TurnedAway(status));
        }
        // The gateway's own words come with 200, a refusal perhaps with 400; what others say on the way (408, 409, 499, 5xx) is not
        // believed.
        if status != StatusCode::OK && status != StatusCode::BAD_REQUEST {
            return Err(Failure::Lost("its status is neither 200 nor 400"));
        }
        let mut text = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| Failure::Lost("it broke off"))? {
            text.extend_from_slice(&chunk);
            if text.len() > LONGEST {
                return Err(Failure::Lost("it is too long"));
            }
        }
        serde_json::from_slice(&text).map_err(|_| Failure::Lost("it is no JSON"))
    }
}

fn judge(wrong: &reqwest::Error) -> Failure {
    if wrong.is_connect() || wrong.is_builder() {
        Failure::NotSent
    } else if wrong.is_timeout() {
        Failure::Lost("it did not come in time")
    } else {
        Failure::Lost("the connection broke")
    }
}

/// Statuses given before a payment is looked at: wrong key, wrong address, too many at once. Not in the list: 400 and
/// other words of a proxy, after which something may have happened.
fn is_unread(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::UNAUTHORIZED
            | StatusCode::FORBIDDEN
            | StatusCode::NOT_FOUND
            | StatusCode::METHOD_NOT_ALLOWED
            | StatusCode::TOO_MANY_REQUESTS
    )
}

/// An answer of the gateway has a few kilobytes.
const LONGEST: usize = 1 << 20;
