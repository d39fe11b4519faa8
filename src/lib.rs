//! A card checkout component for store pages: checks the card in the browser, encrypts it with the CloudPayments
//! (TipTop Pay) script and tells the shopper the truth.

#[cfg(target_family = "wasm")]
pub mod browser;
pub mod card;
pub mod form;
pub mod money;
pub mod reason;
pub mod text;
pub mod wire;
