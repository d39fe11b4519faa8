//! What the shop's pages ask for: programs, orders, the payment form's settings.

use std::net::SocketAddr;

use axum::body::Bytes;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use crate::books::Trouble;
use crate::server::Shop;
use crate::sold::Words;
use crate::{Rate, body, chance, limit, origin, payments, price, proxy, sold};

/// The routes under `/api`, payments apart.
pub(crate) fn routes() -> Router<Shop> {
    Router::new()
        .route("/programs", get(programs))
        .route("/orders", post(place).layer(DefaultBodyLimit::max(1 << 10)))
        .route("/orders/{order}", get(order))
        .route("/settings", get(settings))
}

#[derive(Deserialize)]
struct Language {
    lang: Option<String>,
}

#[derive(Serialize)]
struct OnSale {
    id: String,
    title: String,
    summary: String,
    amount: String,
    currency: String,
}

async fn programs(State(shop): State<Shop>, Query(language): Query<Language>) -> Result<Json<Vec<OnSale>>, Fault> {
    let lang = language.lang.unwrap_or_default();
    let programs = shop.books.programs().await?;
    let on_sale = programs.into_iter().map(|program| OnSale {
        title: program.title.speak(&lang).to_owned(),
        summary: program.summary.speak(&lang).to_owned(),
        id: program.id,
        amount: program.amount,
        currency: program.currency,
    });
    Ok(Json(on_sale.collect()))
}

#[derive(Deserialize)]
struct Wish {
    program: String,
    lang: String,
}

#[derive(Serialize)]
struct Placed {
    order: String,
    title: String,
    amount: String,
    currency: String,
}

async fn place(
    State(shop): State<Shop>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<(StatusCode, Json<Placed>), Fault> {
    let wish: Wish = body::json(&headers, &bytes).map_err(Fault::Wish)?;
    if !sold::is_spoken(&wish.lang) {
        return Err(Fault::Wish("`lang` is wrong, wanted `kk`, `ru` or `en`".to_owned()));
    }
    let program = shop.books.on_sale(&wish.program).await?.ok_or(Fault::Missing("no such program"))?;
    let address = proxy::shopper(peer.ip(), &headers, &shop.trusted_proxies);
    let key = limit::key_of_address("orders", address, &shop.api_secret);
    if !shop.books.may(&key, shop.limits.orders, shop.clock.now()).await? {
        tracing::warn!("too many orders from one address");
        return Err(Fault::Busy(shop.limits.orders));
    }
    let order = chance::order_number().map_err(|_| Fault::Failed)?;
    shop.books.place(&order, &program, &wish.lang, shop.clock.now()).await?;
    tracing::info!(order, program = program.id, "order placed");
    let placed = Placed {
        order,
        title: program.title.speak(&wish.lang).to_owned(),
        amount: program.amount,
        currency: program.currency,
    };
    Ok((StatusCode::CREATED, Json(placed)))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    order: String,
    title: Words,
    amount: String,
    currency: String,
    status: &'static str,
    paid: bool,
    /// The attempt that paid it, or the open one.
    #[serde(skip_serializing_if = "Option::is_none")]
    attempt: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction: Option<u64>,
    /// Milliseconds since 1970 UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    paid_at: Option<i64>,
    /// What went back of it, all or a part.
    #[serde(skip_serializing_if = "Option::is_none")]
    refunded: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refunded_at: Option<i64>,
}

async fn order(State(shop): State<Shop>, Path(id): Path<String>) -> Result<Json<Shown>, Fault> {
    let order = shop.books.order(&id).await?.ok_or(Fault::Missing("no such order"))?;
    let program = shop.books.program(&order.program).await?.ok_or(Fault::Missing("no such program"))?;
    let back = match &order.attempt {
        Some(attempt) => shop.books.given_back(attempt).await?,
        None => None,
    };
    let attempt = match order.attempt {
        Some(attempt) => Some(attempt),
        None => shop.books.open_attempt_of(&id).await?,
    };
    Ok(Json(Shown {
        order: order.id,
        title: program.title,
        amount: price::text(order.amount, &order.currency),
        refunded: back.map(|back| price::text(back.amount, &order.currency)),
        refunded_at: back.map(|back| back.at),
        currency: order.currency,
        status: if order.is_paid { "paid" } else { "open" },
        paid: order.is_paid,
        attempt,
        transaction: order.transaction,
        paid_at: order.paid_at,
    }))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FormSettings<'a> {
    public_id: &'a str,
    script: &'a str,
    endpoint: &'static str,
    test_mode: bool,
    support_email: &'a str,
    /// The payment page, for the secure window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pay_page: Option<String>,
}

async fn settings(State(shop): State<Shop>) -> Response {
    let settings = FormSettings {
        public_id: &shop.public_id,
        script: &shop.script,
        endpoint: payments::ENDPOINT,
        test_mode: is_test_mode(&shop),
        support_email: &shop.support_email,
        pay_page: shop.pay_url.as_ref().or(shop.pay_origins.first()).map(|origin| format!("{origin}/pay.html")),
    };
    Json(settings).into_response()
}

/// Whether the cards charged are test cards: a sandbox, or the provider's public test terminal.
pub(crate) fn is_test_mode(shop: &Shop) -> bool {
    origin::is_local(&shop.api) || shop.public_id.starts_with("test_")
}

/// Why the shop has no answer.
pub(crate) enum Fault {
    Wish(String),
    Missing(&'static str),
    /// Another origin's page asks for what the shop's own alone may have.
    Foreign,
    Busy(Rate),
    Failed,
}

impl From<Trouble> for Fault {
    fn from(trouble: Trouble) -> Self {
        tracing::error!("database: {trouble}");
        Self::Failed
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let (status, code, message) = match self {
            Self::Wish(message) => (StatusCode::BAD_REQUEST, "shop.bad_request", message),
            Self::Missing(what) => (StatusCode::NOT_FOUND, "shop.not_found", what.to_owned()),
            Self::Foreign => {
                (StatusCode::FORBIDDEN, "shop.foreign", "only the store's own pages may ask for this".to_owned())
            }
            Self::Busy(rate) => return too_many(rate),
            Self::Failed => (
                StatusCode::SERVICE_UNAVAILABLE,
                "shop.unavailable",
                "the store has a fault; try again later".to_owned(),
            ),
        };
        (status, Json(serde_json::json!({ "code": code, "message": message }))).into_response()
    }
}

fn too_many(rate: Rate) -> Response {
    let wait = rate.gap().unwrap_or_default().as_secs_f64().ceil();
    let told =
        serde_json::json!({ "code": "shop.too_many", "message": "too much of this from one address; wait a little" });
    (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, format!("{wait:.0}"))], Json(told)).into_response()
}
