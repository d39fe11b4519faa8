//! The time, from outside: the one place the store reads a clock it decides by.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Tells the time in milliseconds since 1970 UTC; a test holds one it moves by hand.
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    System,
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still at `start` (ms since 1970 UTC) until it is [advanced](Clock::advance).
    #[must_use]
    pub fn manual(start: i64) -> Self {
        Self(Source::Manual(Arc::new(AtomicI64::new(start))))
    }

    /// Moves a manual clock, and every clone of it, forward; does nothing to the machine's.
    pub fn advance(&self, by: Duration) {
        if let Source::Manual(now) = &self.0 {
            now.fetch_add(millis(by), Ordering::SeqCst);
        }
    }

    /// Sets a manual clock, and every clone of it, back; does nothing to the machine's.
    pub fn set_back(&self, by: Duration) {
        if let Source::Manual(now) = &self.0 {
            now.fetch_sub(millis(by), Ordering::SeqCst);
        }
    }

    /// Milliseconds since 1970 UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        match &self.0 {
            Source::System => millis(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()),
            Source::Manual(now) => now.load(Ordering::SeqCst),
        }
    }
}

/// How far apart the clocks of several stores on one database may be. What is further ahead was written before a clock was set back.
pub(crate) const CLOCKS_APART: Duration = Duration::from_secs(30);

/// A span in whole milliseconds, as the books count time.
pub(crate) fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}
