//! The custom element: `class.js` extends `HTMLElement`, `surface.js` listens, `picture.js` draws, [`Component`] decides.
//!
//! Events go in at [`Shell::dispatch`](shell::Shell), effects come out in `perform`, pictures in `render`, words to the page in `announce`.

mod announce;
mod component;
mod define;
mod heard;
mod perform;
mod press;
mod render;
mod settings;
mod shell;
mod store;
mod surface;
mod typing;

pub use component::Component;
pub use define::define;

/// A `TransactionId` as JavaScript has numbers: it stays far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "read from a JavaScript number, or checked to be below 2^53")]
fn number(transaction: u64) -> f64 {
    transaction as f64
}
