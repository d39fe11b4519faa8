//! What goes wrong next: a queue of faults per route, set through `/admin/faults` or `--faults`, and faults at random by a seed.

mod dice;
mod error;
mod fault;
mod kind;
mod row;
mod table;

pub use dice::Dice;
pub use error::FaultError;
pub use fault::{Body, Fault, Sending, When};
pub use kind::Kind;
pub use row::FaultOrder;
pub(crate) use table::Faults;
