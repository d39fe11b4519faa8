//! The store's database: SQLite or PostgreSQL. All SQL of the store is in this folder, and nothing outside it names sqlx.
//!
//! The SQL, the tables' too, is the same for both: `$1` parameters, no upserts beyond `ON CONFLICT`, and every
//! decision that must hold is a conditional `UPDATE` whose row count is read, inside a transaction.

mod asking;
mod attempt;
mod database;
mod limit;
mod notice;
mod open;
mod order;
mod program;
mod settle;
mod term;

use sqlx::{Any, AnyPool, Transaction};

pub(crate) use attempt::{Attempt, State};
pub(crate) use notice::{FINE, Notice};
pub(crate) use open::{Counted, NewAttempt, Opened, Tombstone};
pub(crate) use order::Order;
pub(crate) use settle::Paid;
pub(crate) use term::Claim;

/// What goes wrong with a database.
pub(crate) type Trouble = sqlx::Error;

/// The database.
#[derive(Debug, Clone)]
pub(crate) struct Books {
    pool: AnyPool,
    kind: database::Kind,
}

impl Books {
    /// Opens the database, makes it if it is a file that is not there, and brings its tables up to date.
    pub(crate) async fn open(url: &str) -> Result<Self, Trouble> {
        let (pool, kind) = database::open(url).await?;
        Ok(Self { pool, kind })
    }

    /// Whether the database answers.
    pub(crate) async fn is_well(&self) -> bool {
        sqlx::query("SELECT 1").execute(&self.pool).await.is_ok()
    }

    /// Lets go of the database.
    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }

    /// A transaction that will write.
    async fn begin(&self) -> Result<Transaction<'static, Any>, Trouble> {
        let (pool, begin) = (self.pool.clone(), self.kind.begin());
        // In a task of its own: sqlx takes back no BEGIN whose waiter went away before PostgreSQL had answered it, and the
        // connection would go back to the pool inside a transaction that nobody ends.
        match tokio::spawn(async move { pool.begin_with(begin).await }).await {
            Ok(transaction) => transaction,
            Err(_) => Err(Trouble::WorkerCrashed),
        }
    }
}

/// Whether it was a wait for what another store on the same database holds: PostgreSQL's `lock_not_available` or `query_canceled`.
pub(crate) fn waited_too_long(trouble: &Trouble) -> bool {
    let code = trouble.as_database_error().and_then(sqlx::error::DatabaseError::code);
    matches!(code.as_deref(), Some("55P03" | "57014"))
}

/// What is asked for by its name, as a database takes it: PostgreSQL has no text with a NUL in it, and nothing of that name is there.
fn fit(name: &str) -> Option<&str> {
    Some(name).filter(|name| !name.contains('\0'))
}

/// A TransactionId as the database holds it; those above 2^63 do not exist.
fn stored(transaction: u64) -> i64 {
    i64::try_from(transaction).unwrap_or(i64::MAX)
}
