//! `GET {endpoint}/{attempt}?order=...`: what became of it; and how the gateway is asked when an answer was lost.

use std::time::Duration;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use cloudpayments_checkout::wire::{Answer, StatusRequest, refusal};

use super::caller::Caller;
use super::flight::wait;
use super::refused::Refused;
use super::{answer, charge, intake};
use crate::books::{Attempt, Trouble};
use crate::clock::millis;
use crate::gateway::{Found, Wanted};
use crate::price;
use crate::server::Shop;

/// Answers from the books; while the outcome is in doubt the gateway is asked first.
pub(super) async fn handle(
    State(shop): State<Shop>,
    caller: Caller,
    Path(id): Path<String>,
    query: Result<Query<StatusRequest>, QueryRejection>,
) -> Result<Json<Answer>, Refused> {
    let Ok(Query(request)) = query else {
        let why = "the query is wrong, wanted `order` once, or not at all";
        return Err(Refused::bad_request(why).but_maybe_charged());
    };
    if !intake::is_attempt(&id) {
        return Err(Refused::bad_request("the attempt is wrong, wanted 32 lower-case hex digits"));
    }
    // A link to an order's page may name another order's attempt: what was paid there was not paid here.
    let is_asked_for = |attempt: &Attempt| request.order.as_ref().is_none_or(|order| *order == attempt.order);
    let Some(attempt) = shop.books.attempt(&id).await?.filter(is_asked_for) else {
        caller.may_ask_of_any(&shop)?;
        return Err(unknown());
    };
    caller.may_ask(&shop, &attempt.order)?;
    after_asking(&shop, attempt).await.map(Json)
}

/// The answer about an attempt, after asking the gateway if its outcome is in doubt.
pub(super) async fn after_asking(shop: &Shop, attempt: Attempt) -> Result<Answer, Refused> {
    if !attempt.is_in_doubt() {
        return Ok(answer::of(shop, &attempt));
    }
    // In a task of its own: what is learnt is written down even when the browser goes away meanwhile.
    let (asker, doubtful) = (shop.clone(), attempt.clone());
    let asking = shop.work.spawn(async move { ask(&asker, &doubtful, GAP).await });
    // A browser that has waited long enough is answered from the books.
    if let Ok(Ok(Err(trouble))) = tokio::time::timeout(shop.patience.answer, asking).await {
        return Err(trouble.into());
    }
    let now = shop.books.attempt(&attempt.id).await?.unwrap_or(attempt);
    Ok(answer::of(shop, &now))
}

/// The answer to the charge request of an attempt that is in the books.
pub(super) async fn answer_to_charge(shop: &Shop, id: &str) -> Result<Answer, Refused> {
    let attempt = shop.books.attempt(id).await?.ok_or_else(unknown)?;
    let amount = shop
        .books
        .order(&attempt.order)
        .await?
        .map_or_else(String::new, |order| price::text(order.amount, &order.currency));
    answer::to_charge(shop, &attempt, amount)
}

/// Asks the gateway about an attempt in doubt, at most once per `gap`, and not while its request is under way here. Who comes while
/// another one asks waits for that answer, and asks again only where no `gap` is wanted.
pub(crate) async fn ask(shop: &Shop, attempt: &Attempt, gap: Duration) -> Result<(), Trouble> {
    let _question = loop {
        match shop.questions.board(&attempt.id) {
            Ok(question) => break question,
            Err(answered) => wait(answered).await,
        }
        if !gap.is_zero() {
            return Ok(());
        }
    };
    if shop.flights.is_flying(&attempt.id) || !shop.books.take_turn(&attempt.id, millis(gap), shop.clock.now()).await? {
        return Ok(());
    }
    let id = &attempt.id;
    let amount = shop.books.order(&attempt.order).await?.map_or(attempt.amount, |order| order.amount);
    // Taken before the question: time spent waiting for the answer must not make it count.
    let asked_at = shop.clock.now();
    let found = shop.gateway.find(Wanted { attempt: id, amount, currency: &attempt.currency }).await;
    if shop.flights.is_flying(id) {
        // A request that can move money began meanwhile; its own answer decides.
        return Ok(());
    }
    let settled = asked_at - attempt.sent_at >= millis(shop.patience.settled);
    match found {
        Found::Paid { transaction } => drop(charge::paid(shop, id, transaction).await?),
        Found::Declined { transaction, reason } => {
            tracing::info!(attempt = id, reason, "declined, as the gateway says when asked");
            shop.books.declined(id, transaction, reason, shop.clock.now()).await?;
        }
        // A payment is written so before the bank has judged it: by itself the word proves nothing. It waits for a post3ds that
        // will never come once the charge, or the PaRes, was handed over so long ago that neither the gateway nor another instance
        // of the store can be busy with it any more.
        Found::Awaiting if settled => {
            nothing(shop, attempt, "it waits for 3-D Secure for ever").await?;
        }
        Found::Nothing if settled => nothing(shop, attempt, "the gateway knows of no such payment").await?,
        Found::Awaiting | Found::Nothing => {}
        Found::Unclear(why @ ("another amount" | "another currency" | "another InvoiceId" | "a refund")) => {
            tracing::error!(attempt = id, "the gateway found {why}: someone must look at it");
        }
        Found::Unclear(why) => tracing::warn!(attempt = id, "asked the gateway: {why}"),
    }
    Ok(())
}

async fn nothing(shop: &Shop, attempt: &Attempt, why: &str) -> Result<(), Trouble> {
    if shop.books.came_to_nothing(attempt, shop.clock.now()).await? {
        tracing::info!(attempt = attempt.id, "closed, nothing charged: {why}");
    }
    Ok(())
}

fn unknown() -> Refused {
    Refused::new(refusal::ATTEMPT_UNKNOWN, "no such attempt; its charge request has not arrived, and may yet")
        .but_maybe_charged()
}

/// A browser that asks every second makes the store ask every other.
const GAP: Duration = Duration::from_secs(2);
