//! Which database it is, and how it is opened.

use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::migrate::Migrator;
use sqlx::{AnyPool, ConnectOptions as _, Executor as _};
use tokio::time::timeout;

use super::Trouble;

/// The databases the store runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One file, one store.
    Sqlite,
    /// Any number of stores at once.
    Postgres,
}

impl Kind {
    fn of(url: &str) -> Result<Self, Trouble> {
        // The address itself is not repeated: it may hold a password.
        match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => Ok(Self::Sqlite),
            Some("postgres" | "postgresql") => Ok(Self::Postgres),
            _ => Err(Trouble::Configuration("DATABASE_URL wants sqlite://... or postgres://...".into())),
        }
    }

    /// How a transaction that will write begins: SQLite takes its lock at once, so that none fails half-way for being second.
    pub(super) fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN ISOLATION LEVEL READ COMMITTED",
        }
    }

    /// What every connection is told first. An attempt must outlive a power cut from the moment its charge is sent, whatever
    /// the server's own settings say; and nobody waits for ever.
    fn manners(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"
            }
            Self::Postgres => {
                "SET synchronous_commit = on; SET lock_timeout = '10s'; SET statement_timeout = '20s'; SET idle_in_transaction_session_timeout = '30s'"
            }
        }
    }
}

/// Opens the database and brings its tables up to date; several stores may do so at once. One that is only starting is waited for.
pub(super) async fn open(url: &str) -> Result<(AnyPool, Kind), Trouble> {
    open_within(url, PATIENCE).await
}

async fn open_within(url: &str, patience: Duration) -> Result<(AnyPool, Kind), Trouble> {
    install_default_drivers();
    let kind = Kind::of(url)?;
    let options = made_if_missing(url, kind).parse::<AnyConnectOptions>()?.disable_statement_logging();
    let pool = AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(patience)
        .after_connect(move |connection, _| Box::pin(async move { connection.execute(kind.manners()).await.map(drop) }))
        .connect_with(options.clone())
        .await;
    let pool = match pool {
        // The pool says how long it has tried, and not why in vain; a connection by itself does.
        Err(Trouble::PoolTimedOut) => match timeout(patience, options.connect()).await {
            Ok(Err(why)) => return Err(why),
            _ => return Err(Trouble::PoolTimedOut),
        },
        opened => opened?,
    };
    TABLES.run(&pool).await.map_err(|wrong| Trouble::Migrate(Box::new(wrong)))?;
    Ok((pool, kind))
}

/// A SQLite file that is not there is made; a PostgreSQL database has to be there.
fn made_if_missing(url: &str, kind: Kind) -> String {
    match (kind, url.split_once('?')) {
        (Kind::Sqlite, None) => format!("{url}?mode=rwc"),
        (Kind::Sqlite, Some((file, query))) if !query.contains("mode=") => format!("{file}?mode=rwc&{query}"),
        _ => url.to_owned(),
    }
}

static TABLES: Migrator = sqlx::migrate!("./migrations");

const CONNECTIONS: u32 = 8;
const PATIENCE: Duration = Duration::from_secs(10);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_says_which_database_it_is_and_is_never_repeated() {
        assert_eq!(Kind::of("sqlite://store.db").unwrap(), Kind::Sqlite);
        assert_eq!(Kind::of("postgres://store@db/store").unwrap(), Kind::Postgres);
        assert_eq!(Kind::of("postgresql://store@db/store").unwrap(), Kind::Postgres);
        let told = Kind::of("mysql://store:sesame@db/store").unwrap_err().to_string();
        assert!(told.contains("postgres://") && !told.contains("sesame"), "{told}");
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_is_told_by_what_the_system_says_of_it() {
        let free = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
        let url = format!("postgres://store:sesame@{free}/store");
        let told = open_within(&url, Duration::from_millis(100)).await.unwrap_err().to_string();
        assert!(told.contains("refused") && !told.contains("sesame"), "{told}");
    }

    #[test]
    fn a_missing_file_is_made_unless_the_address_says_otherwise() {
        for (url, wanted) in [
            ("sqlite://store.db", "sqlite://store.db?mode=rwc"),
            ("sqlite://store.db?mode=rw", "sqlite://store.db?mode=rw"),
            ("sqlite://store.db?cache=private", "sqlite://store.db?mode=rwc&cache=private"),
        ] {
            assert_eq!(made_if_missing(url, Kind::Sqlite), wanted);
        }
        assert_eq!(made_if_missing("postgres://db/store", Kind::Postgres), "postgres://db/store");
    }
}
