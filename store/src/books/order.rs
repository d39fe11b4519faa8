//! Orders in the database.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::{Books, Trouble, fit};
use crate::price;
use crate::sold::Program;

/// An order: one program for one shopper at the price it had then.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    pub(crate) id: String,
    pub(crate) program: String,
    /// Minor units.
    pub(crate) amount: i64,
    pub(crate) currency: String,
    pub(crate) is_paid: bool,
    /// The attempt that paid it.
    pub(crate) attempt: Option<String>,
    pub(crate) transaction: Option<u64>,
    /// Milliseconds since 1970 UTC.
    pub(crate) paid_at: Option<i64>,
}

impl Books {
    /// Writes a new order.
    pub(crate) async fn place(&self, id: &str, program: &Program, lang: &str, now: i64) -> Result<(), Trouble> {
        sqlx::query(
            "INSERT INTO orders (id, program, lang, amount, currency, status, created_at, touched_at) VALUES ($1, $2, $3, $4, $5, 'open', $6, $6)",
        )
        .bind(id)
        .bind(&program.id)
        .bind(lang)
        .bind(price::parse(&program.amount, &program.currency).unwrap_or_default())
        .bind(&program.currency)
        .bind(now)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// One order.
    pub(crate) async fn order(&self, id: &str) -> Result<Option<Order>, Trouble> {
        let mut connection = self.pool.acquire().await?;
        find(&mut connection, id).await
    }

    /// The order's open attempt, if it has one.
    pub(crate) async fn open_attempt_of(&self, order: &str) -> Result<Option<String>, Trouble> {
        sqlx::query_scalar(
            "SELECT id FROM attempts WHERE order_id = $1 AND state IN ('sent', 'unknown', 'challenge', 'confirming')",
        )
        .bind(order)
        .fetch_optional(&self.pool)
        .await
    }
}

pub(super) async fn find(connection: &mut AnyConnection, id: &str) -> Result<Option<Order>, Trouble> {
    // Every column is named, as with attempts.
    let sql =
        "SELECT id, program, amount, currency, status, attempt, transaction_id, paid_at FROM orders WHERE id = $1";
    let row = sqlx::query(sql).bind(fit(id)).fetch_optional(connection).await?;
    row.as_ref().map(order).transpose()
}

fn order(row: &AnyRow) -> Result<Order, Trouble> {
    Ok(Order {
        id: row.try_get("id")?,
        program: row.try_get("program")?,
        amount: row.try_get("amount")?,
        currency: row.try_get("currency")?,
        is_paid: row.try_get::<String, _>("status")? == "paid",
        attempt: row.try_get("attempt")?,
        transaction: row.try_get::<Option<i64>, _>("transaction_id")?.and_then(|id| u64::try_from(id).ok()),
        paid_at: row.try_get("paid_at")?,
    })
}
