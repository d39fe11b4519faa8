//! The gateway's books and its switches, by the sandbox's admin endpoint.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::Outcome;

/// The admin endpoint of one sandbox.
pub struct Ledger<'a> {
    url: &'a str,
}

/// One operation in the gateway's books.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Transaction {
    /// TransactionId.
    #[serde(rename = "TransactionId")]
    pub id: u64,
    /// `Completed`, `Declined`, `AwaitingAuthentication`, ...
    pub status: String,
    /// In units of the currency, as the gateway's JSON has it.
    pub amount: f64,
}

#[derive(Deserialize)]
struct Transactions {
    transactions: Vec<Transaction>,
}

impl<'a> Ledger<'a> {
    pub(crate) fn new(url: &'a str) -> Self {
        Self { url }
    }

    /// Every transaction, oldest first.
    pub async fn transactions(&self) -> Outcome<Vec<Transaction>> {
        let books: Transactions =
            reqwest::get(format!("{}/admin/transactions", self.url)).await?.error_for_status()?.json().await?;
        Ok(books.transactions)
    }

    /// How many transactions have this status.
    pub async fn count(&self, status: &str) -> Outcome<usize> {
        Ok(self.transactions().await?.iter().filter(|transaction| transaction.status == status).count())
    }

    /// The next charge answers that its bank's page may not stand in a frame (`IFrameIsAllowed: false`).
    pub async fn forbid_frames(&self) -> Outcome {
        self.fault(&json!({ "charge": { "frame": false } })).await
    }

    /// What goes wrong next, by route: the `next` of the sandbox's `/admin/faults`.
    pub async fn fault(&self, next: &Value) -> Outcome {
        let order = json!({ "next": next });
        reqwest::Client::new()
            .post(format!("{}/admin/faults", self.url))
            .json(&order)
            .send()
            .await?
            .error_for_status()?;
        Ok(())
    }

    /// Nothing goes wrong any more.
    pub async fn mend(&self) -> Outcome {
        reqwest::Client::new().delete(format!("{}/admin/faults", self.url)).send().await?.error_for_status()?;
        Ok(())
    }
}
