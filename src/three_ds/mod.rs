//! The bank's page: in a frame or in the whole window, and the message that it is done.
//!
//! What comes back here is a hint. Only the store's server knows how the challenge ended, and is asked.

mod bank;
mod error;

pub use bank::{Bank, Place, open};
pub use error::ChallengeError;
