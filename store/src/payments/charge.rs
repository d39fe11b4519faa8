//! `POST {endpoint}`: one attempt, charged at most once.

use std::net::{IpAddr, SocketAddr};

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::HeaderMap;
use cloudpayments_checkout::wire::{Answer, refusal};

use super::caller::Caller;
use super::flight::wait;
use super::intake::Intake;
use super::refused::Refused;
use super::status;
use crate::books::{Attempt, Counted, NewAttempt, Opened, Order, Paid, Trouble};
use crate::clock::millis;
use crate::gateway::{Charge, Failure, Reply, Verdict};
use crate::server::Shop;
use crate::{books, chance, limit, origin, proxy};

/// Takes a charge request. The work goes on when the browser goes away, or when it has waited long enough.
pub(super) async fn handle(
    State(shop): State<Shop>,
    caller: Caller,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Answer>, Refused> {
    let request = Intake::read(&headers, body)?;
    if let Err(refused) = caller.may_pay(&shop, &request.order) {
        // An earlier request may have sent this attempt: about that one nothing is promised.
        let known = shop.books.attempt(&request.attempt).await?.is_some();
        return Err(if known { refused.but_maybe_charged() } else { refused });
    }
    let address = proxy::shopper(peer.ip(), &headers, &shop.trusted_proxies);
    let pending = Answer::Pending { attempt: request.attempt.clone() };
    let patience = shop.patience.answer;
    let work = shop.work.spawn(take(shop.clone(), request, address, caller.page()));
    match tokio::time::timeout(patience, work).await {
        Ok(Ok(result)) => result.map(Json),
        // Too long, or a fault of ours after which a charge may be on its way: the books will know.
        Ok(Err(_)) | Err(_) => Ok(Json(pending)),
    }
}

async fn take(shop: Shop, request: Intake, address: IpAddr, page: Option<String>) -> Result<Answer, Refused> {
    loop {
        if let Some(known) = shop.books.attempt(&request.attempt).await? {
            return repeat(&shop, &request, &known).await;
        }
        match shop.flights.board(&request.attempt) {
            Err(landing) => wait(landing).await,
            Ok(flight) => {
                shop.prints.remember(&request, shop.clock.now());
                let new = NewAttempt {
                    id: request.attempt.clone(),
                    order: request.order.clone(),
                    amount: request.amount,
                    currency: request.currency.clone(),
                    lang: request.lang.clone(),
                    token: chance::token()?,
                    page,
                };
                return match shop
                    .books
                    .open_attempt(&new, &counted(&shop, &request.order, address), shop.clock.now())
                    .await
                    .map_err(|trouble| nothing_sent(&trouble))?
                {
                    Opened::OrderUnknown => Err(Refused::order_unknown()),
                    Opened::TooMany => Err(Refused::too_many()),
                    Opened::Known(known) => {
                        drop(flight);
                        repeat(&shop, &request, &known).await
                    }
                    Opened::New(attempt, order) => {
                        let settled = send(&shop, &attempt, order, request, address).await;
                        drop(flight);
                        settled
                    }
                };
            }
        }
    }
}

/// The order first: an attempt it turns away does not count against the address.
fn counted(shop: &Shop, order: &str, address: IpAddr) -> [Counted; 2] {
    [
        Counted { key: limit::key_of_order(order), rate: shop.limits.attempts_of_order },
        Counted { key: limit::key_of_address("attempts", address, &shop.api_secret), rate: shop.limits.attempts },
    ]
}

/// The attempt is known: the same request gets the same answer, another one is refused. Nothing is sent.
async fn repeat(shop: &Shop, request: &Intake, known: &Attempt) -> Result<Answer, Refused> {
    let same = known.order == request.order
        && (!known.is_posted
            || (known.amount == request.amount
                && known.currency == request.currency
                && known.lang == request.lang
                && shop.prints.agree(request)));
    if !same {
        let refused = Refused::new(
            refusal::ATTEMPT_CONFLICT,
            "this attempt was sent before with another body; every press of Pay needs its own attempt",
        );
        return Err(refused.but_maybe_charged());
    }
    shop.flights.landed(&known.id).await;
    status::answer_to_charge(shop, &known.id).await
}

/// Sends the charge, once, and writes down what came of it.
async fn send(
    shop: &Shop,
    attempt: &Attempt,
    order: Order,
    request: Intake,
    address: IpAddr,
) -> Result<Answer, Refused> {
    let id = &attempt.id;
    let program = shop.books.program(&order.program).await.ok().flatten();
    let description = program
        .map_or_else(|| order.id.clone(), |program| format!("{} ({})", program.title.speak(&request.lang), order.id));
    let turn = shop.gateway.turn().await;
    let verdict = if let Some(why) = held_back(shop, attempt).await? {
        Verdict::NotDone(why)
    } else {
        let charge = Charge {
            attempt: id.clone(),
            order: order.id.clone(),
            amount: order.amount,
            currency: order.currency.clone(),
            cryptogram: request.cryptogram,
            holder: request.holder,
            lang: request.lang,
            address,
            description,
        };
        shop.gateway.charge(charge, turn).await
    };
    write_down(shop, id, verdict).await?;
    status::answer_to_charge(shop, id).await
}

async fn write_down(shop: &Shop, id: &str, verdict: Verdict) -> Result<(), Refused> {
    let now = shop.clock.now();
    match verdict {
        Verdict::Said(Reply::Paid { transaction }) => drop(paid(shop, id, transaction).await?),
        Verdict::Said(Reply::Declined { transaction, reason }) => {
            tracing::info!(attempt = id, reason, "declined");
            shop.books.declined(id, transaction, reason, now).await?;
        }
        Verdict::Said(Reply::Challenge { transaction, acs_url, pa_req, frame }) if origin::is_safe(&acs_url) => {
            tracing::info!(attempt = id, transaction, "the bank wants 3-D Secure");
            shop.books.challenged(id, transaction, &acs_url, &pa_req, frame, now).await?;
        }
        Verdict::Said(Reply::Challenge { .. }) => {
            // Without post3ds no money moves, and post3ds is never called for it.
            tracing::error!(attempt = id, "the gateway's AcsUrl is no https address; the attempt is closed");
            shop.books.refused(id, refusal::GATEWAY_REFUSED, now).await?;
        }
        Verdict::Said(Reply::BadRequest { message }) => {
            tracing::error!(attempt = id, "the gateway refused the request: {message}");
            shop.books.refused(id, refusal::GATEWAY_REFUSED, now).await?;
        }
        Verdict::NotDone(failure) => {
            tracing::error!(attempt = id, "not charged: {failure}");
            let code = match failure {
                Failure::Needless => refusal::ORDER_PAID,
                failure if failure.is_ours() => refusal::GATEWAY_REFUSED,
                _ => refusal::UNAVAILABLE,
            };
            shop.books.refused(id, code, now).await?;
        }
        Verdict::Said(Reply::Awaiting | Reply::Strange) => {
            tracing::warn!(attempt = id, "the gateway's answer has an unknown shape; it will be asked");
            shop.books.lost(id).await?;
        }
        Verdict::Lost(failure) => {
            tracing::warn!(attempt = id, "{failure}; it will be asked");
            shop.books.lost(id).await?;
        }
    }
    Ok(())
}

/// Why an attempt that has waited for its turn must not be sent any more. Its order may have been paid meanwhile, by money of an
/// attempt that had come to nothing in the books; or it was held up so long since it was written that someone may soon conclude
/// from "none found" that nothing was sent: then nothing must be.
pub(super) async fn held_back(shop: &Shop, attempt: &Attempt) -> Result<Option<Failure>, Trouble> {
    let is_paid = shop.books.order(&attempt.order).await?.is_some_and(|order| order.is_paid);
    // The clock last: reading the books takes time as well. One that was set back meanwhile tells of no time at all.
    let is_stale = (shop.clock.now() - attempt.sent_at).abs() > millis(shop.patience.fresh);
    Ok(match (is_paid, is_stale) {
        (true, _) => Some(Failure::Needless),
        (false, true) => Some(Failure::NotSent),
        (false, false) => None,
    })
}

/// Marks an attempt paid, whoever brings the word.
pub(crate) async fn paid(shop: &Shop, id: &str, transaction: u64) -> Result<Paid, Trouble> {
    let paid = shop.books.paid(id, transaction, shop.clock.now()).await?;
    match paid {
        Paid::Now => tracing::info!(attempt = id, transaction, "paid"),
        Paid::Already => {}
        Paid::Surplus => {
            tracing::error!(attempt = id, transaction, "paid for an order that was paid before: give the money back");
        }
    }
    Ok(paid)
}

/// The database failed before anything was written or sent.
fn nothing_sent(trouble: &Trouble) -> Refused {
    tracing::error!("database: {trouble}");
    let refused =
        Refused::new(refusal::UNAVAILABLE, "the store's database does not answer; nothing was sent, try again later");
    // Whoever holds the order's row may be another store with the same request, which a browser sent twice.
    if books::waited_too_long(trouble) { refused.but_maybe_charged() } else { refused }
}
