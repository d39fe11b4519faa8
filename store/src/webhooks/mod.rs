//! `POST /webhooks/{kind}`: the provider's notices, believed only when signed with the API secret.

mod back;
mod check;
mod notice;
mod pay;
mod signature;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::json;

use crate::books::{self, Attempt, Trouble};
use crate::payments;
use crate::server::Shop;
use notice::{Kind, Notice};

/// The routes under `/webhooks`.
pub(crate) fn routes() -> Router<Shop> {
    Router::new().route("/{kind}", post(handle).layer(DefaultBodyLimit::max(64 << 10)))
}

/// Judges a notice, writes down what was made of it, and answers as the provider wants. The same notice again gets the
/// same answer and changes nothing.
async fn handle(State(shop): State<Shop>, Path(kind): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(kind) = Kind::of(&kind) else { return StatusCode::NOT_FOUND.into_response() };
    if !signature::is_right(&headers, &body, &shop.api_secret) {
        tracing::warn!(
            kind = kind.name(),
            "a notice without the right Content-HMAC; the sender is not the provider, or the API secret is wrong"
        );
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Some(notice) = Notice::read(&headers, &body) else {
        tracing::error!(kind = kind.name(), "a signed notice without a TransactionId");
        return StatusCode::BAD_REQUEST.into_response();
    };
    // In a task of its own: what a notice changes is not left half done by a sender that goes away.
    let judging = shop.work.spawn({
        let shop = shop.clone();
        async move { judge(&shop, kind, &notice).await }
    });
    match judging.await {
        Ok(Ok(code)) => return Json(json!({ "code": code })).into_response(),
        Ok(Err(trouble)) => tracing::error!("database: {trouble}"),
        Err(fault) => tracing::error!("a notice was not judged: {fault}"),
    }
    // No code: the provider sends the notice again, or refuses the payment it asked about.
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

async fn judge(shop: &Shop, kind: Kind, notice: &Notice) -> Result<u8, Trouble> {
    let attempt = shop.books.attempt(&notice.invoice).await?;
    let (code, verdict) = match (kind, &attempt) {
        (Kind::Check, attempt) => check::judge(shop, notice, attempt.as_ref()).await?,
        (_, None) => (OK, "not ours"),
        (Kind::Pay, Some(attempt)) => (OK, pay::judge(shop, notice, attempt).await?),
        (Kind::Refund | Kind::Cancel, Some(attempt)) => {
            ask(shop, attempt);
            (OK, back::judge(shop, kind, notice, attempt).await?)
        }
        (Kind::Fail | Kind::Confirm, Some(attempt)) => {
            ask(shop, attempt);
            (OK, books::FINE)
        }
    };
    if verdict != books::FINE {
        tracing::warn!(kind = kind.name(), transaction = notice.transaction, verdict, "notice");
    }
    // A stranger's InvoiceId may be anything, and is not worth keeping.
    let ours = attempt.as_ref().map_or("", |attempt| attempt.id.as_str());
    let currency = match &attempt {
        Some(attempt) if notice.currency.is_empty() => &attempt.currency,
        _ => &notice.currency,
    };
    let kept = books::Notice {
        kind: kind.name(),
        transaction: notice.transaction,
        payment: notice.payment_of(kind),
        attempt: ours,
        amount: notice.amount_in(currency),
        currency,
        verdict,
    };
    shop.books.note(&kept, shop.clock.now()).await?;
    Ok(code)
}

/// A notice that is no proof by itself: an undecided attempt is asked about at once.
fn ask(shop: &Shop, attempt: &Attempt) {
    if attempt.is_in_doubt() || attempt.state == books::State::Challenge {
        let (shop, attempt) = (shop.clone(), attempt.clone());
        shop.clone().work.spawn(async move {
            if let Err(trouble) = payments::ask(&shop, &attempt, std::time::Duration::ZERO).await {
                tracing::error!("database: {trouble}");
            }
        });
    }
}

const OK: u8 = 0;
