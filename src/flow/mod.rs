//! The payment as a state machine: [`Flow::handle`] takes an [`Event`], moves to a [`Phase`] and says which [`Effect`]s to perform.
//!
//! ```text
//! Editing -Submitted-> Encrypting -Encrypted-> Charging -Answered-> Settled
//!                                                 |  \-challenge-> Challenging -ChallengeReturned | ChallengeLeft-> Confirming -Answered-> Settled
//!                                                 \-Unanswered-> Unclear -Answered-> Settled
//! ```
//!
//! It reads no clock, no random source and no network: time and chance arrive in events. Card and cryptogram are in the
//! events and never kept, so that one [`Event::Submitted`] can lead to one [`Effect::Charge`] and no more.

mod attempt;
mod effect;
mod event;
mod failure;
mod machine;
mod outcome;
mod phase;

pub use attempt::Attempt;
pub use effect::Effect;
pub use event::Event;
pub use failure::{Failure, Fault};
pub use machine::{Flow, Mode};
pub use outcome::{GaveUp, Outcome};
pub use phase::Phase;
