//! The bank's answer is taken here, once per attempt.

use super::{Attempt, Books, State, Trouble, attempt, fit, stored};

/// What became of taking the bank's answer.
#[derive(Debug)]
pub(crate) enum Claim {
    /// It is taken: whoever got this calls post3ds, once.
    Taken(Attempt),
    /// It was taken before.
    Again(Attempt),
    /// The attempt is closed: nothing will be charged.
    Closed(Attempt),
    /// The `MD` is not this attempt's transaction.
    WrongMd,
    /// No attempt has this token.
    Unknown,
}

impl Books {
    /// Takes the bank's answer for the attempt with this token, if it waits for one about this transaction and its order is
    /// not paid.
    pub(crate) async fn claim(&self, token: &str, md: u64, now: i64) -> Result<Claim, Trouble> {
        let mut tx = self.begin().await?;
        // The order first, as whoever marks it paid does: of the two one is first and the other sees it.
        sqlx::query("UPDATE orders SET touched_at = $2 WHERE id = (SELECT order_id FROM attempts WHERE token = $1)")
            .bind(token)
            .bind(now)
            .execute(&mut *tx)
            .await?;
        let mine = sqlx::query(
            "UPDATE attempts SET state = 'confirming', claimed_at = $3, sent_at = $3
             WHERE token = $1 AND transaction_id = $2 AND state = 'challenge' AND claimed_at IS NULL
               AND EXISTS (SELECT 1 FROM orders WHERE orders.id = attempts.order_id AND orders.status = 'open')",
        )
        .bind(token)
        .bind(stored(md))
        .bind(now)
        .execute(&mut *tx)
        .await?
        .rows_affected()
            == 1;
        let row = sqlx::query(attempt::select!("WHERE token = $1")).bind(token).fetch_optional(&mut *tx).await?;
        let Some(found) = row.as_ref().map(attempt::attempt).transpose()? else { return Ok(Claim::Unknown) };
        tx.commit().await?;
        Ok(match found {
            found if mine => Claim::Taken(found),
            found if found.transaction != Some(md) => Claim::WrongMd,
            found if found.is_claimed() || found.state == State::Paid || found.state == State::Declined => {
                Claim::Again(found)
            }
            found => Claim::Closed(found),
        })
    }

    /// The attempt whose TermUrl holds this token.
    pub(crate) async fn attempt_by_token(&self, token: &str) -> Result<Option<Attempt>, Trouble> {
        let row = sqlx::query(attempt::select!("WHERE token = $1")).bind(fit(token)).fetch_optional(&self.pool).await?;
        row.as_ref().map(attempt::attempt).transpose()
    }
}
