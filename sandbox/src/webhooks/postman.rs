//! Carries notifications: the check once and at once, all others again and again until the store says `{"code":0}`.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use reqwest::{Client, header};
use serde::Serialize;
use serde_json::Value;
use tokio::{sync::watch, time};

use crate::{
    config::{Config, Secret},
    reason::Reason,
    webhooks::{Kind, Notice, signature},
};

/// Sends notifications to the addresses under one base.
#[derive(Debug)]
pub(crate) struct Postman {
    base: Option<String>,
    secret: Secret,
    minute: Duration,
    client: Client,
    deliveries: Arc<Mutex<Vec<Delivery>>>,
    closing: watch::Receiver<bool>,
}

/// What became of a notification so far.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Delivery {
    kind: Kind,
    transaction: u64,
    tries: u32,
    delivered: bool,
    /// Why the last try did not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_error: Option<String>,
}

impl Postman {
    /// A postman for the configured base; with none, every check passes and nothing is sent.
    ///
    /// # Errors
    /// The HTTP client cannot be made.
    pub(crate) fn new(config: &Config, closing: watch::Receiver<bool>) -> reqwest::Result<Self> {
        let client =
            Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).timeout(ANSWER_TIME).build()?;
        Ok(Self {
            base: config.webhooks.as_deref().map(|base| base.trim_end_matches('/').to_owned()),
            secret: config.api_secret.clone(),
            minute: config.webhook_minute,
            client,
            deliveries: Arc::default(),
            closing,
        })
    }

    /// Asks the store whether the payment may be made.
    ///
    /// # Errors
    /// It may not: the reason the gateway declines with.
    pub(crate) async fn check(&self, notice: &Notice) -> Result<(), Option<Reason>> {
        let Some(url) = self.url(notice.kind) else {
            return Ok(());
        };
        let index = self.begin(notice);
        let answer = post(&self.client, &url, &self.secret, &notice.body).await;
        note(&self.deliveries, index, &answer);
        match answer {
            Ok(()) => Ok(()),
            Err(Failure::Code(code)) => Err(Reason::of_check(code).or_else(|| Reason::of(FORMAT_ERROR))),
            Err(Failure::NoCode) => Err(Reason::of(FORMAT_ERROR)),
            Err(Failure::Status(_)) => Err(Reason::of(UNABLE_TO_CONNECT)),
            Err(Failure::Unreachable(_)) => Err(Reason::of(UNAVAILABLE)),
        }
    }

    /// Sends a notification in the background, again and again until it is taken.
    pub(crate) fn send(&self, notice: Notice) {
        let Some(url) = self.url(notice.kind) else {
            return;
        };
        let index = self.begin(&notice);
        let (client, secret, minute) = (self.client.clone(), self.secret.clone(), self.minute);
        let (deliveries, mut closing) = (Arc::clone(&self.deliveries), self.closing.clone());
        tokio::spawn(async move {
            let rounds = async {
                for pause in pauses(minute) {
                    let answer = post(&client, &url, &secret, &notice.body).await;
                    note(&deliveries, index, &answer);
                    let Err(failure) = answer else { return };
                    tracing::warn!(kind = notice.kind.path(), transaction = notice.transaction, %failure, "webhook not taken");
                    time::sleep(pause).await;
                }
            };
            tokio::select! {
                () = rounds => {}
                _ = closing.wait_for(|closing| *closing) => {}
            }
        });
    }

    /// All notifications since the start, oldest first.
    pub(crate) fn deliveries(&self) -> Vec<Delivery> {
        lock(&self.deliveries).clone()
    }

    fn url(&self, kind: Kind) -> Option<String> {
        Some(format!("{}/{}", self.base.as_ref()?, kind.path()))
    }

    fn begin(&self, notice: &Notice) -> usize {
        let mut deliveries = lock(&self.deliveries);
        deliveries.push(Delivery {
            kind: notice.kind,
            transaction: notice.transaction,
            tries: 0,
            delivered: false,
            last_error: None,
        });
        deliveries.len() - 1
    }
}

/// Why a notification does not count as taken.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("the store answered code {0}, wanted 0")]
    Code(u32),
    #[error("the store's answer is no JSON with a number `code`")]
    NoCode,
    #[error("the store answered HTTP {0}, wanted 200")]
    Status(u16),
    #[error("no answer from the store: {0}")]
    Unreachable(String),
}

async fn post(client: &Client, url: &str, secret: &Secret, body: &str) -> Result<(), Failure> {
    let unreachable = |error: reqwest::Error| Failure::Unreachable(error.without_url().to_string());
    let response = client
        .post(url)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("Content-HMAC", signature::of_encoded(body, secret.expose()))
        .header("X-Content-HMAC", signature::of_decoded(body, secret.expose()))
        .body(body.to_owned())
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

fn note(deliveries: &Mutex<Vec<Delivery>>, index: usize, answer: &Result<(), Failure>) {
    if let Some(delivery) = lock(deliveries).get_mut(index) {
        delivery.tries += 1;
        delivery.delivered = answer.is_ok();
        delivery.last_error = answer.as_ref().err().map(ToString::to_string);
    }
}

fn lock(deliveries: &Mutex<Vec<Delivery>>) -> MutexGuard<'_, Vec<Delivery>> {
    deliveries.lock().unwrap_or_else(PoisonError::into_inner)
}

/// "100 tries with minutes between them: 1, 2, 5, 10, 30."
fn pauses(minute: Duration) -> impl Iterator<Item = Duration> {
    [1, 2, 5, 10].into_iter().chain(std::iter::repeat(30)).take(TRIES).map(move |minutes| minute * minutes)
}

const TRIES: usize = 100;
/// "The answer is waited for 30 seconds."
const ANSWER_TIME: Duration = Duration::from_secs(30);
const FORMAT_ERROR: u32 = 3005;
const UNAVAILABLE: u32 = 3006;
const UNABLE_TO_CONNECT: u32 = 3007;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_tries_with_the_documented_pauses() {
        let pauses: Vec<u64> = pauses(Duration::from_secs(60)).map(|pause| pause.as_secs() / 60).collect();
        assert_eq!(pauses[..6], [1, 2, 5, 10, 30, 30]);
        assert_eq!(pauses.len(), 100);
    }
}
