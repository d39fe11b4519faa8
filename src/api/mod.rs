//! What JavaScript sees of the headless part.
//!
//! `headless.js` has the functions of the package and reads their arguments: a value of the wrong kind, a getter that throws
//! and an argument left out all end in a [`CheckoutError`] with the code `component.bad_argument`, whose message never
//! repeats what was passed. Here are the three functions it asks, which take strings and numbers only. Nothing here panics.

mod answer;
mod check_field;
mod create_cryptogram;
mod edit_field;
mod error;

pub use check_field::check_field;
pub use create_cryptogram::create_cryptogram;
pub use edit_field::edit_field;
pub use error::CheckoutError;
