//! The shop's pages, as files, and the TermUrl's own.

pub(crate) mod term;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use tower_http::services::{ServeDir, ServeFile};

use crate::server::Shop;
use crate::window;

/// The routes of files: the shop's pages, the package, and what the TermUrl's page needs.
pub(crate) fn routes(shop: &Shop) -> Router<Shop> {
    let nothing = any(nothing).with_state(());
    let package =
        ServeDir::new(&shop.pkg).precompressed_br().precompressed_gzip().append_index_html_on_directories(false);
    let pages = ServeDir::new(&shop.www).precompressed_br().precompressed_gzip();
    Router::new()
        .route("/health", get(health))
        .route("/ready", get(ready))
        .route("/returned.js", get(async || file("text/javascript; charset=utf-8", RETURNED_JS)))
        .route("/returned.css", get(async || file("text/css; charset=utf-8", RETURNED_CSS)))
        .route_service("/orders/{order}", ServeFile::new(shop.www.join("order.html")))
        .nest_service("/pkg", package.fallback(nothing.clone()))
        .fallback_service(Router::new().fallback_service(pages.fallback(nothing)).layer(from_fn(window::hide)))
}

/// Whether the store can do its work; one that cannot is started anew.
async fn health(State(shop): State<Shop>) -> Response {
    state(if shop.books.is_well().await { "ok" } else { "no database" })
}

/// Whether shoppers may be sent here: not to one that is stopping.
async fn ready(State(shop): State<Shop>) -> Response {
    if shop.draining.is_cancelled() { state("stopping") } else { health(State(shop)).await }
}

fn state(word: &str) -> Response {
    let status = if word == "ok" { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, axum::Json(serde_json::json!({ "status": word }))).into_response()
}

fn file(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

async fn nothing() -> Response {
    (StatusCode::NOT_FOUND, "There is nothing at this address.\n").into_response()
}

const RETURNED_JS: &str = include_str!("../../assets/returned.js");
const RETURNED_CSS: &str = include_str!("../../assets/returned.css");
