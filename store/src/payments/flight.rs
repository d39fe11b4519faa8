//! Requests to the gateway under way in this process, so that a second asker waits for the first one's answer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

/// The attempts with a request under way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Flights(Arc<Mutex<HashMap<String, watch::Receiver<()>>>>);

/// Held by whoever has an attempt's request under way; dropping it lets the others go on.
#[derive(Debug)]
pub(super) struct Flight {
    flights: Flights,
    attempt: String,
    _landing: watch::Sender<()>,
}

impl Flights {
    /// Takes the attempt, or gives what to wait for.
    pub(super) fn board(&self, attempt: &str) -> Result<Flight, watch::Receiver<()>> {
        let mut flying = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(landing) = flying.get(attempt) {
            return Err(landing.clone());
        }
        let (landing, wait) = watch::channel(());
        flying.insert(attempt.to_owned(), wait);
        Ok(Flight { flights: self.clone(), attempt: attempt.to_owned(), _landing: landing })
    }

    /// Whether the attempt has a request under way here.
    pub(super) fn is_flying(&self, attempt: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(attempt)
    }

    /// Waits until the attempt has no request under way here.
    pub(super) async fn landed(&self, attempt: &str) {
        let landing = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(attempt).cloned();
        if let Some(landing) = landing {
            wait(landing).await;
        }
    }
}

/// Waits for a landing: the sender sends nothing, it only goes away.
pub(super) async fn wait(mut landing: watch::Receiver<()>) {
    while landing.changed().await.is_ok() {}
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.flights.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.attempt);
    }
}
