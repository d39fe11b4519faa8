//! A time-out that is cancelled when its owner drops it.

use gloo::timers::callback::Timeout;

/// A pending time-out; dropped before it fires, it never does.
pub struct Timer {
    _timeout: Timeout,
}

impl Timer {
    /// Calls `then` once, `ms` milliseconds from now or later; above 2^31 - 1, which the browser would read as now, it is 2^31 - 1 (24 days).
    #[must_use]
    pub fn after(ms: u32, then: impl FnOnce() + 'static) -> Self {
        Self { _timeout: Timeout::new(ms.min(i32::MAX.unsigned_abs()), then) }
    }
}
