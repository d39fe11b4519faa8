//! Payments: `POST {endpoint}`, `GET {endpoint}/{attempt}`, `POST {endpoint}/{attempt}/abandon` and the TermUrl.

mod abandon;
mod answer;
mod caller;
mod charge;
mod cors;
mod flight;
mod intake;
mod print;
mod reconcile;
mod refused;
mod status;
mod term;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::server::Shop;

pub(crate) use charge::paid;
pub(crate) use flight::Flights;
pub(crate) use print::Prints;
pub(crate) use reconcile::{look, watch};
pub(crate) use status::ask;

/// Where payments are, as the component's `endpoint`.
pub(crate) const ENDPOINT: &str = "/api/payments";

/// The routes under [`ENDPOINT`].
pub(crate) fn routes(shop: &Shop) -> Router<Shop> {
    Router::new()
        .route("/", post(charge::handle).layer(DefaultBodyLimit::max(CHARGE_LIMIT)))
        .route("/{attempt}", get(status::handle))
        .route("/{attempt}/abandon", post(abandon::handle).layer(DefaultBodyLimit::max(ABANDON_LIMIT)))
        .route_layer(from_fn_with_state(shop.clone(), cors::guard))
        // The bank comes from where it likes: what guards the TermUrl is its token.
        .route("/term/{token}", post(term::handle).get(term::by_get).layer(DefaultBodyLimit::max(TERM_LIMIT)))
}

/// A cryptogram has about 1300 bytes; browsers put more into it every year.
const CHARGE_LIMIT: usize = 32 << 10;
const ABANDON_LIMIT: usize = 1 << 10;
/// A PaRes has been seen with 8 kilobytes.
const TERM_LIMIT: usize = 256 << 10;
