//! The shop as shoppers meet it, in a real browser.

mod looks;
mod messages;
mod paying;
mod secrets;
mod shopping;
mod three_d_secure;
mod trouble;
mod truth;
mod typing;
