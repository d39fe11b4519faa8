//! One try to hand a notification over, and what a fault makes of it.

use reqwest::{Body, Client, header};
use serde_json::Value;

use crate::{
    config::Secret,
    faults::{Fault, When},
    slow::Trickle,
    webhooks::signature,
};

/// A notification with its address and its key.
#[derive(Debug)]
pub(super) struct Letter {
    pub(super) client: Client,
    pub(super) url: String,
    pub(super) secret: Secret,
    /// The form, URL-encoded.
    pub(super) body: String,
}

/// Why a notification does not count as taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("the store answered code {0}, wanted 0")]
    Code(u32),
    #[error("the store's answer is no JSON with a number `code`")]
    NoCode,
    #[error("the store answered HTTP {0}, wanted 200")]
    Status(u16),
    #[error("no answer from the store: {0}")]
    Unreachable(String),
    #[error("a fault of the sandbox: {0}")]
    Fault(&'static str),
}

impl Letter {
    /// Hands it over once. The signatures are those of the whole body, whatever arrives of it.
    pub(super) async fn post(&self, fault: Option<Fault>) -> Result<(), Failure> {
        let whole = self.body.clone();
        match fault {
            Some(Fault::Refuse | Fault::Drop(When::Before)) => Err(Failure::Fault("it does not arrive")),
            Some(Fault::Drop(When::After)) => {
                let _ = self.hand_over(whole.into(), FORM).await;
                Err(Failure::Fault("the store's answer is lost"))
            }
            Some(Fault::Delay(pause)) => {
                tokio::time::sleep(pause).await;
                self.hand_over(whole.into(), FORM).await
            }
            Some(Fault::Truncate) => self.hand_over(whole[..whole.len() / 2].to_owned().into(), FORM).await,
            Some(Fault::Mislabel) => self.hand_over(whole.into(), "application/json").await,
            Some(Fault::Trickle(pause)) => self.hand_over(Body::wrap(Trickle::of(whole.into(), pause)), FORM).await,
            _ => self.hand_over(whole.into(), FORM).await,
        }
    }

    async fn hand_over(&self, body: Body, kind: &str) -> Result<(), Failure> {
        let unreachable = |error: reqwest::Error| Failure::Unreachable(error.without_url().to_string());
        let response = self
            .client
            .post(&self.url)
            .header(header::CONTENT_TYPE, kind)
            .header("Content-HMAC", signature::of_encoded(&self.body, self.secret.expose()))
            .header("X-Content-HMAC", signature::of_decoded(&self.body, self.secret.expose()))
            .body(body)
            .send()
            .await
            .map_err(unreachable)?;
        if response.status() != reqwest::StatusCode::OK {
            return Err(Failure::Status(response.status().as_u16()));
        }
        let answer: Value = response.json().await.map_err(|_| Failure::NoCode)?;
        match answer.get("code").and_then(Value::as_u64).and_then(|code| u32::try_from(code).ok()) {
            Some(0) => Ok(()),
            Some(code) => Err(Failure::Code(code)),
            None => Err(Failure::NoCode),
        }
    }
}

const FORM: &str = "application/x-www-form-urlencoded";
