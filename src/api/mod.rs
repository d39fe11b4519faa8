//! What JavaScript sees of the headless part.
//!
//! `headless.js` has the functions of the package and reads their arguments: a value of the wrong kind, a getter that throws
//! and an argument left out all end in a [`CheckoutError`] with the code `component.bad_argument`, whose message never
//! repeats what was passed. It asks the functions here. Nothing here panics.

#[cfg(feature = "own-fields")]
mod ask;
#[cfg(feature = "own-fields")]
mod card;
mod error;

#[cfg(feature = "own-fields")]
pub use ask::{ask_edit, ask_rules, ask_words};
#[cfg(feature = "own-fields")]
pub use card::{ask_card, ask_failure};
pub use error::CheckoutError;
