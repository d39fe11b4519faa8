//! Carries notifications: the check once and at once, all others again and again until the store says `{"code":0}`.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use reqwest::Client;
use serde::Serialize;
use tokio::{
    sync::{oneshot, watch},
    time,
};

use crate::{
    config::{Config, Secret},
    endpoint::Endpoint,
    faults::{Fault, Faults, Sending},
    reason::Reason,
    webhooks::{
        Kind, Notice,
        letter::{Failure, Letter},
    },
};

/// Sends notifications to the addresses under one base.
#[derive(Debug)]
pub(crate) struct Postman {
    base: Option<String>,
    secret: Secret,
    minute: Duration,
    client: Client,
    deliveries: Arc<Mutex<Vec<Delivery>>>,
    faults: Arc<Mutex<Faults>>,
    closing: watch::Receiver<bool>,
}

/// A notification on its way.
#[derive(Debug)]
pub(crate) struct Sent(Option<oneshot::Receiver<()>>);

impl Sent {
    /// Waits for the first try, if a fault wants the notification to come before the answer it is about.
    pub(crate) async fn if_early(self) {
        if let Some(tried) = self.0 {
            // An error means that the sandbox is being stopped.
            let _ = tried.await;
        }
    }
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
    pub(crate) fn new(
        config: &Config,
        faults: Arc<Mutex<Faults>>,
        closing: watch::Receiver<bool>,
    ) -> reqwest::Result<Self> {
        let client =
            Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).timeout(ANSWER_TIME).build()?;
        Ok(Self {
            base: config.webhooks.as_deref().map(|base| base.trim_end_matches('/').to_owned()),
            secret: config.api_secret.clone(),
            minute: config.webhook_minute,
            client,
            deliveries: Arc::default(),
            faults,
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
        let answer = self.letter(&url, &notice.body).post(None).await;
        note(&self.deliveries, index, &answer);
        match answer {
            Ok(()) => Ok(()),
            Err(Failure::Code(code)) => Err(Reason::of_check(code).or_else(|| Reason::of(FORMAT_ERROR))),
            Err(Failure::NoCode) => Err(Reason::of(FORMAT_ERROR)),
            Err(Failure::Status(_)) => Err(Reason::of(UNABLE_TO_CONNECT)),
            Err(Failure::Unreachable(_) | Failure::Fault(_)) => Err(Reason::of(UNAVAILABLE)),
        }
    }

    /// Sends a notification in the background, again and again until it is taken. Each try may meet a fault.
    pub(crate) fn send(&self, notice: &Notice) -> Sent {
        let Some(url) = self.url(notice.kind) else {
            return Sent(None);
        };
        let first = lock(&self.faults).take_line(Endpoint::Webhook);
        if let Some(fault) = first {
            tracing::info!(
                kind = notice.kind.path(),
                transaction = notice.transaction,
                ?fault,
                "a fault meets this webhook"
            );
        }
        match first {
            Some(Fault::Send(Sending::Never)) => Sent(None),
            Some(Fault::Send(Sending::Twice)) => {
                self.carry(notice, &url, None);
                self.carry(notice, &url, None);
                Sent(None)
            }
            Some(Fault::Send(Sending::Early)) => Sent(Some(self.carry(notice, &url, None))),
            fault => {
                self.carry(notice, &url, fault);
                Sent(None)
            }
        }
    }

    fn carry(&self, notice: &Notice, url: &str, mut fault: Option<Fault>) -> oneshot::Receiver<()> {
        let index = self.begin(notice);
        let (tried, first_try) = oneshot::channel();
        let (letter, minute) = (self.letter(url, &notice.body), self.minute);
        let (kind, transaction) = (notice.kind.path(), notice.transaction);
        let (deliveries, faults) = (Arc::clone(&self.deliveries), Arc::clone(&self.faults));
        let mut closing = self.closing.clone();
        tokio::spawn(async move {
            let mut tried = Some(tried);
            let rounds = async {
                for pause in pauses(minute) {
                    let answer = letter.post(fault).await;
                    note(&deliveries, index, &answer);
                    // Nobody may wait for it.
                    let _ = tried.take().map(|tried| tried.send(()));
                    let Err(failure) = answer else { return };
                    tracing::warn!(kind, transaction, %failure, "webhook not taken");
                    time::sleep(pause).await;
                    fault = lock(&faults).take_line(Endpoint::Webhook);
                }
            };
            tokio::select! {
                () = rounds => {}
                _ = closing.wait_for(|closing| *closing) => {}
            }
        });
        first_try
    }

    fn letter(&self, url: &str, body: &str) -> Letter {
        Letter { client: self.client.clone(), url: url.to_owned(), secret: self.secret.clone(), body: body.to_owned() }
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

fn note(deliveries: &Mutex<Vec<Delivery>>, index: usize, answer: &Result<(), Failure>) {
    if let Some(delivery) = lock(deliveries).get_mut(index) {
        delivery.tries += 1;
        delivery.delivered = answer.is_ok();
        delivery.last_error = answer.as_ref().err().map(ToString::to_string);
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
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
