//! The provider's notices as they were judged. No name, card, mail or address of the shopper is kept.

use sqlx::Row as _;

use super::{Books, Trouble, stored};

/// A notice worth keeping.
#[derive(Debug, Clone)]
pub(crate) struct Notice<'a> {
    pub(crate) kind: &'a str,
    pub(crate) transaction: u64,
    /// The payment it is about, where it says so.
    pub(crate) payment: Option<u64>,
    /// Its InvoiceId, which is an attempt of ours or nothing.
    pub(crate) attempt: &'a str,
    /// Minor units.
    pub(crate) amount: Option<i64>,
    pub(crate) currency: &'a str,
    /// What the store made of it.
    pub(crate) verdict: &'a str,
}

/// The verdict on a notice that fits what the books say.
pub(crate) const FINE: &str = "fine";

/// Money of a paid attempt that went back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GivenBack {
    /// Minor units.
    pub(crate) amount: i64,
    /// Milliseconds since 1970 UTC: when the store was told, the last time.
    pub(crate) at: i64,
}

impl Books {
    /// What was given back of the payment that paid an order by this attempt, in one part or several; `None` if nothing was. What was
    /// judged fine by a store that kept no payment counts as it did.
    pub(crate) async fn given_back(&self, attempt: &str) -> Result<Option<GivenBack>, Trouble> {
        let row = sqlx::query(
            "SELECT CAST(SUM(amount) AS BIGINT) AS amount, MAX(first_at) AS at FROM notices
             WHERE attempt = $1 AND kind IN ('refund', 'cancel')
               AND (verdict = 'fine' OR payment = (SELECT transaction_id FROM orders WHERE attempt = $1))",
        )
        .bind(attempt)
        .fetch_one(&self.pool)
        .await?;
        let (amount, at): (Option<i64>, Option<i64>) = (row.try_get("amount")?, row.try_get("at")?);
        Ok(amount.zip(at).map(|(amount, at)| GivenBack { amount, at }))
    }

    /// Writes a notice down, or counts it when it was sent before.
    pub(crate) async fn note(&self, notice: &Notice<'_>, now: i64) -> Result<(), Trouble> {
        sqlx::query(
            "INSERT INTO notices (kind, transaction_id, attempt, amount, currency, verdict, times, first_at, last_at, payment)
             VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7, $8)
             ON CONFLICT (kind, transaction_id) DO UPDATE SET verdict = excluded.verdict, payment = excluded.payment, times = notices.times + 1, last_at = excluded.last_at",
        )
        .bind(notice.kind)
        .bind(stored(notice.transaction))
        .bind(notice.attempt)
        .bind(notice.amount)
        .bind(notice.currency)
        .bind(notice.verdict)
        .bind(now)
        .bind(notice.payment.map(stored))
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}
