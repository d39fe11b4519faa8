//! The secure window: payments from a page of another origin, with an order's token and without cookies.

use std::time::Duration;

use cloudpayments_checkout::wire::{Answer, ChargeRequest, Refusal, refusal};
use cloudpayments_store::{Limits, Rate, Secret, Settings};
use reqwest::header::HeaderMap;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::gateway::{self, Act, CHARGE, POST3DS};
use crate::stand::{Stand, attempt_at, read, refused};

pub(crate) const PAGE: &str = "https://pay.example";
const STRANGER: &str = "https://evil.example";
pub(crate) const SHOP: &str = "https://shop.example";
const MD: &str = "3192600857";

pub(crate) async fn stand() -> Stand {
    Stand::with(|settings| settings.pay_origins = vec![PAGE.to_owned()]).await
}

pub(crate) async fn token(stand: &Stand, order: &str) -> String {
    let issued = ask_for_token(stand, order, &[]).await;
    assert_eq!(issued.status(), StatusCode::OK);
    issued.json::<Value>().await.unwrap()["token"].as_str().unwrap().to_owned()
}

async fn ask_for_token(stand: &Stand, order: &str, headers: &[(&'static str, &str)]) -> Response {
    let mut post = stand.browser.post(stand.at(&format!("/api/orders/{order}/token")));
    for (name, value) in headers {
        post = post.header(*name, *value);
    }
    post.json(&json!({})).send().await.unwrap()
}

/// What a page of `origin` sends to the endpoint.
pub(crate) async fn send(
    stand: &Stand,
    origin: &str,
    token: Option<&str>,
    method: Method,
    path: &str,
    body: Option<&Value>,
) -> Response {
    let mut request = stand.browser.request(method, stand.at(&format!("/api/payments{path}"))).header("origin", origin);
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    if let Some(body) = body { request.json(body) } else { request }.send().await.unwrap()
}

async fn pay(stand: &Stand, token: Option<&str>, request: &ChargeRequest) -> Result<Answer, (StatusCode, Refusal)> {
    let body = serde_json::to_value(request).unwrap();
    let response = send(stand, PAGE, token, Method::POST, "", Some(&body)).await;
    assert_readable(&response);
    read(response).await
}

async fn status(stand: &Stand, token: Option<&str>, attempt: &str) -> Result<Answer, (StatusCode, Refusal)> {
    let response = send(stand, PAGE, token, Method::GET, &format!("/{attempt}"), None).await;
    assert_readable(&response);
    read(response).await
}

async fn abandon(
    stand: &Stand,
    token: Option<&str>,
    attempt: &str,
    order: &str,
) -> Result<Answer, (StatusCode, Refusal)> {
    let body = json!({ "order": order });
    let response = send(stand, PAGE, token, Method::POST, &format!("/{attempt}/abandon"), Some(&body)).await;
    assert_readable(&response);
    read(response).await
}

/// The payment page's script may read the answer, refusals as well, and no cookie counted.
#[track_caller]
fn assert_readable(response: &Response) {
    assert_eq!(header(response.headers(), "access-control-allow-origin"), PAGE);
    assert_eq!(header(response.headers(), "access-control-allow-credentials"), "");
    assert_varies(response);
}

#[track_caller]
fn assert_unreadable(response: &Response) {
    let cors = response.headers().keys().find(|name| name.as_str().starts_with("access-control"));
    assert_eq!(cors, None);
    assert_varies(response);
}

#[track_caller]
fn assert_varies(response: &Response) {
    let varies = response.headers().get_all("vary").iter().any(|vary| vary.to_str().unwrap().contains("origin"));
    assert!(varies, "Vary: Origin is missing");
}

pub(crate) fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn the_stores_own_page_gets_a_token_for_an_order() {
    let stand = stand().await;
    let order = stand.order().await;
    let own = stand.store.url.clone();
    for headers in
        [vec![], vec![("origin", own.as_str())], vec![("origin", "http://localhost:1"), ("host", "localhost:1")]]
    {
        let issued = ask_for_token(&stand, &order, &headers).await;
        assert_eq!((issued.status(), header(issued.headers(), "cache-control")), (StatusCode::OK, "no-store"));
        assert_eq!(header(issued.headers(), "access-control-allow-origin"), "");
        let issued: Value = issued.json().await.unwrap();
        assert_eq!(issued["expires"], stand.clock.now() + 30 * 60 * 1000);
        assert!(issued["token"].as_str().unwrap().len() > 60 && issued.as_object().unwrap().len() == 2);
    }
    assert_eq!(ask_for_token(&stand, "A-NONE", &[]).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn no_page_of_another_origin_gets_a_token_not_even_the_payment_page() {
    let stand = stand().await;
    let order = stand.order().await;
    for origin in [PAGE, STRANGER, "null", "https://shop.example.evil.example"] {
        let refused = ask_for_token(&stand, &order, &[("origin", origin)]).await;
        assert_eq!(refused.status(), StatusCode::FORBIDDEN, "{origin}");
        assert_eq!(header(refused.headers(), "access-control-allow-origin"), "");
        assert!(!refused.text().await.unwrap().contains('~'));
    }
    let address = stand.at(&format!("/api/orders/{order}/token"));
    for kind in ["text/plain", "application/x-www-form-urlencoded"] {
        let refused = stand.browser.post(&address).header("content-type", kind).body("{}").send().await.unwrap();
        assert_eq!(refused.status(), StatusCode::BAD_REQUEST, "what a foreign page can send without asking: {kind}");
    }
    assert_eq!(stand.browser.get(&address).send().await.unwrap().status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn an_address_that_wants_token_after_token_waits() {
    let limits = Limits { attempts: Rate::per_minute(2), ..Limits::default() };
    let stand = Stand::with(|settings| settings.limits = limits).await;
    let order = stand.order().await;
    for wanted in [StatusCode::OK, StatusCode::OK, StatusCode::TOO_MANY_REQUESTS] {
        assert_eq!(ask_for_token(&stand, &order, &[]).await.status(), wanted);
    }
    stand.clock.advance(Duration::from_secs(30));
    assert_eq!(ask_for_token(&stand, &order, &[]).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_browser_that_asks_first_is_told_what_a_payment_page_may_send() {
    let stand = stand().await;
    let path = format!("/{}/abandon", attempt_at("x").attempt);
    for path in ["", "/0123", &path] {
        let ask = async |origin: &str| {
            let ask = stand.browser.request(Method::OPTIONS, stand.at(&format!("/api/payments{path}")));
            let ask = ask.header("origin", origin).header("access-control-request-method", "POST");
            ask.header("access-control-request-headers", "authorization,content-type").send().await.unwrap()
        };
        let told = ask(PAGE).await;
        assert_eq!(told.status(), StatusCode::NO_CONTENT);
        assert_readable(&told);
        assert_eq!(header(told.headers(), "access-control-allow-methods"), "GET, POST");
        assert_eq!(header(told.headers(), "access-control-allow-headers"), "authorization, content-type");
        assert_eq!(header(told.headers(), "access-control-max-age"), "600");
        for stranger in
            [STRANGER, "null", "https://pay.example.evil.example", "http://pay.example", "https://pay.example:8443"]
        {
            let told = ask(stranger).await;
            assert_eq!(told.status(), StatusCode::FORBIDDEN, "{stranger}");
            assert_unreadable(&told);
        }
    }
}

#[tokio::test]
async fn a_payment_page_pays_with_its_orders_token_and_asks_what_became_of_it() {
    let stand = stand().await;
    let order = stand.order().await;
    let token = token(&stand, &order).await;
    let request = attempt_at(&order);
    assert!(matches!(pay(&stand, Some(&token), &request).await, Ok(Answer::Paid { .. })));
    assert!(matches!(pay(&stand, Some(&token), &request).await, Ok(Answer::Paid { .. })), "repeated");
    assert!(matches!(status(&stand, Some(&token), &request.attempt).await, Ok(Answer::Paid { .. })));
    assert_eq!(stand.gateway.seen(CHARGE).len(), 1);
    assert!(matches!(stand.status(&request.attempt).await, Ok(Answer::Paid { .. })), "the store's own page needs none");
}

#[tokio::test]
async fn a_payment_page_without_a_fitting_token_is_refused_and_told_why() {
    let stand = stand().await;
    let elsewhere = self::stand().await;
    let (order, other) = (stand.order().await, stand.order().await);
    let good = token(&stand, &order).await;
    let another = token(&stand, &other).await;
    let foreign = elsewhere.order().await;
    let foreign = token(&elsewhere, &foreign).await;
    let forged = good.replacen(&order, &other, 1);
    let longer = good.replacen("~1", "~2", 1);
    for (token, why) in [
        (None, "no token"),
        (Some(""), "another kind"),
        (Some("x"), "none of this store's"),
        (Some(foreign.as_str()), "none of this store's"),
        (Some(forged.as_str()), "none of this store's"),
        (Some(longer.as_str()), "none of this store's"),
        (Some(another.as_str()), "another order"),
    ] {
        let request = attempt_at(&order);
        let told = refused(&pay(&stand, token, &request).await, 401, refusal::TOKEN_INVALID);
        assert!(!told.charged && told.message.contains(why), "{token:?}: {told:?}");
        let told = refused(
            &status(&stand, token, &request.attempt).await,
            if why == "another order" { 404 } else { 401 },
            match why {
                "another order" => refusal::ATTEMPT_UNKNOWN,
                _ => refusal::TOKEN_INVALID,
            },
        );
        assert!(told.charged, "nothing is promised about a payment that may not be asked about");
        let told = refused(&abandon(&stand, token, &request.attempt, &order).await, 401, refusal::TOKEN_INVALID);
        assert!(told.charged);
        assert_eq!(stand.status(&request.attempt).await.unwrap_err().1.code, refusal::ATTEMPT_UNKNOWN, "not buried");
    }
    let basic = stand.browser.post(stand.at("/api/payments")).header("origin", PAGE).basic_auth("x", Some(&good));
    let basic = read(basic.json(&attempt_at(&order)).send().await.unwrap()).await;
    assert!(refused(&basic, 401, refusal::TOKEN_INVALID).message.contains("Bearer"));
    assert!(stand.gateway.seen(CHARGE).is_empty());
    assert!(matches!(pay(&stand, Some(&good), &attempt_at(&order)).await, Ok(Answer::Paid { .. })));
}

#[tokio::test]
async fn a_token_pays_for_half_an_hour_and_asks_for_a_day_more() {
    let stand = stand().await;
    let order = stand.order().await;
    let token = token(&stand, &order).await;
    stand.clock.advance(Duration::from_millis(30 * 60 * 1000 - 1));
    let begun = attempt_at(&order);
    stand.gateway.now(CHARGE, Act::Say(gateway::declined(5051)));
    assert!(matches!(pay(&stand, Some(&token), &begun).await, Ok(Answer::Declined { .. })));
    stand.clock.advance(Duration::from_millis(1));
    let late = attempt_at(&order);
    let told = refused(&pay(&stand, Some(&token), &late).await, 401, refusal::TOKEN_INVALID);
    assert!(!told.charged && told.message.contains("expired"));
    assert!(
        refused(&pay(&stand, Some(&token), &begun).await, 401, refusal::TOKEN_INVALID).charged,
        "this one was sent before: nothing is promised about it"
    );
    assert!(matches!(status(&stand, Some(&token), &begun.attempt).await, Ok(Answer::Declined { .. })));
    assert!(matches!(abandon(&stand, Some(&token), &late.attempt, &order).await, Ok(Answer::Abandoned { .. })));
    stand.clock.advance(Duration::from_secs(24 * 60 * 60));
    let told = refused(&status(&stand, Some(&token), &begun.attempt).await, 401, refusal::TOKEN_INVALID);
    assert!(told.charged && told.message.contains("expired"));
    refused(&abandon(&stand, Some(&token), &late.attempt, &order).await, 401, refusal::TOKEN_INVALID);
    assert_eq!(stand.gateway.seen(CHARGE).len(), 1);
}

#[tokio::test]
async fn another_orders_token_learns_nothing_about_a_payment_and_cannot_give_it_up() {
    let stand = stand().await;
    let (order, other) = (stand.order().await, stand.order().await);
    let request = attempt_at(&order);
    stand.challenged(&request).await;
    let token = token(&stand, &other).await;
    assert!(refused(&status(&stand, Some(&token), &request.attempt).await, 401, refusal::TOKEN_INVALID).charged);
    refused(&abandon(&stand, Some(&token), &request.attempt, &order).await, 401, refusal::TOKEN_INVALID);
    refused(&abandon(&stand, Some(&token), &request.attempt, &other).await, 409, refusal::ATTEMPT_CONFLICT);
    assert!(matches!(stand.status(&request.attempt).await, Ok(Answer::Challenge(_))));
}

#[tokio::test]
async fn a_page_of_an_unlisted_origin_is_turned_away_whatever_it_holds() {
    let stand = stand().await;
    let order = stand.order().await;
    let token = token(&stand, &order).await;
    let request = attempt_at(&order);
    let body = serde_json::to_value(&request).unwrap();
    let abandon = format!("/{}/abandon", request.attempt);
    for (method, path, body) in [
        (Method::POST, String::new(), Some(&body)),
        (Method::GET, format!("/{}", request.attempt), None),
        (Method::POST, abandon, Some(&json!({ "order": order }))),
    ] {
        for token in [None, Some(token.as_str())] {
            let response = send(&stand, STRANGER, token, method.clone(), &path, body).await;
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{method} {path}");
            assert_unreadable(&response);
            assert!(response.text().await.unwrap().contains("STORE_PAY_ORIGINS"));
        }
    }
    assert!(stand.gateway.seen(CHARGE).is_empty());
    assert_eq!(stand.status(&request.attempt).await.unwrap_err().1.code, refusal::ATTEMPT_UNKNOWN);
}

#[tokio::test]
async fn the_stores_own_page_pays_without_a_token_as_before() {
    let stand = stand().await;
    let own = stand.store.url.clone();
    let body = async |order: &str| serde_json::to_value(attempt_at(order)).unwrap();
    let response = send(&stand, &own, None, Method::POST, "", Some(&body(&stand.order().await).await)).await;
    assert_unreadable(&response);
    assert!(matches!(read(response).await, Ok(Answer::Paid { .. })));
    let by_another_name = stand.browser.post(stand.at("/api/payments")).header("origin", "http://shop.test");
    let by_another_name = by_another_name.header("host", "shop.test").json(&body(&stand.order().await).await);
    assert!(matches!(read(by_another_name.send().await.unwrap()).await, Ok(Answer::Paid { .. })));
}

#[tokio::test]
async fn refusals_of_every_kind_can_be_read_by_the_payment_page() {
    let stand = stand().await;
    for (method, path, status) in [
        (Method::POST, "", StatusCode::BAD_REQUEST),
        (Method::GET, "/x", StatusCode::BAD_REQUEST),
        (Method::PUT, "", StatusCode::METHOD_NOT_ALLOWED),
    ] {
        let response = send(&stand, PAGE, None, method, path, None).await;
        assert_eq!(response.status(), status);
        assert_readable(&response);
    }
}

#[tokio::test]
async fn the_terms_page_answers_to_the_payment_page_that_the_attempt_came_from() {
    let stand =
        Stand::with(|settings| settings.pay_origins = vec![PAGE.to_owned(), "https://other.example".to_owned()]).await;
    let order = stand.order().await;
    let token = token(&stand, &order).await;
    let request = attempt_at(&order);
    stand.gateway.now(CHARGE, Act::Say(gateway::challenge()));
    let Ok(Answer::Challenge(challenge)) = pay(&stand, Some(&token), &request).await else { panic!("no challenge") };
    let term = challenge.term_url;
    assert!(term.starts_with(&stand.store.url), "{term}");

    let framed = stand.bank_posts(&term, MD, "pares").await;
    let shop = &stand.store.url;
    assert_eq!(ancestors(&framed), format!("'self' {PAGE} {shop}"));
    let html = framed.text().await.unwrap();
    assert!(
        html.contains(&format!("data-origin=\"{PAGE}\""))
            && html.contains(&format!("data-attempt=\"{}\"", request.attempt))
    );
    assert_eq!(stand.gateway.seen(POST3DS).len(), 1);

    let top = stand.browser.post(&term).header("sec-fetch-dest", "document");
    let top = top.form(&[("MD", MD), ("PaRes", "pares")]).send().await.unwrap();
    assert_eq!(top.status(), StatusCode::SEE_OTHER);
    assert!(header(top.headers(), "location").starts_with(&format!("/orders/{order}?attempt={}", request.attempt)));
}

#[tokio::test]
async fn a_page_about_a_bank_that_came_too_late_or_wrongly_shows_in_the_window_too() {
    let stand = stand().await;
    let order = stand.order().await;
    let token = token(&stand, &order).await;
    let request = attempt_at(&order);
    stand.gateway.now(CHARGE, Act::Say(gateway::challenge()));
    let Ok(Answer::Challenge(challenge)) = pay(&stand, Some(&token), &request).await else { panic!("no challenge") };
    let wanted = format!("'self' {PAGE} {}", stand.store.url);
    let by_hand = stand.browser.get(&challenge.term_url).send().await.unwrap();
    assert_eq!((by_hand.status(), ancestors(&by_hand)), (StatusCode::METHOD_NOT_ALLOWED, wanted.clone()));
    abandon(&stand, Some(&token), &request.attempt, &order).await.unwrap();
    let late = stand.bank_posts(&challenge.term_url, MD, "pares").await;
    assert_eq!((late.status(), ancestors(&late)), (StatusCode::GONE, wanted.clone()));
    let nowhere = stand.bank_posts(&stand.at(&format!("/api/payments/term/{}", "0".repeat(32))), MD, "pares").await;
    assert_eq!((nowhere.status(), ancestors(&nowhere)), (StatusCode::NOT_FOUND, wanted));
    let own = attempt_at(&stand.order().await);
    let term = stand.challenged(&own).await;
    let own = stand.bank_posts(&term, MD, "pares").await;
    assert_eq!(ancestors(&own), "'self'", "a payment of the store's own page");
    assert!(own.text().await.unwrap().contains(&format!("data-origin=\"{}\"", stand.store.url)));
}

fn ancestors(response: &Response) -> String {
    let policy = header(response.headers(), "content-security-policy");
    policy.split("frame-ancestors ").nth(1).unwrap().split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn instances_that_share_a_key_take_each_others_tokens() {
    let key = |settings: &mut Settings| {
        settings.pay_origins = vec![PAGE.to_owned()];
        settings.token_key = Some(Secret::new("0123456789abcdef0123456789abcdef"));
    };
    let (one, other) = (Stand::with(key).await, Stand::with(key).await);
    let order = one.order().await;
    let token = token(&one, &order).await;
    let told = refused(&pay(&other, Some(&token), &attempt_at(&order)).await, 404, refusal::ORDER_UNKNOWN);
    assert!(!told.charged, "let in; the test's instances have a database each");
}
