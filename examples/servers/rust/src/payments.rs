//! The three requests of the element.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use aws_lc_rs::digest::{SHA256, digest};
use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{ConnectInfo, Path, Query, State as From};
use axum::http::StatusCode;
use cloudpayments_checkout::flow;
use cloudpayments_checkout::money::{Amount, Currency};
use cloudpayments_checkout::wire::{AbandonRequest, Answer, ChargeRequest, StatusRequest, refusal};
use serde_json::json;

use crate::Shop;
use crate::books::{Attempt, Books, State};
use crate::chance;
use crate::refuse::Refused;

type Told = Result<Json<Answer>, Refused>;

/// `POST {endpoint}`.
pub(crate) async fn charge(
    From(shop): From<Arc<Shop>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>, // behind a proxy of your own: the address that it tells
    body: Result<Json<ChargeRequest>, JsonRejection>,
) -> Told {
    let Ok(Json(request)) = body else { return Err(no_json()) };
    let Some(price) = write_down(&mut shop.books(), &request)? else {
        return shop.books().answer(&request.attempt, &shop.origin).map(Json);
    };
    // The cryptogram goes on and is kept nowhere.
    let wanted = json!({
        "Amount": price.wire().parse::<f64>().unwrap_or_default(),
        "Currency": price.currency().as_str(),
        "IpAddress": from.ip().to_string(),
        "CardCryptogramPacket": request.cryptogram,
        "InvoiceId": request.attempt,
        "Name": request.holder,
        "Description": format!("Order {}", request.order),
    });
    // On its own, so that a shopper who closes the page does not end it half way.
    let asking = Arc::clone(&shop);
    let id = request.attempt.clone();
    let _ = tokio::spawn(async move {
        let reply = asking.gateway.ask("/payments/cards/charge", &id, &wanted, &id, price).await;
        asking.books().settle(&id, reply);
    })
    .await;
    shop.books().answer(&request.attempt, &shop.origin).map(Json)
}

/// `GET {endpoint}/{attempt}`.
pub(crate) async fn status(
    From(shop): From<Arc<Shop>>,
    Path(id): Path<String>,
    query: Result<Query<StatusRequest>, QueryRejection>,
) -> Told {
    let Ok(Query(StatusRequest { order })) = query else {
        return Err(bad_request("`order` is wanted once, or not at all"));
    };
    // A link may have brought it to another order's page.
    if order.is_some_and(|order| shop.books().is_of_another(&id, &order)) {
        return Err(Refused::attempt_unknown());
    }
    look_up(&shop, &id).await?;
    shop.books().answer(&id, &shop.origin).map(Json)
}

/// `POST {endpoint}/{attempt}/abandon`.
pub(crate) async fn abandon(
    From(shop): From<Arc<Shop>>,
    Path(id): Path<String>,
    body: Result<Json<AbandonRequest>, JsonRejection>,
) -> Told {
    let Ok(Json(AbandonRequest { order })) = body else { return Err(no_json()) };
    if bury(&mut shop.books(), &id, order)? {
        return Ok(Json(Answer::Abandoned { attempt: id }));
    }
    // Whoever gave up asks nowhere else.
    look_up(&shop, &id).await?;
    let mut books = shop.books();
    // From here on its TermUrl is dead: the bank's answer finds no attempt at the bank.
    if let Some(attempt) = books.attempts.get_mut(&id).filter(|attempt| matches!(attempt.state, State::Bank { .. })) {
        attempt.state = State::Abandoned;
    }
    books.answer(&id, &shop.origin).map(Json)
}

/// Asks the gateway, where only it knows what became of the attempt.
async fn look_up(shop: &Shop, id: &str) -> Result<(), Refused> {
    let price = shop.books().price_in_doubt(id);
    if let Some(price) = price {
        let request = chance::token().map_err(|_| unavailable().perhaps_charged())?;
        let asked = Instant::now();
        let reply = shop.gateway.find(id, price, &request).await;
        shop.books().looked_up(id, reply, asked);
    }
    Ok(())
}

/// Writes an attempt down as closed whose charge request never came: should it come later, it is refused. Says whether it has.
fn bury(books: &mut Books, id: &str, order: String) -> Result<bool, Refused> {
    if books.is_of_another(id, &order) {
        return Err(conflict(refusal::ATTEMPT_CONFLICT, "this attempt is another order's").perhaps_charged());
    }
    if books.attempts.contains_key(id) {
        return Ok(false);
    }
    if !books.orders.contains_key(&order) {
        // Nothing is kept, so nothing can be promised.
        return Err(order_unknown().perhaps_charged());
    }
    if books.is_full(&order) {
        // A charge request that comes late is refused for that, too.
        return Err(too_many());
    }
    let closed = State::Refused(StatusCode::CONFLICT, refusal::ATTEMPT_CLOSED);
    books.attempts.insert(id.to_owned(), Attempt::new(order, Vec::new(), closed, String::new()));
    Ok(true)
}

/// Checks a request and writes its attempt down, before anything is sent: the price to charge, or nothing where it was here before.
/// All of it under one lock, so that two requests cannot both come through; with a database, one transaction that locks the order.
fn write_down(books: &mut Books, request: &ChargeRequest) -> Result<Option<Amount>, Refused> {
    if flow::Attempt::parse(&request.attempt).is_none() {
        return Err(Refused::new(StatusCode::BAD_REQUEST, refusal::BAD_REQUEST, "an attempt has 32 hex digits"));
    }
    let print = print(request);
    if let Some(known) = books.attempts.get(&request.attempt) {
        if known.print == print || known.print.is_empty() {
            return Ok(None);
        }
        return Err(conflict(refusal::ATTEMPT_CONFLICT, "this attempt was another one").perhaps_charged());
    }
    let Some(order) = books.orders.get(&request.order) else {
        return Err(order_unknown());
    };
    let price = order.price;
    if order.paid {
        return Err(conflict(refusal::ORDER_PAID, "the order is paid"));
    }
    if books.is_full(&request.order) {
        return Err(too_many());
    }
    if books.is_busy(&request.order) {
        return Err(conflict(refusal::ORDER_BUSY, "another payment of this order is under way"));
    }
    let shown = Currency::parse(&request.currency).and_then(|currency| Amount::from_wire(&request.amount, currency));
    if shown != Ok(price) {
        return Err(conflict(refusal::PRICE_CHANGED, "the price is another one").with_price(price));
    }
    let token = chance::token().map_err(|_| unavailable())?;
    let attempt = Attempt::new(request.order.clone(), print, State::Sent, token);
    books.attempts.insert(request.attempt.clone(), attempt);
    Ok(Some(price))
}

impl Attempt {
    fn new(order: String, print: Vec<u8>, state: State, token: String) -> Self {
        Self { order, print, state, sent: Instant::now(), token, transaction: None }
    }
}

/// Tells one request from another without keeping what is in it.
fn print(request: &ChargeRequest) -> Vec<u8> {
    digest(&SHA256, &serde_json::to_vec(request).unwrap_or_default()).as_ref().to_vec()
}

fn no_json() -> Refused {
    bad_request("the body is not the JSON that the contract wants")
}

fn bad_request(message: &str) -> Refused {
    Refused::new(StatusCode::BAD_REQUEST, refusal::BAD_REQUEST, message).perhaps_charged()
}

fn conflict(code: &str, message: &str) -> Refused {
    Refused::new(StatusCode::CONFLICT, code, message)
}

fn order_unknown() -> Refused {
    Refused::new(StatusCode::NOT_FOUND, refusal::ORDER_UNKNOWN, "there is no such order")
}

fn too_many() -> Refused {
    Refused::new(StatusCode::TOO_MANY_REQUESTS, refusal::TOO_MANY, "the order has had too many attempts")
}

fn unavailable() -> Refused {
    Refused::new(StatusCode::SERVICE_UNAVAILABLE, refusal::UNAVAILABLE, "there are no random numbers")
}
