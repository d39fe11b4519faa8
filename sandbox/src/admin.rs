//! `/admin`: switches and a look inside, for tests and demonstrations. Loopback only, JSON only.
//!
//! - `GET /admin/faults`, `POST /admin/faults`, `DELETE /admin/faults`: what goes wrong next, see [`crate::Fault`];
//! - `GET /admin/transactions`: all operations, oldest first, as `/payments/get` shows them;
//! - `GET /admin/webhooks`: all notifications and what became of them;
//! - `POST /admin/reset`: forget payments, challenges, request ids and faults.

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    extract::{ConnectInfo, Request, State},
    http::{Method, StatusCode, header},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Serialize;
use serde_json::json;

use crate::{answer::Answer, api, faults::FaultOrder, gateway::Gateway, line::Peer, model::PaymentModel};

/// The admin routes.
pub(crate) fn routes() -> Router<Arc<Gateway>> {
    Router::new()
        .route("/admin/faults", get(list_faults).post(set_faults).delete(clear_faults))
        .route("/admin/transactions", get(transactions))
        .route("/admin/webhooks", get(webhooks))
        .route("/admin/reset", post(reset))
        .layer(from_fn(guard))
}

/// Lets in this machine only, and no web page: one cannot send JSON to another origin without a preflight, which nobody answers.
async fn guard(ConnectInfo(peer): ConnectInfo<Peer>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    if !peer.address.ip().to_canonical().is_loopback() || headers.contains_key("x-forwarded-for") {
        return refuse(StatusCode::FORBIDDEN, "admin is for this machine only: found a request from elsewhere");
    }
    let json = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if request.method() == Method::POST && !json {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "admin takes Content-Type: application/json");
    }
    next.run(request).await
}

async fn list_faults(State(gateway): State<Arc<Gateway>>) -> Answer {
    Answer::of(&gateway.faults().list())
}

async fn set_faults(State(gateway): State<Arc<Gateway>>, body: Bytes) -> Response {
    let order: FaultOrder = match serde_json::from_slice(&body) {
        Ok(order) => order,
        Err(error) => return refuse(StatusCode::BAD_REQUEST, &error.to_string()),
    };
    let set = gateway.faults().set(order);
    match set {
        Ok(()) => list_faults(State(Arc::clone(&gateway))).await.into_response(),
        Err(error) => refuse(StatusCode::BAD_REQUEST, &error.to_string()),
    }
}

async fn clear_faults(State(gateway): State<Arc<Gateway>>) -> StatusCode {
    gateway.faults().clear();
    StatusCode::NO_CONTENT
}

async fn transactions(State(gateway): State<Arc<Gateway>>) -> Answer {
    #[derive(Serialize)]
    struct All<'t> {
        transactions: Vec<PaymentModel<'t>>,
    }
    let ledger = gateway.ledger();
    Answer::of(&All { transactions: ledger.all().map(|one| api::model(&gateway, one)).collect() })
}

async fn webhooks(State(gateway): State<Arc<Gateway>>) -> Answer {
    Answer::of(&json!({ "webhooks": gateway.postman.deliveries() }))
}

async fn reset(State(gateway): State<Arc<Gateway>>) -> StatusCode {
    gateway.reset();
    StatusCode::NO_CONTENT
}

fn refuse(status: StatusCode, error: &str) -> Response {
    let mut response = Answer::of(&json!({ "error": error })).into_response();
    *response.status_mut() = status;
    response
}
