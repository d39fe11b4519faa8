//! The browser in words that name no web crate: the only module that imports `js_sys`.
//!
//! It knows no payment word. A time-out ends with its owner, and whatever JavaScript hands in or
//! throws becomes an `Option` or a `Result`, never a panic: a page may hold proxies, throwing getters and patched prototypes.

pub mod callback;
pub mod clock;
pub mod fetch;
pub mod random;
pub mod timer;

pub use timer::Timer;
