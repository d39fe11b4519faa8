//! A local CloudPayments (TipTop Pay) and issuing bank, so that a store is built and tested with no network and no account.
//!
//! It serves the checkout script, the gateway's API, the bank's 3-D Secure page and the webhooks, faithfully enough that an API
//! client and a checkout page cannot tell the difference; no money moves and no real card is ever taken.
//!
//! ```text
//! GET  /checkout.js                      the cryptogram script: our own code, the documented surface, a key made at start
//! GET  /bins/info                        what the script asks before it encrypts; answers any origin
//! GET  /payments/publickey               the key as apps ask for it
//! POST /payments/cards/charge | auth     pay by a cryptogram in one step | two; Basic auth, JSON or form, X-Request-ID
//! POST /payments/cards/post3ds           hand over the bank's PaRes
//! POST /payments/confirm | void | refund
//! POST /payments/get | /payments/find | /v2/payments/find
//! POST /test
//! POST /acs                              the bank: MD, PaReq, TermUrl; the SMS code is shown on the page
//!      /admin/...                        switches and a look inside, for this machine only: see [`Fault`]
//! GET  /health
//! ```
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), cloudpayments_sandbox::StartError> {
//! use cloudpayments_sandbox::{Config, Sandbox};
//!
//! let config = Config { listen: ([127, 0, 0, 1], 0).into(), ..Config::default() };
//! let sandbox = Sandbox::start(config).await?;
//! assert!(sandbox.url.starts_with("http://127.0.0.1:"));
//! sandbox.stop().await;
//! # Ok(())
//! # }
//! ```
//!
//! Everything is kept in memory and gone at the end of the process: payments, request ids, used cryptograms, challenges, and the
//! RSA key, so a cryptogram made before a restart cannot be charged after it.

mod admin;
mod answer;
mod api;
mod auth;
mod bank;
mod card;
mod clock;
mod config;
mod culture;
mod endpoint;
mod error;
mod failing;
mod faults;
mod fields;
mod gateway;
mod key;
mod ledger;
mod line;
mod model;
mod money;
mod once;
mod packet;
mod random;
mod reason;
mod refused;
mod script;
mod server;
mod slow;
mod test_cards;
mod transaction;
mod webhooks;

pub use config::{Config, DEFAULT_API_SECRET, DEFAULT_LISTEN, DEFAULT_MERCHANT, DEFAULT_PUBLIC_ID, Secret};
pub use endpoint::Endpoint;
pub use error::{Result, StartError};
pub use faults::{Body, Dice, Fault, FaultError, FaultOrder, Kind, Sending, When};
#[doc(hidden)]
pub use packet::opens;
pub use server::{Running, Sandbox};
pub use test_cards::{TestCard, test_cards};
