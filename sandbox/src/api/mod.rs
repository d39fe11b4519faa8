//! The gateway's API, one file per group of endpoints.

mod bins;
mod charge;
mod confirm;
mod door;
mod find;
mod post3ds;
mod public_key;
mod refund;
mod routes;
mod void;

pub(crate) use bins::allow_any_origin;
pub(crate) use charge::model;
pub(crate) use routes::routes;
