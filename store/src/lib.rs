//! A small merchant server: the server half of a CloudPayments checkout.
//!
//! It keeps programs, orders and attempts, charges a cryptogram once per attempt, takes the bank's 3-D Secure answer at
//! its TermUrl, asks the gateway when an answer is lost, and never sends a charge again. [`Store::start`] runs it.

mod access;
mod body;
mod books;
mod chance;
mod clock;
mod gateway;
mod headers;
mod limit;
mod origin;
mod pages;
mod payments;
mod price;
mod proxy;
mod secret;
mod server;
mod settings;
mod shop;
mod sold;
mod webhooks;
mod window;

pub mod cli;

pub use clock::Clock;
pub use limit::{Limits, Rate};
pub use proxy::Network;
pub use secret::Secret;
pub use server::{Running, StartError, Store};
pub use settings::{Patience, Settings};
pub use window::Pay;
