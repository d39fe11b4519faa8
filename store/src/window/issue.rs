//! `POST /api/orders/{order}/token`: the store's page fetches a token and hands it to the payment page.

use std::net::SocketAddr;

use axum::body::Bytes;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, State};
use axum::http::HeaderMap;
use axum::routing::post;
use axum::{Json, Router};
use serde::Serialize;
use serde::de::IgnoredAny;

use super::Standing;
use crate::server::Shop;
use crate::shop::Fault;
use crate::{body, limit, proxy};

/// The route under `/api`.
pub(crate) fn routes() -> Router<Shop> {
    Router::new().route("/orders/{order}/token", post(issue).layer(DefaultBodyLimit::max(1 << 10)))
}

#[derive(Serialize)]
struct Issued {
    token: String,
    /// Milliseconds since 1970 UTC.
    expires: i64,
}

/// Only the store's own pages get one: a payment page is given it, and nobody else's may ask.
async fn issue(
    State(shop): State<Shop>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(order): Path<String>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Json<Issued>, Fault> {
    if Standing::of(&shop, &headers) != Standing::Own {
        return Err(Fault::Foreign);
    }
    body::json::<IgnoredAny>(&headers, &bytes).map_err(Fault::Wish)?;
    let now = shop.clock.now();
    let address = proxy::shopper(peer.ip(), &headers, &shop.trusted_proxies);
    let key = limit::key_of_address("tokens", address, &shop.api_secret);
    if !shop.books.may(&key, shop.limits.attempts, now).await? {
        tracing::warn!("too many tokens from one address");
        return Err(Fault::Busy(shop.limits.attempts));
    }
    let order = shop.books.order(&order).await?.ok_or(Fault::Missing("no such order"))?;
    let (token, expires) = shop.tokens.issue(&order.id, now);
    Ok(Json(Issued { token, expires }))
}
