//! Attempts in the database.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::{Books, Trouble, fit};

/// How far an attempt has come. The first four are open; money can still move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Written; its charge is about to be sent, or has been, and no answer is known.
    Sent,
    /// The answer to its charge, or to the bank's answer, was lost.
    Unknown,
    /// The bank wants to see the shopper; nothing moves before the TermUrl is reached.
    Challenge,
    /// The bank's answer was taken and is being confirmed.
    Confirming,
    /// Money is taken.
    Paid,
    /// The bank or the gateway said no.
    Declined,
    /// The store or the gateway would not even try; nothing was charged.
    Refused,
    /// Closed before money could move.
    Abandoned,
}

/// One press of Pay.
#[derive(Debug, Clone)]
pub(crate) struct Attempt {
    pub(crate) id: String,
    pub(crate) order: String,
    pub(crate) state: State,
    /// Whether its charge request came at all.
    pub(crate) is_posted: bool,
    /// Minor units, as the browser sent it.
    pub(crate) amount: i64,
    pub(crate) currency: String,
    pub(crate) lang: String,
    pub(crate) token: String,
    pub(crate) transaction: Option<u64>,
    pub(crate) reason: u32,
    pub(crate) refusal: Option<String>,
    pub(crate) acs_url: Option<String>,
    pub(crate) pa_req: Option<String>,
    pub(crate) frame: bool,
    /// The origin of the page it was sent from; none for the store's public one.
    pub(crate) page: Option<String>,
    /// When the latest request that can move money was about to be sent, ms since 1970 UTC.
    pub(crate) sent_at: i64,
    /// When the bank's answer was taken, if it was.
    pub(crate) claimed_at: Option<i64>,
    pub(crate) asked_at: i64,
    pub(crate) asks: i64,
}

impl Attempt {
    /// Whether the bank's answer was taken.
    pub(crate) fn is_claimed(&self) -> bool {
        self.claimed_at.is_some()
    }

    /// Whether its outcome is unknown and the gateway may know it.
    pub(crate) fn is_in_doubt(&self) -> bool {
        matches!(self.state, State::Sent | State::Unknown | State::Confirming)
    }
}

impl Books {
    /// One attempt.
    pub(crate) async fn attempt(&self, id: &str) -> Result<Option<Attempt>, Trouble> {
        let mut connection = self.pool.acquire().await?;
        find(&mut connection, id).await
    }
}

/// Reads attempts. Every column is named: a prepared `SELECT *` fails in a running store once another one adds a column.
macro_rules! select {
    ($which:literal) => {
        concat!(
            "SELECT id, order_id, state, posted, amount, currency, lang, token, transaction_id, reason, refusal, acs_url, pa_req,
               frame, page, sent_at, claimed_at, asked_at, asks FROM attempts ",
            $which
        )
    };
}
pub(super) use select;

pub(super) async fn find(connection: &mut AnyConnection, id: &str) -> Result<Option<Attempt>, Trouble> {
    let row = sqlx::query(select!("WHERE id = $1")).bind(fit(id)).fetch_optional(connection).await?;
    row.as_ref().map(attempt).transpose()
}

pub(super) fn attempt(row: &AnyRow) -> Result<Attempt, Trouble> {
    let state: String = row.try_get("state")?;
    Ok(Attempt {
        id: row.try_get("id")?,
        order: row.try_get("order_id")?,
        state: read(&state).ok_or_else(|| Trouble::Decode(format!("unknown attempt state {state:?}").into()))?,
        is_posted: row.try_get::<i64, _>("posted")? != 0,
        amount: row.try_get("amount")?,
        currency: row.try_get("currency")?,
        lang: row.try_get("lang")?,
        token: row.try_get("token")?,
        transaction: row.try_get::<Option<i64>, _>("transaction_id")?.and_then(|id| u64::try_from(id).ok()),
        reason: u32::try_from(row.try_get::<i64, _>("reason")?).unwrap_or(0),
        refusal: row.try_get("refusal")?,
        acs_url: row.try_get("acs_url")?,
        pa_req: row.try_get("pa_req")?,
        frame: row.try_get::<i64, _>("frame")? != 0,
        page: row.try_get("page")?,
        sent_at: row.try_get("sent_at")?,
        claimed_at: row.try_get("claimed_at")?,
        asked_at: row.try_get("asked_at")?,
        asks: row.try_get("asks")?,
    })
}

fn read(state: &str) -> Option<State> {
    Some(match state {
        "sent" => State::Sent,
        "unknown" => State::Unknown,
        "challenge" => State::Challenge,
        "confirming" => State::Confirming,
        "paid" => State::Paid,
        "declined" => State::Declined,
        "refused" => State::Refused,
        "abandoned" => State::Abandoned,
        _ => return None,
    })
}
