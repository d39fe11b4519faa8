//! TermUrl: the bank's answer, brought by the shopper's browser.

use std::sync::Arc;
use std::time::Instant;

use axum::Form;
use axum::extract::{Path, State as From};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::response::{Html, IntoResponse, Response};
use cloudpayments_checkout::money::Amount;
use serde::Deserialize;
use serde_json::json;

use crate::books::State;
use crate::{Shop, chance};

/// What the bank's page posts.
#[derive(Deserialize)]
pub(crate) struct BanksAnswer {
    #[serde(rename = "MD", default)]
    md: String,
    #[serde(rename = "PaRes", default)]
    pa_res: String,
}

/// `POST` to TermUrl. Hands the answer over, once, and leads back to the store's page.
pub(crate) async fn returned(
    From(shop): From<Arc<Shop>>,
    Path(token): Path<String>,
    Form(answer): Form<BanksAnswer>,
) -> Response {
    let (Ok(request), Ok(nonce)) = (chance::token(), chance::token()) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let Some((id, order, price)) = claim(&shop, &token, &answer) else {
        return page(StatusCode::NOT_FOUND, "This is no answer of the bank.", &nonce, "");
    };
    if let Some(price) = price {
        let handed = json!({ "TransactionId": answer.md.parse::<u64>().unwrap_or(0), "PaRes": answer.pa_res });
        let (asking, id) = (Arc::clone(&shop), id.clone());
        let _ = tokio::spawn(async move {
            let reply = asking.gateway.ask("/payments/cards/post3ds", &request, &handed, &id, price).await;
            asking.books().settle(&id, reply);
        })
        .await;
    }
    let message = json!({ "type": "cloudpayments-checkout:returned", "attempt": id, "md": answer.md });
    let back = json!(format!("{}/?order={order}&attempt={id}", shop.origin));
    let origin = json!(shop.origin);
    let script =
        format!("if (parent === window) location.replace({back});\nelse parent.postMessage({message}, {origin});");
    page(StatusCode::OK, "Going back to the store.", &nonce, &script)
}

/// Attempt and order that the token belongs to, and for the first to come with it what is to be paid. It is marked before anything is
/// sent: whoever comes second finds another state, and post3ds is called once.
fn claim(shop: &Shop, token: &str, answer: &BanksAnswer) -> Option<(String, String, Option<Amount>)> {
    let books = &mut *shop.books();
    let (id, attempt) =
        books.attempts.iter_mut().find(|(_, attempt)| !attempt.token.is_empty() && attempt.token == token)?;
    if attempt.transaction?.to_string() != answer.md || answer.pa_res.is_empty() {
        return None;
    }
    let price = books.orders.get(&attempt.order)?.price;
    let is_first = matches!(attempt.state, State::Bank { .. });
    if is_first {
        (attempt.state, attempt.sent) = (State::Returned, Instant::now());
    }
    Some((id.clone(), attempt.order.clone(), is_first.then_some(price)))
}

/// Its script is its own, so the policy names it.
fn page(status: StatusCode, words: &str, nonce: &str, script: &str) -> Response {
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
    );
    // Whatever a text in it holds, it cannot end the script.
    let script = script.replace('<', "\\u003c");
    let html = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>Payment</title><p>{words}</p><script nonce=\"{nonce}\">{script}</script>"
    );
    (status, [(CONTENT_SECURITY_POLICY, policy), (CACHE_CONTROL, "no-store".to_owned())], Html(html)).into_response()
}
