//! The secure window's conversation, the payment page's half: who may speak to the page, and what is said when.
//!
//! ```text
//! page  -> store   hello { nonce }            from window to window, to whoever opened the page; holds no secret
//! store -> page    open { nonce } + port      the same nonce; from the page's opener, of a listed origin: pinned from here on
//! store -> page    order, token, leave        on the port
//! page  -> store   ready, height, phase, result, token, tab, close
//! ```
//!
//! The store's half is `npm/window/channel.js`. Both run against one table of conversations, `tests/traces/channel.json`.
//! Neither card data nor, unless the store charges cryptograms itself, a cryptogram has a message to travel in.

mod machine;
mod message;

pub use machine::{Channel, Verdict};
pub use message::{Greeting, HELLO, Heard, OPEN, Said};
