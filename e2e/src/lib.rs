//! The shop in a real browser of three engines, over WebDriver: the real store with a real database file, the real sandbox,
//! all started inside the test and gone with it.
//!
//! A test is one [`scenario`]. It gets a [`World`], walks through [`page`]s, and fails on its own assertions, on any
//! error the browser's console shows that it did not name beforehand, and on any request beyond this machine.
//! Screenshots of each step stay under `target/e2e/<engine>/<test>/`.

#![expect(
    clippy::missing_errors_doc,
    reason = "every step can fail in one way: the browser did not come to what the step waits for"
)]

mod album;
mod audit;
mod card;
mod engine;
mod failure;
mod ledger;
mod noise;
pub mod page;
mod relay;
mod scenario;
mod servers;
mod setup;
mod tree;
mod turnstile;
mod until;
mod world;

pub use card::{Card, MASTERCARD_WITH_CHALLENGE, VISA_PLAIN, VISA_POOR, VISA_WITH_CHALLENGE};
pub use engine::{Engine, Need};
pub use failure::{Failure, Outcome};
pub use ledger::{Ledger, Transaction};
pub use relay::Request;
pub use scenario::scenario;
pub use setup::{Screen, Setup};
pub use until::until;
pub use world::World;
