//! Waiting: for a condition, never for a time.

use std::{
    fmt::Display,
    time::{Duration, Instant},
};

use crate::{Failure, Outcome};

/// Looks again and again until `look` finds something. An error while looking (an element that was just replaced) counts as
/// "not yet".
///
/// # Errors
/// Nothing was found in time; the failure names `what` and the last error seen.
pub async fn until<T>(what: impl Display, mut look: impl AsyncFnMut() -> Outcome<Option<T>>) -> Outcome<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let seen = look().await;
        if let Ok(Some(found)) = seen {
            return Ok(found);
        }
        if Instant::now() > deadline {
            let last = seen.err().map(|error| format!(" (last: {error})")).unwrap_or_default();
            return Err(Failure::new(format!("waited {} s for {what}{last}", PATIENCE.as_secs())));
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

/// Far above what any step takes on a busy machine of two cores, and below what a person watching would bear.
const PATIENCE: Duration = Duration::from_secs(25);
const INTERVAL: Duration = Duration::from_millis(40);
