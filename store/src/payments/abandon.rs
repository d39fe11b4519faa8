//! `POST {endpoint}/{attempt}/abandon`: closes an attempt, unless the bank has answered.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use cloudpayments_checkout::wire::{AbandonRequest, Answer, refusal};

use super::caller::Caller;
use super::refused::Refused;
use super::{answer, intake, status};
use crate::books::{NewAttempt, State as Stage, Tombstone};
use crate::chance;
use crate::server::Shop;

/// Gives an attempt up. One that waits at the bank is closed; one that never came is closed before it comes; one whose
/// outcome is in doubt stays open.
pub(super) async fn handle(
    State(shop): State<Shop>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Answer>, Refused> {
    let request: AbandonRequest = intake::json(&headers, body)?;
    if !intake::is_attempt(&id) || !intake::is_order(&request.order) {
        return Err(Refused::bad_request(
            "the attempt or `order` is wrong, wanted 32 lower-case hex digits and an order of this store",
        ));
    }
    caller.may_ask(&shop, &request.order)?;
    // In a task of its own: a browser that goes away leaves nothing half done.
    match shop.work.spawn(close(shop.clone(), id, request.order)).await {
        Ok(closed) => closed.map(Json),
        Err(fault) => {
            tracing::error!("giving up broke off: {fault}");
            Err(Refused::new(refusal::UNAVAILABLE, "the store has a fault; ask again").but_maybe_charged())
        }
    }
}

async fn close(shop: Shop, id: String, order: String) -> Result<Answer, Refused> {
    let tombstone = NewAttempt {
        id: id.clone(),
        order,
        amount: 0,
        currency: String::new(),
        lang: String::new(),
        token: chance::token()?,
        page: None,
    };
    let now = shop.clock.now();
    let known = match shop.books.bury(&tombstone, now).await? {
        Tombstone::Written => return Ok(Answer::Abandoned { attempt: id }),
        Tombstone::OrderUnknown => return Err(Refused::order_unknown()),
        Tombstone::TooMany => return Err(Refused::too_many()),
        Tombstone::Known(known) => *known,
    };
    if known.order != tombstone.order {
        return Err(
            Refused::new(refusal::ATTEMPT_CONFLICT, "this attempt belongs to another order").but_maybe_charged()
        );
    }
    if known.state == Stage::Challenge {
        if shop.books.given_up(&id, now).await? {
            tracing::info!(attempt = id, "given up at the bank");
        }
        let now = shop.books.attempt(&id).await?.unwrap_or(known);
        return Ok(answer::of(&shop, &now));
    }
    status::after_asking(&shop, known).await
}
