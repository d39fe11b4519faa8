//! Shoppers, store, gateway and bank together, without a browser.
//!
//! The shopper is the component's own state machine ([`cloudpayments_checkout::flow`]), the store and the sandbox are the real
//! ones over HTTP. What a browser adds (the provider's script, the bank's frame) is tested in `e2e/`.

mod audit;
mod bank;
mod chance;
mod packet;
mod process;
mod shopper;
mod stage;
mod wire;

pub mod load;
pub mod soak;

pub use audit::{Audit, audit};
pub use bank::AtTheBank;
pub use packet::{Packets, cards};
pub use process::{StoreOptions, serve};
pub use shopper::{Seen, Shopper};
pub use stage::{Stage, settings};

/// Why a rehearsal cannot go on: always a fault of the rehearsal or the machine, never of a payment.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;
