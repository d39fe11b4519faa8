//! The sandbox as a store, a page and a bank's customer see it: over HTTP, on a free port.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by failing")]

mod bank;
mod binary;
mod bins;
mod broken;
mod charge;
mod client;
mod faults;
mod lookup;
mod openapi;
mod packets;
mod repeat;
mod script;
mod settle;
mod support;
mod webhooks;
