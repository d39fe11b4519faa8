//! How an attempt moves on. Each move is one conditional statement, so that of two movers one is first and the other sees it.

use cloudpayments_checkout::wire::refusal;
use sqlx::AnyConnection;

use super::{Attempt, Books, Trouble, stored};

/// What became of marking an attempt paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paid {
    /// The order is paid by it.
    Now,
    /// It was marked before.
    Already,
    /// Money came for an order that another payment has paid, of this attempt or another one: someone must give it back.
    Surplus,
}

impl Books {
    /// The bank wants to see the shopper. `false`: the attempt is closed, or its result is known already. It is closed here where
    /// its order was paid meanwhile.
    pub(crate) async fn challenged(
        &self,
        id: &str,
        transaction: u64,
        acs_url: &str,
        pa_req: &str,
        frame: bool,
        now: i64,
    ) -> Result<bool, Trouble> {
        let mut tx = self.begin().await?;
        // The order first, as whoever marks it paid does.
        sqlx::query("UPDATE orders SET touched_at = $2 WHERE id = (SELECT order_id FROM attempts WHERE id = $1)")
            .bind(id)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        let moved = sqlx::query(
            "UPDATE attempts SET state = 'challenge', transaction_id = $2, acs_url = $3, pa_req = $4, frame = $5
             WHERE id = $1 AND state IN ('sent', 'unknown')",
        )
        .bind(id)
        .bind(stored(transaction))
        .bind(acs_url)
        .bind(pa_req)
        .bind(i64::from(frame))
        .execute(&mut *tx)
        .await?;
        let closed = close_challenges_of_paid(&mut tx, id, now).await?;
        tx.commit().await?;
        Ok(moved.rows_affected() == 1 && closed == 0)
    }

    /// Money is taken. True whatever the attempt's state: what the gateway took, it took.
    pub(crate) async fn paid(&self, id: &str, transaction: u64, now: i64) -> Result<Paid, Trouble> {
        let mut tx = self.begin().await?;
        let first = sqlx::query(
            "UPDATE orders SET status = 'paid', attempt = $1, transaction_id = $2, paid_at = $3
             WHERE id = (SELECT order_id FROM attempts WHERE id = $1) AND status = 'open'",
        )
        .bind(id)
        .bind(stored(transaction))
        .bind(now)
        .execute(&mut *tx)
        .await?
        .rows_affected()
            == 1;
        let payer: Option<i64> = sqlx::query_scalar(
            "SELECT transaction_id FROM orders WHERE id = (SELECT order_id FROM attempts WHERE id = $1)",
        )
        .bind(id)
        .fetch_optional(&mut *tx)
        .await?
        .flatten();
        if !first && payer == Some(stored(transaction)) {
            return Ok(Paid::Already);
        }
        sqlx::query(
            "UPDATE attempts SET state = 'paid', transaction_id = $2, surplus = $3, settled_at = $4, acs_url = NULL, pa_req = NULL
             WHERE id = $1 AND state <> 'paid'",
        )
        .bind(id)
        .bind(stored(transaction))
        .bind(i64::from(!first))
        .bind(now)
        .execute(&mut *tx)
        .await?;
        if !first {
            sqlx::query(
                "INSERT INTO surplus (transaction_id, attempt, found_at) VALUES ($1, $2, $3) ON CONFLICT (transaction_id) DO NOTHING",
            )
            .bind(stored(transaction))
            .bind(id)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        }
        close_challenges_of_paid(&mut tx, id, now).await?;
        tx.commit().await?;
        Ok(if first { Paid::Now } else { Paid::Surplus })
    }

    /// The bank or the gateway said no. `false`: the attempt was settled before.
    pub(crate) async fn declined(
        &self,
        id: &str,
        transaction: Option<u64>,
        reason: u32,
        now: i64,
    ) -> Result<bool, Trouble> {
        let moved = sqlx::query(
            "UPDATE attempts SET state = 'declined', transaction_id = COALESCE($2, transaction_id), reason = $3, settled_at = $4, acs_url = NULL, pa_req = NULL
             WHERE id = $1 AND state IN ('sent', 'unknown', 'challenge', 'confirming')",
        )
        .bind(id)
        .bind(transaction.map(stored))
        .bind(i64::from(reason))
        .bind(now)
        .execute(&self.pool)
        .await?;
        Ok(moved.rows_affected() == 1)
    }

    /// The charge was not even tried. `false`: the attempt was settled before.
    pub(crate) async fn refused(&self, id: &str, code: &str, now: i64) -> Result<bool, Trouble> {
        let moved = sqlx::query("UPDATE attempts SET state = 'refused', refusal = $2, settled_at = $3 WHERE id = $1 AND state IN ('sent', 'unknown')")
            .bind(id)
            .bind(code)
            .bind(now)
            .execute(&self.pool)
            .await?;
        Ok(moved.rows_affected() == 1)
    }

    /// The answer to a charge, or to the bank's answer, was lost.
    pub(crate) async fn lost(&self, id: &str) -> Result<bool, Trouble> {
        let moved =
            sqlx::query("UPDATE attempts SET state = 'unknown' WHERE id = $1 AND state IN ('sent', 'confirming')")
                .bind(id)
                .execute(&self.pool)
                .await?;
        Ok(moved.rows_affected() == 1)
    }

    /// The shopper gave up at the bank. `false`: the bank's answer, or another end, came first.
    pub(crate) async fn given_up(&self, id: &str, now: i64) -> Result<bool, Trouble> {
        let moved = sqlx::query(
            "UPDATE attempts SET state = 'abandoned', settled_at = $2, acs_url = NULL, pa_req = NULL WHERE id = $1 AND state = 'challenge'",
        )
        .bind(id)
        .bind(now)
        .execute(&self.pool)
        .await?;
        Ok(moved.rows_affected() == 1)
    }

    /// The gateway knows of no money, and none can move any more. `false`: the attempt has moved on since it was read, in this
    /// store or another one; whoever moved it knows better.
    pub(crate) async fn came_to_nothing(&self, seen: &Attempt, now: i64) -> Result<bool, Trouble> {
        let moved = sqlx::query(
            "UPDATE attempts SET state = 'abandoned', settled_at = $2, acs_url = NULL, pa_req = NULL
             WHERE id = $1 AND state IN ('sent', 'unknown', 'confirming') AND sent_at = $3 AND COALESCE(claimed_at, 0) = $4",
        )
        .bind(&seen.id)
        .bind(now)
        .bind(seen.sent_at)
        .bind(seen.claimed_at.unwrap_or(0))
        .execute(&self.pool)
        .await?;
        Ok(moved.rows_affected() == 1)
    }

    /// Closes the challenges opened before `then`: whoever left them has left.
    pub(crate) async fn close_stale_challenges(&self, then: i64, now: i64) -> Result<u64, Trouble> {
        let moved = sqlx::query(
            "UPDATE attempts SET state = 'abandoned', settled_at = $2, acs_url = NULL, pa_req = NULL WHERE state = 'challenge' AND created_at < $1",
        )
        .bind(then)
        .bind(now)
        .execute(&self.pool)
        .await?;
        Ok(moved.rows_affected())
    }
}

/// Closes the attempts that wait at the bank for an order which is paid, this attempt's: the bank's answer must not move money
/// any more. Whoever asks for one learns that nothing was charged, and at the next press that the order is paid.
async fn close_challenges_of_paid(tx: &mut AnyConnection, id: &str, now: i64) -> Result<u64, Trouble> {
    let closed = sqlx::query(
        "UPDATE attempts SET state = 'refused', refusal = $2, settled_at = $3, acs_url = NULL, pa_req = NULL
         WHERE state = 'challenge' AND order_id = (
           SELECT orders.id FROM orders JOIN attempts AS this ON this.order_id = orders.id WHERE this.id = $1 AND orders.status = 'paid')",
    )
    .bind(id)
    .bind(refusal::ORDER_PAID)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(closed.rows_affected())
}
