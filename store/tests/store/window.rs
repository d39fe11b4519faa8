//! The secure window: payments from a page of another origin, with an order's token and without cookies.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use cloudpayments_checkout::wire::{Answer, ChargeRequest, Refusal, refusal};
use cloudpayments_store::{Limits, Pay, Rate, Secret, Settings, StartError, Store};
use reqwest::header::HeaderMap;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::gateway::{self, Act, CHARGE, POST3DS};
use crate::stand::{Stand, attempt_at, read, refused};

const PAGE: &str = "https://pay.example";
const STRANGER: &str = "https://evil.example";
const SHOP: &str = "https://shop.example";
const MD: &str = "3192600857";

async fn stand() -> Stand {
    Stand::with(|settings| settings.pay_origins = vec![PAGE.to_owned()]).await
}

/// A store with a payment page of its own, of the files in this repository.
async fn stand_with_page(change: impl FnOnce(&mut Settings)) -> Stand {
    Stand::with(|settings| {
        settings.www = Path::new(env!("CARGO_MANIFEST_DIR")).join("../www");
        settings.pkg = settings.www.join("words");
        settings.pay =
            Some(Pay { listen: "127.0.0.1:0".parse().unwrap(), public_url: None, stores: vec![SHOP.to_owned()] });
        change(settings);
    })
    .await
}

async fn token(stand: &Stand, order: &str) -> String {
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
async fn send(
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

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
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
async fn the_shop_tells_where_its_payment_page_is_and_may_frame_it() {
    let stand = stand().await;
    let told = stand.browser.get(stand.at("/api/settings")).send().await.unwrap();
    let policy = header(told.headers(), "content-security-policy").to_owned();
    assert!(
        policy.contains(&format!("frame-src 'self' https: {} {} {PAGE};", stand.gateway.url(), stand.store.url)),
        "{policy}"
    );
    assert!(policy.contains("frame-ancestors 'none'"));
    assert_eq!(told.json::<Value>().await.unwrap()["payPage"], format!("{PAGE}/pay.html"));
    let plain = Stand::new().await;
    let told: Value = plain.browser.get(plain.at("/api/settings")).send().await.unwrap().json().await.unwrap();
    assert!(told.get("payPage").is_none());
    let own = stand_with_page(|settings| settings.pay_origins = vec![PAGE.to_owned()]).await;
    let told = own.browser.get(own.at("/api/settings")).send().await.unwrap();
    let page = own.store.pay_url.clone().unwrap();
    assert!(header(told.headers(), "content-security-policy").contains(&format!("{page} {PAGE};")));
    assert_eq!(told.json::<Value>().await.unwrap()["payPage"], format!("{page}/pay.html"));
}

#[tokio::test]
async fn the_payment_page_is_served_with_its_headers_on_every_answer() {
    let stand = stand_with_page(|_| {}).await;
    let (gateway, page) = (stand.gateway.url(), stand.store.pay_url.clone().unwrap());
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {gateway}; style-src 'self'; img-src 'self' data:; \
         connect-src 'self' {gateway} {SHOP}; frame-src https: {gateway} {SHOP}; form-action https: {gateway}; \
         frame-ancestors {SHOP}; base-uri 'none'; require-trusted-types-for 'script'; trusted-types cloudpayments-checkout"
    );
    for path in ["/pay.html", "/pay.json", "/pkg/ru.js", "/health", "/nothing", "/index.html"] {
        let response = stand.browser.get(format!("{page}{path}")).send().await.unwrap();
        let headers = response.headers();
        assert_eq!(header(headers, "content-security-policy"), policy, "{path}");
        for (name, wanted) in [
            ("referrer-policy", "strict-origin"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "unsafe-none"),
            ("origin-agent-cluster", "?1"),
            ("cache-control", "no-cache"),
        ] {
            assert_eq!(header(headers, name), wanted, "{path}");
        }
        let permissions = header(headers, "permissions-policy");
        for part in ["payment=*", "publickey-credentials-get=*", "camera=()", "geolocation=()", "microphone=()"] {
            assert!(permissions.split(", ").any(|one| one == part), "{part} in {permissions}");
        }
        assert_eq!(header(headers, "x-frame-options"), "", "it would forbid what frame-ancestors allows");
    }
}

#[tokio::test]
async fn the_payment_pages_origin_serves_its_own_files_and_nothing_of_the_shops() {
    let stand = stand_with_page(|_| {}).await;
    let page = stand.store.pay_url.clone().unwrap();
    let get = async |path: &str| stand.browser.get(format!("{page}{path}")).send().await.unwrap();
    for (path, kind) in
        [("/pay.json", "application/json"), ("/pkg/ru.js", "text/javascript"), ("/health", "application/json")]
    {
        let response = get(path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert!(header(response.headers(), "content-type").starts_with(kind), "{path}");
    }
    let told: Value = get("/pay.json").await.json().await.unwrap();
    let wanted = json!({
        "publicId": stand.settings.public_id, "script": stand.settings.script, "supportEmail": "support@cloudpayments.kz",
        "stores": [SHOP], "testMode": true,
    });
    assert_eq!(told, wanted);
    for path in [
        "/",
        "/index.html",
        "/order.html",
        "/shop.js",
        "/store.js",
        "/words/ru.js",
        "/pay.headers",
        "/pay",
        "/pay.html/",
        "/pay%2Ehtml/x",
        "/api/settings",
        "/api/payments",
        "/api/orders",
        "/orders/A-1",
        "/webhooks/pay",
        "/pkg",
        "/pkg/",
        "/pkg/nothing.js",
        "/pkg/..%2fpay.headers",
        "/pkg/%2e%2e/shop.js",
        "/../Cargo.toml",
    ] {
        assert_eq!(get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/pay.html", "/pay.js", "/pay.css", "/pay-words.js", "/pay.json", "/pay.headers"] {
        let on_the_shop = stand.browser.get(stand.at(path)).send().await.unwrap();
        assert_eq!(on_the_shop.status(), StatusCode::NOT_FOUND, "the shop's own origin protects nothing: {path}");
    }
    let url = format!("{page}/health");
    stand.store.stop().await;
    assert!(stand.browser.get(url).send().await.unwrap_err().is_connect(), "it stops with the store");
}

#[tokio::test]
async fn the_page_served_here_may_take_payments_and_opens_for_this_store_unless_told_otherwise() {
    let stand = stand_with_page(|settings| settings.pay.as_mut().unwrap().stores.clear()).await;
    let page = stand.store.pay_url.clone().unwrap();
    let told: Value = stand.browser.get(format!("{page}/pay.json")).send().await.unwrap().json().await.unwrap();
    assert_eq!(told["stores"], json!([stand.store.url]));
    let order = stand.order().await;
    let token = token(&stand, &order).await;
    let body = serde_json::to_value(attempt_at(&order)).unwrap();
    let response = send(&stand, &page, Some(&token), Method::POST, "", Some(&body)).await;
    assert_eq!(header(response.headers(), "access-control-allow-origin"), page);
    assert!(matches!(read(response).await, Ok(Answer::Paid { .. })));
}

#[tokio::test]
async fn wrong_settings_of_payment_pages_are_named() {
    let stand = stand_with_page(|_| {}).await;
    for (change, name) in [
        ((|s| s.pay_origins = vec!["pay.example".into()]) as fn(&mut Settings), "STORE_PAY_ORIGINS"),
        (|s| s.pay_origins = vec!["http://pay.example".into()], "STORE_PAY_ORIGINS"),
        (|s| s.pay_origins = vec!["https://pay.example/pay.html".into()], "STORE_PAY_ORIGINS"),
        (|s| (s.public_url, s.pay_origins) = (Some(SHOP.into()), vec![SHOP.into()]), "STORE_PAY_ORIGINS"),
        (|s| s.token_key = Some(Secret::new("sesame")), "STORE_TOKEN_KEY"),
        (|s| s.pay.as_mut().unwrap().public_url = Some("pay.example".into()), "STORE_PAY_PUBLIC_URL"),
        (|s| s.pay.as_mut().unwrap().stores = vec!["*".into()], "STORE_PAY_STORES"),
        (|s| s.www = "nowhere".into(), "pay.headers"),
    ] {
        let mut settings = stand.settings.clone();
        change(&mut settings);
        let wrong = Store::start(settings).await.unwrap_err();
        assert!(matches!(wrong, StartError::Setting { .. } | StartError::Pay(_)));
        assert!(wrong.to_string().contains(name) && !wrong.to_string().contains("sesame"), "{wrong}");
    }
    let taken = stand.store.pay_url.clone().unwrap().trim_start_matches("http://").parse().unwrap();
    let mut settings = stand.settings.clone();
    settings.pay.as_mut().unwrap().listen = taken;
    assert!(Store::start(settings).await.unwrap_err().to_string().contains("STORE_PAY_LISTEN"));
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

#[test]
fn the_program_prints_the_headers_for_another_server() {
    let print = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_cloudpayments-store"));
        program.env_clear().env("STORE_WWW", Path::new(env!("CARGO_MANIFEST_DIR")).join("../www"));
        program.args(arguments).args(["headers", "--form"]);
        move |form: &str| {
            let done = program.arg(form).output().unwrap();
            (done.status.success(), String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap())
        }
    };
    let real = ["--api", "https://api.tiptoppay.kz", "--pay-stores", SHOP];
    for (form, start) in [
        (
            "nginx",
            "add_header content-security-policy \"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' https://checkout.tiptoppay.kz;",
        ),
        ("caddy", "\tcontent-security-policy \"default-src 'none';"),
        ("netlify", "  content-security-policy: default-src 'none';"),
    ] {
        let (done, text, said) = print(&real)(form);
        assert!(done, "{said}");
        assert!(text.contains(start) && text.contains(&format!("frame-ancestors {SHOP};")), "{text}");
    }
    let (done, _, said) = print(&real[..2])("nginx");
    assert!(!done && said.contains("STORE_PAY_STORES"), "{said}");
    let (done, text, _) = print(&["--public-url", SHOP])("nginx");
    assert!(
        done && text.contains(&format!("frame-ancestors {SHOP};"))
            && text.contains("form-action https: http://127.0.0.1:8401;")
    );
    let (done, _, said) = print(&real)("apache");
    assert!(!done && said.contains("nginx"), "{said}");
}
