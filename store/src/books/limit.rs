//! How often something was done lately, counted in the database so that all instances of the store count together.

use sqlx::AnyConnection;

use super::{Books, Trouble};
use crate::clock::{CLOCKS_APART, millis};
use crate::limit::Rate;

impl Books {
    /// Counts one more under `key`; `false` when that is one too many, and nothing is counted.
    pub(crate) async fn may(&self, key: &str, rate: Rate, now: i64) -> Result<bool, Trouble> {
        let mut connection = self.pool.acquire().await?;
        may(&mut connection, key, rate, now).await
    }

    /// Forgets what no longer holds anybody up.
    pub(crate) async fn forget_limits(&self, now: i64) -> Result<(), Trouble> {
        sqlx::query("DELETE FROM limits WHERE busy_until < $1").bind(now).execute(&self.pool).await.map(drop)
    }
}

/// The leaky bucket in one statement: each one done takes its share of time, from now or from the end of the last one's,
/// and the end may lie only so far ahead. One further ahead than any can be was written before a clock was set back: then the bucket
/// is taken as full by the clock of now.
pub(super) async fn may(connection: &mut AnyConnection, key: &str, rate: Rate, now: i64) -> Result<bool, Trouble> {
    let Some(gap) = rate.gap() else { return Ok(true) };
    let ahead = millis(gap * (rate.burst() - 1));
    let counted = sqlx::query(
        "INSERT INTO limits (key, busy_until) VALUES ($1, $2 + $3)
         ON CONFLICT (key) DO UPDATE SET busy_until = $3 +
           CASE WHEN limits.busy_until > $2 + $4 THEN $2 + $4 WHEN limits.busy_until > $2 THEN limits.busy_until ELSE $2 END
         WHERE limits.busy_until <= $2 + $4 OR limits.busy_until > $2 + $4 + $3 + $5",
    )
    .bind(key)
    .bind(now)
    .bind(millis(gap))
    .bind(ahead)
    .bind(millis(CLOCKS_APART))
    .execute(connection)
    .await?;
    Ok(counted.rows_affected() == 1)
}
