//! The bank's page: in a frame or in the whole window, and the message that it is done.
//!
//! What comes back here is a hint. Only the store's server knows how the challenge ended, and is asked.

mod address;
mod error;
mod frame;
mod policy;
mod whole_window;

pub use error::ChallengeError;
pub use frame::{Frame, Outcome, frame};
pub use policy::Directive;
pub use whole_window::{Departure, whole_window};
