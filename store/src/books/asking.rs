//! Which attempts the gateway should be asked about, and when.

use super::{Attempt, Books, Trouble, attempt};
use crate::clock::{CLOCKS_APART, millis};

impl Books {
    /// Every attempt whose outcome is in doubt.
    pub(crate) async fn in_doubt(&self) -> Result<Vec<Attempt>, Trouble> {
        let rows =
            sqlx::query(attempt::select!("WHERE state IN ('sent', 'unknown', 'confirming') ORDER BY asked_at, id"))
                .fetch_all(&self.pool)
                .await?;
        rows.iter().map(attempt::attempt).collect()
    }

    /// Takes the turn to ask about an attempt, which comes at most once per `gap` ms however many ask for it. A turn further ahead
    /// than clocks are apart was taken before this one was set back.
    pub(crate) async fn take_turn(&self, id: &str, gap: i64, now: i64) -> Result<bool, Trouble> {
        let taken =
            sqlx::query("UPDATE attempts SET asked_at = $2, asks = asks + 1 WHERE id = $1 AND (asked_at <= $2 - $3 OR asked_at > $2 + $4)")
                .bind(id)
                .bind(now)
                .bind(gap)
                .bind(millis(CLOCKS_APART))
                .execute(&self.pool)
                .await?;
        Ok(taken.rows_affected() == 1)
    }
}
