//! How many browsers run at once.

use std::sync::{Condvar, Mutex, PoisonError};

/// The right to run one browser; given back when dropped.
pub(crate) struct Pass(());

/// Waits for a place. It counts within this process; `.config/nextest.toml` does the same between processes.
pub(crate) fn enter() -> Pass {
    let mut inside = INSIDE.lock().unwrap_or_else(PoisonError::into_inner);
    while *inside >= AT_ONCE {
        inside = LEFT.wait(inside).unwrap_or_else(PoisonError::into_inner);
    }
    *inside += 1;
    Pass(())
}

impl Drop for Pass {
    fn drop(&mut self) {
        *INSIDE.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        LEFT.notify_one();
    }
}

const AT_ONCE: usize = 2;
static INSIDE: Mutex<usize> = Mutex::new(0);
static LEFT: Condvar = Condvar::new();
