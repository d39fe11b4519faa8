//! The store's books held against the gateway's, asked as the store itself would ask.

use cloudpayments_sandbox::{DEFAULT_API_SECRET, DEFAULT_PUBLIC_ID};
use reqwest::Client;
use serde_json::{Value, json};

use crate::Trouble;

/// What an order came to, on both sides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audit {
    /// Whether the store calls the order paid.
    pub is_paid: bool,
    /// How many of its attempts the gateway took money for.
    pub charges: usize,
    /// Attempts the store has no result of.
    pub in_doubt: usize,
}

impl Audit {
    /// Money taken for an order that the store calls unpaid, or the other way round.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.is_paid != (self.charges > 0)
    }

    /// Money taken twice.
    #[must_use]
    pub fn is_double(&self) -> bool {
        self.charges > 1
    }
}

/// Looks an order up at the store, and each of its attempts at the gateway.
///
/// # Errors
/// One of them does not answer.
pub async fn audit(
    http: &Client,
    store: &str,
    sandbox: &str,
    order: &str,
    attempts: &[String],
) -> Result<Audit, Trouble> {
    let shown: Value = http.get(format!("{store}/api/orders/{order}")).send().await?.json().await?;
    let mut audit = Audit { is_paid: shown["paid"] == true, ..Audit::default() };
    for attempt in attempts {
        let asked =
            http.post(format!("{sandbox}/v2/payments/find")).basic_auth(DEFAULT_PUBLIC_ID, Some(DEFAULT_API_SECRET));
        let found: Value = asked.json(&json!({ "InvoiceId": attempt })).send().await?.json().await?;
        audit.charges += usize::from(found["Model"]["Status"] == "Completed");
        let known = http.get(format!("{store}/api/payments/{attempt}")).send().await?;
        let told: Value = known.json().await?;
        audit.in_doubt += usize::from(told["status"] == "pending");
    }
    Ok(audit)
}
