//! The gateway: CloudPayments' API as the store uses it.

mod call;
mod charge;
mod find;
mod reply;

use std::fmt;
use std::sync::Arc;

use reqwest::{Client, redirect};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{Patience, Secret, Settings};

pub(crate) use call::Failure;
pub(crate) use charge::{Charge, Verdict};
pub(crate) use find::{Found, Wanted};
pub(crate) use reply::Reply;

/// A client of the gateway's API. It never sends a charge twice: not after a fault, not after a redirect.
#[derive(Clone)]
pub(crate) struct Gateway {
    http: Client,
    api: String,
    public_id: String,
    secret: Secret,
    patience: Patience,
    /// One permit per request that may be under way.
    gate: Arc<Semaphore>,
}

/// Leave to send one request; given back when dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    /// None once the gate is closed, which it never is.
    _permit: Option<OwnedSemaphorePermit>,
}

impl Gateway {
    /// Waits for a turn. Whoever holds one sends at once: what was checked before must still be true.
    pub(crate) async fn turn(&self) -> Turn {
        Turn { _permit: Arc::clone(&self.gate).acquire_owned().await.ok() }
    }

    /// A client with the settings' terminal.
    pub(crate) fn new(settings: &Settings) -> Result<Self, reqwest::Error> {
        let http = Client::builder()
            .user_agent(concat!("cloudpayments-store/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(settings.patience.connect)
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            // A connection the gateway may be about to close is not worth a lost answer.
            .pool_idle_timeout(std::time::Duration::from_secs(20))
            .build()?;
        Ok(Self {
            http,
            api: settings.api.trim_end_matches('/').to_owned(),
            public_id: settings.public_id.clone(),
            secret: settings.api_secret.clone(),
            patience: settings.patience.clone(),
            gate: Arc::new(Semaphore::new(settings.gateway_at_once.unwrap_or(usize::MAX).min(Semaphore::MAX_PERMITS))),
        })
    }
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gateway").field("api", &self.api).finish_non_exhaustive()
    }
}
