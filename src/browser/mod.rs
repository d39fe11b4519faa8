//! The browser in words that name no web crate: the only module that imports `web_sys` and `js_sys`.
//!
//! It knows no payment word. Every handle is RAII (listener, time-out, request, tag), and whatever JavaScript hands in or
//! throws becomes an `Option` or a `Result`, never a panic: a page may hold proxies, throwing getters and patched prototypes.

pub mod callback;
pub mod clock;
pub mod deferred;
pub mod dom;
pub mod emit;
pub mod fetch;
pub mod frame;
pub mod input;
pub mod internals;
pub mod listen;
pub mod object;
pub mod post;
pub mod random;
pub mod read;
pub mod storage;
pub mod timer;
pub mod url;

pub use dom::{Element, Root};
pub use input::Input;
pub use listen::{Event, Listener};
pub use timer::Timer;
