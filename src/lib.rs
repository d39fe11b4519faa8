//! A card checkout component for store pages: checks the card in the browser, encrypts it with the CloudPayments
//! (TipTop Pay) script and tells the shopper the truth.

#[cfg(target_family = "wasm")]
pub mod api;
#[cfg(target_family = "wasm")]
pub mod browser;
pub mod card;
pub mod channel;
#[cfg(target_family = "wasm")]
pub mod element;
pub mod flow;
pub mod form;
#[cfg(target_family = "wasm")]
pub mod handoff;
#[cfg(target_family = "wasm")]
mod heap;
pub mod money;
pub mod reason;
pub mod text;
#[cfg(target_family = "wasm")]
pub mod three_ds;
pub mod view;
#[cfg(all(target_family = "wasm", feature = "payment-page"))]
pub mod window;
pub mod wire;
