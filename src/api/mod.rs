//! What JavaScript sees of the headless part.
//!
//! `headless.js` has the functions of the package and reads their arguments: a value of the wrong kind, a getter that throws
//! and an argument left out all end in a [`CheckoutError`] with the code `component.bad_argument`, whose message never
//! repeats what was passed. It asks the one function here, with an object of its own making. Nothing here panics.

mod answer;
mod ask;
mod create_cryptogram;
mod error;

pub use ask::ask_rules;
pub use error::CheckoutError;
