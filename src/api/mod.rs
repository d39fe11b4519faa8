//! What JavaScript sees of the headless part: one file per function, no logic, nothing that panics.
//!
//! Arguments come as they are and are read here: a value of the wrong kind, a getter that throws and a
//! caller that leaves an argument out all end in a [`CheckoutError`] with the code `component.bad_argument`, whose
//! message never repeats what was passed. `npm/index.js` re-exports every function under the same name.

mod answer;
mod argument;
mod check_expiry;
mod check_holder;
mod check_number;
mod check_security_code;
mod clock;
mod create_cryptogram;
mod edit_expiry;
mod edit_number;
mod edited;
mod error;

pub use check_expiry::check_expiry;
pub use check_holder::check_holder;
pub use check_number::check_number;
pub use check_security_code::check_security_code;
pub use create_cryptogram::create_cryptogram;
pub use edit_expiry::edit_expiry;
pub use edit_number::edit_number;
pub use error::CheckoutError;
