//! The issuing bank: the page that asks the shopper for the code from an SMS (ACS), and what it tells the gateway.

mod challenge;
mod desk;
mod page;
mod routes;
mod words;

pub(crate) use challenge::Verdict;
pub(crate) use desk::{Bank, RedeemError};
pub(crate) use routes::routes;
