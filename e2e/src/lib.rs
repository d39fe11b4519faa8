//! The shop in a real browser: Chromium over WebDriver, the real store with a real database file, the real sandbox,
//! all started inside the test and gone with it.
//!
//! A test is one [`scenario`]. It gets a [`World`], walks through [`page`]s, and fails on its own assertions, on any
//! error the browser's console shows that it did not name beforehand, and on any request beyond this machine.
//! Screenshots of each step stay under `target/e2e/<test>/`.

#![expect(
    clippy::missing_errors_doc,
    reason = "every step can fail in one way: the browser did not come to what the step waits for"
)]

mod album;
mod browser;
mod card;
mod chromedriver;
mod failure;
mod ledger;
mod noise;
pub mod page;
mod scenario;
mod servers;
mod traffic;
mod turnstile;
mod until;
mod world;

pub use card::{Card, MASTERCARD_WITH_CHALLENGE, VISA_PLAIN, VISA_POOR, VISA_WITH_CHALLENGE};
pub use failure::{Failure, Outcome};
pub use ledger::{Ledger, Transaction};
pub use scenario::scenario;
pub use traffic::Request;
pub use until::until;
pub use world::{Screen, Setup, World};
