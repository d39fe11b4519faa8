//! The store from outside: over HTTP, beside a gateway that answers what a test tells it to.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]

mod abandon;
mod charge;
#[cfg(unix)]
mod cut_off;
mod gates;
mod gateway;
mod limits;
mod lost;
mod pages;
mod paid_meanwhile;
mod pay_page;
#[cfg(unix)]
mod postgres;
mod sandbox;
mod secrets;
mod stand;
mod term;
mod webhooks;
mod window;
