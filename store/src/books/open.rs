//! How an attempt comes into the books: before its charge is sent, or closed before it came.

use cloudpayments_checkout::wire::refusal;
use sqlx::AnyConnection;

use super::{Attempt, Books, Order, Trouble, attempt, limit, order};
use crate::limit::Rate;

/// An attempt to be written. The cryptogram and the holder's name are not part of it.
#[derive(Debug, Clone)]
pub(crate) struct NewAttempt {
    pub(crate) id: String,
    pub(crate) order: String,
    /// Minor units, as the shopper saw them.
    pub(crate) amount: i64,
    pub(crate) currency: String,
    pub(crate) lang: String,
    pub(crate) token: String,
    /// The origin of the page it comes from; none for the store's public one.
    pub(crate) page: Option<String>,
}

/// What an attempt is counted under, and how often it may be.
#[derive(Debug, Clone)]
pub(crate) struct Counted {
    pub(crate) key: String,
    pub(crate) rate: Rate,
}

/// What became of writing an attempt.
#[derive(Debug)]
pub(crate) enum Opened {
    /// It is written: its charge may be sent, once, by whoever got this.
    New(Box<Attempt>, Order),
    /// It was there already, or has just been written as refused.
    Known(Box<Attempt>),
    /// There is no such order.
    OrderUnknown,
    /// The order has had too many.
    TooMany,
}

/// What became of closing an attempt that may never have come.
#[derive(Debug)]
pub(crate) enum Tombstone {
    /// It is closed: a charge request that comes late is refused.
    Written,
    /// It is known after all.
    Known(Box<Attempt>),
    /// There is no such order.
    OrderUnknown,
    /// The order has had too many; a charge request that comes late is refused for that.
    TooMany,
}

impl Books {
    /// Writes an attempt as `sent`, or as `refused` when its order is paid, busy, or costs something else, or when there
    /// were too many lately, so that the same request gets the same answer for ever.
    pub(crate) async fn open_attempt(&self, new: &NewAttempt, limits: &[Counted], now: i64) -> Result<Opened, Trouble> {
        let mut tx = self.begin().await?;
        let order = lock(&mut tx, &new.order, now).await?;
        // After the lock: another instance may have written it a moment ago.
        if let Some(known) = attempt::find(&mut tx, &new.id).await? {
            return Ok(Opened::Known(Box::new(known)));
        }
        let Some(order) = order else { return Ok(Opened::OrderUnknown) };
        if count(&mut tx, &new.order).await? >= MOST_ATTEMPTS {
            return Ok(Opened::TooMany);
        }
        let refusal = if order.is_paid {
            Some(refusal::ORDER_PAID)
        } else if is_busy(&mut tx, &new.order).await? {
            Some(refusal::ORDER_BUSY)
        } else if (order.amount, &order.currency) != (new.amount, &new.currency) {
            Some(refusal::PRICE_CHANGED)
        } else if is_too_often(&mut tx, limits, now).await? {
            Some(refusal::TOO_MANY)
        } else {
            None
        };
        let state = if refusal.is_some() { "refused" } else { "sent" };
        if let Err(trouble) = insert(&mut tx, new, state, true, refusal, now).await {
            drop(tx);
            return self.second(new, trouble).await.map(Opened::Known);
        }
        let written = attempt::find(&mut tx, &new.id).await?.ok_or(Trouble::RowNotFound)?;
        tx.commit().await?;
        Ok(if refusal.is_some() { Opened::Known(Box::new(written)) } else { Opened::New(Box::new(written), order) })
    }

    /// Writes an attempt as closed, unless it is known.
    pub(crate) async fn bury(&self, new: &NewAttempt, now: i64) -> Result<Tombstone, Trouble> {
        let mut tx = self.begin().await?;
        let order = lock(&mut tx, &new.order, now).await?;
        if let Some(known) = attempt::find(&mut tx, &new.id).await? {
            return Ok(Tombstone::Known(Box::new(known)));
        }
        if order.is_none() {
            return Ok(Tombstone::OrderUnknown);
        }
        if count(&mut tx, &new.order).await? >= MOST_ATTEMPTS {
            return Ok(Tombstone::TooMany);
        }
        if let Err(trouble) = insert(&mut tx, new, "abandoned", false, None, now).await {
            drop(tx);
            return self.second(new, trouble).await.map(Tombstone::Known);
        }
        tx.commit().await?;
        Ok(Tombstone::Written)
    }

    /// Someone was first: the same id under another order's lock. What they wrote counts.
    async fn second(&self, new: &NewAttempt, trouble: Trouble) -> Result<Box<Attempt>, Trouble> {
        if !trouble.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation) {
            return Err(trouble);
        }
        self.attempt(&new.id).await?.map(Box::new).ok_or(trouble)
    }
}

/// Takes the order's row, in any database, so that two attempts of one order are judged one after the other.
async fn lock(tx: &mut AnyConnection, id: &str, now: i64) -> Result<Option<Order>, Trouble> {
    sqlx::query("UPDATE orders SET touched_at = $1 WHERE id = $2").bind(now).bind(id).execute(&mut *tx).await?;
    order::find(tx, id).await
}

async fn count(tx: &mut AnyConnection, order: &str) -> Result<i64, Trouble> {
    sqlx::query_scalar("SELECT COUNT(*) FROM attempts WHERE order_id = $1").bind(order).fetch_one(tx).await
}

async fn is_busy(tx: &mut AnyConnection, order: &str) -> Result<bool, Trouble> {
    let open: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM attempts WHERE order_id = $1 AND state IN ('sent', 'unknown', 'challenge', 'confirming')",
    )
    .bind(order)
    .fetch_one(tx)
    .await?;
    Ok(open > 0)
}

async fn is_too_often(tx: &mut AnyConnection, limits: &[Counted], now: i64) -> Result<bool, Trouble> {
    for counted in limits {
        if !limit::may(tx, &counted.key, counted.rate, now).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn insert(
    tx: &mut AnyConnection,
    new: &NewAttempt,
    state: &str,
    posted: bool,
    refusal: Option<&str>,
    now: i64,
) -> Result<(), Trouble> {
    sqlx::query(
        "INSERT INTO attempts (id, order_id, state, posted, amount, currency, lang, token, refusal, created_at, sent_at, page)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)",
    )
    .bind(&new.id)
    .bind(&new.order)
    .bind(state)
    .bind(i64::from(posted))
    .bind(new.amount)
    .bind(&new.currency)
    .bind(&new.lang)
    .bind(&new.token)
    .bind(refusal)
    .bind(now)
    .bind(&new.page)
    .execute(tx)
    .await?;
    Ok(())
}

/// More presses of Pay than anyone needs for one order, fewer than someone trying stolen cards wants.
const MOST_ATTEMPTS: i64 = 30;
