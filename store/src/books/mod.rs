//! The store's database. All SQL of the store is in this folder, and nothing outside it names sqlx.
//!
//! The SQL is portable between SQLite and PostgreSQL: `$1` parameters, no upserts beyond `ON CONFLICT`, and every
//! decision that must hold is a conditional `UPDATE` whose row count is read, inside a transaction.

mod asking;
mod attempt;
mod limit;
mod notice;
mod open;
mod order;
mod program;
mod settle;
mod term;

use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Sqlite, Transaction};

pub(crate) use attempt::{Attempt, State};
pub(crate) use notice::Notice;
pub(crate) use open::{Counted, NewAttempt, Opened, Tombstone};
pub(crate) use order::Order;
pub(crate) use settle::Paid;
pub(crate) use term::Claim;

/// What goes wrong with a database.
pub(crate) type Trouble = sqlx::Error;

/// The database.
#[derive(Debug, Clone)]
pub(crate) struct Books {
    pool: SqlitePool,
}

impl Books {
    /// Opens the database, makes it if it is not there, and brings its tables up to date.
    pub(crate) async fn open(url: &str) -> Result<Self, Trouble> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An attempt must outlive a power cut from the moment its charge is sent.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(PATIENCE)
            .disable_statement_logging();
        let pool = SqlitePoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await?;
        TABLES.run(&pool).await.map_err(|wrong| Trouble::Migrate(Box::new(wrong)))?;
        Ok(Self { pool })
    }

    /// Whether the database answers.
    pub(crate) async fn is_well(&self) -> bool {
        sqlx::query("SELECT 1").execute(&self.pool).await.is_ok()
    }

    /// Lets go of the database.
    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }

    /// A transaction that will write: SQLite takes its lock at once, so that none fails half-way for being second.
    async fn begin(&self) -> Result<Transaction<'static, Sqlite>, Trouble> {
        self.pool.begin_with("BEGIN IMMEDIATE").await
    }
}

static TABLES: Migrator = sqlx::migrate!("./migrations");

const CONNECTIONS: u32 = 8;
const PATIENCE: Duration = Duration::from_secs(10);

/// A TransactionId as the database holds it; those above 2^63 do not exist.
fn stored(transaction: u64) -> i64 {
    i64::try_from(transaction).unwrap_or(i64::MAX)
}
