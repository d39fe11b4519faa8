//! Everything the routes share: the settings, the key, the memory, the faults, the bank and the postman.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Semaphore, watch};

use crate::{
    bank::Bank, clock, config::Config, error::Result, faults::Faults, key::Key, ledger::Ledger, once::Once,
    webhooks::Postman,
};

/// The acquirer.
#[derive(Debug)]
pub(crate) struct Gateway {
    pub(crate) config: Config,
    /// The address others reach the sandbox by, without a slash at its end.
    pub(crate) url: String,
    pub(crate) key: Key,
    pub(crate) once: Once,
    pub(crate) postman: Postman,
    /// One permit per API request that may be answered at once.
    pub(crate) busy: Semaphore,
    closing: watch::Receiver<bool>,
    ledger: Mutex<Ledger>,
    faults: Arc<Mutex<Faults>>,
    bank: Mutex<Bank>,
}

impl Gateway {
    /// A gateway with an empty memory.
    ///
    /// # Errors
    /// The configured faults make no sense, or there is no HTTP client for the webhooks.
    pub(crate) fn new(config: Config, url: String, key: Key, closing: watch::Receiver<bool>) -> Result<Self> {
        let mut faults = Faults::default();
        faults.set(config.faults.clone())?;
        let faults = Arc::new(Mutex::new(faults));
        let postman = Postman::new(&config, Arc::clone(&faults), closing.clone())?;
        Ok(Self {
            url,
            key,
            once: Once::default(),
            postman,
            busy: Semaphore::new(config.concurrency.unwrap_or(usize::MAX).min(Semaphore::MAX_PERMITS)),
            closing,
            ledger: Mutex::new(Ledger::starting_at(clock::now_ms())),
            faults,
            bank: Mutex::default(),
            config,
        })
    }

    /// The ledger. Never held over an await.
    pub(crate) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The faults to come. Never held over an await.
    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The bank's open challenges. Never held over an await.
    pub(crate) fn bank(&self) -> MutexGuard<'_, Bank> {
        self.bank.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets all payments, challenges, request ids and faults.
    pub(crate) fn reset(&self) {
        self.ledger().clear();
        self.faults().clear();
        self.bank().clear();
        self.once.clear();
    }

    /// Waits until the sandbox is being stopped.
    pub(crate) async fn closed(&self) {
        let mut closing = self.closing.clone();
        // An error means the one who would close is gone, which is closed too.
        let _ = closing.wait_for(|closing| *closing).await;
    }
}
