//! The TermUrl: the bank's page sends the shopper's browser here with `MD` and `PaRes`.
//!
//! It is a cross-site POST with a foreign Origin and no cookie. What guards it: the token in the address, the MD that
//! must be this attempt's transaction, and a claim that succeeds once.

use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use super::charge;
use super::flight::wait;
use crate::books::{Attempt, Claim, State as Stage, Trouble};
use crate::gateway::{Reply, Verdict, Wanted};
use crate::pages::term as page;
use crate::server::Shop;

/// The bank's form; the names are the bank's.
#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(rename = "MD", default)]
    md: String,
    #[serde(rename = "PaRes", default)]
    pa_res: String,
}

/// Takes the bank's answer, once, and shows the way back to the shop.
pub(super) async fn handle(
    State(shop): State<Shop>,
    Path(token): Path<String>,
    headers: HeaderMap,
    form: Result<axum::Form<Form>, FormRejection>,
) -> Response {
    let wrong = |status| page::wrong(&shop, status, &headers, None);
    let Ok(axum::Form(form)) = form else { return wrong(StatusCode::BAD_REQUEST) };
    if form.pa_res.is_empty() || token.len() != 32 {
        return wrong(StatusCode::BAD_REQUEST);
    }
    let Ok(md) = form.md.trim().parse::<u64>() else { return wrong(StatusCode::BAD_REQUEST) };
    let work = shop.work.spawn(take(shop.clone(), token.clone(), md, form.pa_res));
    let outcome = match tokio::time::timeout(shop.patience.answer, work).await {
        Ok(Ok(outcome)) => outcome,
        // Still being confirmed: the shop's page asks for the result.
        Ok(Err(_)) | Err(_) => again(&shop, &token, md).await,
    };
    match outcome {
        Ok(Taken::Back(attempt)) => back(&shop, &headers, &attempt, md),
        Ok(Taken::Closed(attempt)) => page::closed(&shop, &attempt),
        Ok(Taken::WrongMd) => wrong(StatusCode::BAD_REQUEST),
        Ok(Taken::Unknown) => wrong(StatusCode::NOT_FOUND),
        Err(trouble) => {
            tracing::error!("database: {trouble}");
            wrong(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// Whoever opens the address by hand, or is sent to it by a bank's page that forgot to post.
pub(super) async fn by_get(State(shop): State<Shop>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    let wrong = |status, attempt| page::wrong(&shop, status, &headers, attempt);
    match shop.books.attempt_by_token(&token).await {
        Ok(Some(attempt)) => wrong(StatusCode::METHOD_NOT_ALLOWED, Some(&attempt)),
        Ok(None) => wrong(StatusCode::NOT_FOUND, None),
        Err(trouble) => {
            tracing::error!("database: {trouble}");
            wrong(StatusCode::SERVICE_UNAVAILABLE, None)
        }
    }
}

enum Taken {
    Back(Attempt),
    Closed(Attempt),
    WrongMd,
    Unknown,
}

async fn take(shop: Shop, token: String, md: u64, pa_res: String) -> Result<Taken, Trouble> {
    let Some(waiting) = shop.books.attempt_by_token(&token).await? else { return Ok(Taken::Unknown) };
    // The attempt is taken before the claim, so that nobody asks the gateway between the claim and post3ds. Who had it before
    // may have come with a wrong MD: whether this answer counts is for the claim to say.
    let flight = loop {
        match shop.flights.board(&waiting.id) {
            Ok(flight) => break flight,
            Err(landing) => wait(landing).await,
        }
    };
    match shop.books.claim(&token, md, shop.clock.now()).await? {
        Claim::Taken(attempt) => {
            let turn = shop.gateway.turn().await;
            let verdict = if let Some(why) = charge::held_back(&shop, &attempt).await? {
                Verdict::NotDone(why)
            } else {
                let Attempt { id, amount, currency, .. } = &attempt;
                shop.gateway.post3ds(Wanted { attempt: id, amount: *amount, currency }, md, &pa_res, turn).await
            };
            write_down(&shop, &attempt, verdict).await?;
            drop(flight);
            Ok(Taken::Back(attempt))
        }
        other => Ok(judge(other)),
    }
}

/// What the books say about an answer that is still being worked on.
async fn again(shop: &Shop, token: &str, md: u64) -> Result<Taken, Trouble> {
    let Some(attempt) = shop.books.attempt_by_token(token).await? else { return Ok(Taken::Unknown) };
    Ok(match attempt {
        attempt if attempt.transaction != Some(md) => Taken::WrongMd,
        // One that waits for the bank has a queue before it, in this store.
        attempt if attempt.is_claimed() || attempt.state == Stage::Challenge => Taken::Back(attempt),
        attempt => Taken::Closed(attempt),
    })
}

fn judge(claim: Claim) -> Taken {
    match claim {
        Claim::Taken(attempt) | Claim::Again(attempt) => Taken::Back(attempt),
        Claim::Closed(attempt) => Taken::Closed(attempt),
        Claim::WrongMd => Taken::WrongMd,
        Claim::Unknown => Taken::Unknown,
    }
}

async fn write_down(shop: &Shop, attempt: &Attempt, verdict: Verdict) -> Result<(), Trouble> {
    let id = &attempt.id;
    let now = shop.clock.now();
    match verdict {
        Verdict::Said(Reply::Paid { transaction }) => drop(charge::paid(shop, id, transaction).await?),
        Verdict::Said(Reply::Declined { transaction, reason }) => {
            tracing::info!(attempt = id, reason, "declined after 3-D Secure");
            shop.books.declined(id, transaction, reason, now).await?;
        }
        Verdict::NotDone(failure) => {
            // Nothing was handed over and nothing will be: the payment stays unauthenticated for ever.
            tracing::error!(attempt = id, "the bank's answer was not handed over: {failure}");
            shop.books.came_to_nothing(attempt, now).await?;
        }
        Verdict::Lost(failure) => {
            tracing::warn!(attempt = id, "{failure}; it will be asked");
            shop.books.lost(id).await?;
        }
        Verdict::Said(_) => {
            tracing::warn!(attempt = id, "the gateway's answer to the bank's answer says nothing; it will be asked");
            shop.books.lost(id).await?;
        }
    }
    Ok(())
}

/// At top level a redirect to the order's page; in a frame, or where the browser does not say, a page whose script decides.
fn back(shop: &Shop, headers: &HeaderMap, attempt: &Attempt, md: u64) -> Response {
    let top = headers.get("sec-fetch-dest").is_some_and(|dest| dest == "document");
    if top {
        let mut response = StatusCode::SEE_OTHER.into_response();
        if let Ok(place) = HeaderValue::from_str(&page::way_back(attempt)) {
            response.headers_mut().insert(header::LOCATION, place);
        }
        return response;
    }
    page::returned(shop, attempt, md)
}
