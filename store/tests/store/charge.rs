//! One attempt makes at most one charge, and an order is paid once.

use std::time::Duration;

use cloudpayments_checkout::wire::{Answer, ChargeRequest, refusal};
use serde_json::{Value, json};

use crate::gateway::{self, Act, CHARGE, TRANSACTION};
use crate::stand::{CRYPTOGRAM, SECRET, Stand, attempt_at, held, read, refused};

fn paid(request: &ChargeRequest) -> Answer {
    Answer::Paid { attempt: request.attempt.clone(), transaction: TRANSACTION }
}

#[tokio::test]
async fn a_card_is_charged_the_stores_price_and_the_order_is_paid() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    assert_eq!(stand.pay(&request).await, Ok(paid(&request)));

    let charges = stand.gateway.seen(CHARGE);
    let [charge] = &charges[..] else { panic!("{charges:?}") };
    assert_eq!(charge.headers["x-request-id"], request.attempt.as_str());
    let basic = reqwest::Client::new()
        .get("http://x")
        .basic_auth("test_api_00000000000000000000001", Some(SECRET))
        .build()
        .unwrap();
    assert_eq!(charge.headers["authorization"], basic.headers()["authorization"]);
    let body = &charge.body;
    assert_eq!(body["Amount"], json!(12500.0));
    assert_eq!(body["Currency"], "KZT");
    assert_eq!(body["InvoiceId"], request.attempt.as_str());
    assert_eq!(body["IpAddress"], "127.0.0.1");
    assert_eq!(body["CardCryptogramPacket"], CRYPTOGRAM);
    assert_eq!(body["Name"], "CARD HOLDER");
    assert_eq!(body["CultureName"], "ru-RU");

    let seen = stand.look_at(&order).await;
    assert_eq!((&seen["status"], &seen["transaction"]), (&json!("paid"), &json!(TRANSACTION)));
    assert_eq!(seen["attempt"], request.attempt.as_str());
}

#[tokio::test]
async fn the_same_request_again_gets_the_same_answer_and_no_charge() {
    let stand = Stand::new().await;
    for (said, times) in
        [(gateway::paid(), 1), (gateway::declined(5051), 2), (gateway::challenge(), 3), (gateway::bad_request(), 4)]
    {
        stand.gateway.now(CHARGE, Act::Say(said));
        let request = attempt_at(&stand.order().await);
        let first = stand.pay(&request).await;
        stand.gateway.now(CHARGE, Act::Say(gateway::paid()));
        for _ in 0..3 {
            assert_eq!(stand.pay(&request).await, first);
        }
        assert_eq!(stand.gateway.seen(CHARGE).len(), times);
    }
}

#[tokio::test]
async fn the_same_request_twice_at_once_makes_one_charge() {
    let stand = Stand::new().await;
    let request = attempt_at(&stand.order().await);
    let (gate, act) = held(gateway::paid());
    stand.gateway.now(CHARGE, act);
    let (one, two, three, ()) = tokio::join!(stand.pay(&request), stand.pay(&request), stand.pay(&request), async {
        stand.gateway.wait_for(CHARGE, 1).await;
        gate.notify_one();
    });
    for answer in [one, two, three] {
        assert_eq!(answer, Ok(paid(&request)));
    }
    assert_eq!(stand.gateway.seen(CHARGE).len(), 1);
}

#[tokio::test]
async fn the_same_attempt_with_another_body_is_refused() {
    let stand = Stand::new().await;
    let other_order = stand.order().await;
    let request = attempt_at(&stand.order().await);
    stand.pay(&request).await.unwrap();
    let changes: [fn(&mut ChargeRequest); 6] = [
        |r| r.amount = "12500.01".into(),
        |r| r.currency = "RUB".into(),
        |r| r.lang = "kk".into(),
        |r| r.cryptogram = "QUJD".into(),
        |r| r.holder = None,
        |r| r.holder = Some("ANOTHER HOLDER".into()),
    ];
    for change in changes {
        let mut other = request.clone();
        change(&mut other);
        assert!(
            refused(&stand.pay(&other).await, 409, refusal::ATTEMPT_CONFLICT).charged,
            "the first body may have been charged"
        );
    }
    let moved = ChargeRequest { order: other_order, ..request.clone() };
    refused(&stand.pay(&moved).await, 409, refusal::ATTEMPT_CONFLICT);
    assert_eq!(stand.pay(&request).await, Ok(paid(&request)));
    assert_eq!(stand.gateway.seen(CHARGE).len(), 1);
}

#[tokio::test]
async fn another_body_is_refused_at_once_while_the_first_is_under_way() {
    let stand = Stand::new().await;
    let request = attempt_at(&stand.order().await);
    let (gate, act) = held(gateway::paid());
    stand.gateway.now(CHARGE, act);
    let other = ChargeRequest { cryptogram: "QUJD".into(), ..request.clone() };
    let (first, ()) = tokio::join!(stand.pay(&request), async {
        stand.gateway.wait_for(CHARGE, 1).await;
        refused(&stand.pay(&other).await, 409, refusal::ATTEMPT_CONFLICT);
        gate.notify_one();
    });
    assert_eq!(first, Ok(paid(&request)));
}

#[tokio::test]
async fn after_a_restart_a_repeated_request_is_answered_from_the_books() {
    let stand = Stand::new().await;
    let request = attempt_at(&stand.order().await);
    stand.pay(&request).await.unwrap();
    let stand = stand.restart().await;
    assert_eq!(stand.pay(&request).await, Ok(paid(&request)));
    assert_eq!(stand.gateway.seen(CHARGE).len(), 1);
}

#[tokio::test]
async fn one_attempt_of_an_order_is_open_at_a_time_and_a_refusal_is_for_ever() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let (first, second, third) = (attempt_at(&order), attempt_at(&order), attempt_at(&order));
    stand.challenged(&first).await;
    assert!(!refused(&stand.pay(&second).await, 409, refusal::ORDER_BUSY).charged);
    assert_eq!(stand.look_at(&order).await["attempt"], first.attempt.as_str());
    stand.abandon(&first.attempt, &order).await.unwrap();
    refused(&stand.pay(&second).await, 409, refusal::ORDER_BUSY);
    stand.gateway.now(CHARGE, Act::Say(gateway::paid()));
    assert_eq!(stand.pay(&third).await, Ok(paid(&third)));
    assert!(!refused(&stand.pay(&attempt_at(&order)).await, 409, refusal::ORDER_PAID).charged);
    assert_eq!(stand.gateway.seen(CHARGE).len(), 2);
}

#[tokio::test]
async fn of_many_attempts_at_once_one_is_charged() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let (gate, act) = held(gateway::paid());
    stand.gateway.now(CHARGE, act);
    let tries: Vec<_> = (0..10)
        .map(|_| {
            let request = stand.browser.post(stand.at("/api/payments")).json(&attempt_at(&order)).send();
            tokio::spawn(async move { read(request.await.unwrap()).await })
        })
        .collect();
    stand.gateway.wait_for(CHARGE, 1).await;
    gate.notify_one();
    let mut answers = Vec::new();
    for one in tries {
        answers.push(one.await.unwrap());
    }
    assert_eq!(answers.iter().filter(|answer| matches!(answer, Ok(Answer::Paid { .. }))).count(), 1, "{answers:?}");
    for answer in answers.iter().filter(|answer| answer.is_err()) {
        let code = answer.as_ref().unwrap_err().1.code.as_str();
        assert!([refusal::ORDER_BUSY, refusal::ORDER_PAID].contains(&code), "{code}");
    }
    assert_eq!(stand.gateway.seen(CHARGE).len(), 1);
}

#[tokio::test]
async fn the_database_itself_forbids_two_open_attempts_and_two_payments() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let books = stand.books().await;
    for state in ["sent", "paid"] {
        let row = |id: &str| {
            let sql = "INSERT INTO attempts (id, order_id, state, posted, amount, currency, lang, token, created_at, sent_at) VALUES ($1, $2, $3, 1, 1, 'KZT', 'ru', $1, 0, 0)";
            sqlx::query(sql).bind(format!("{state}{id}")).bind(&order).bind(state).execute(&books)
        };
        row("1").await.unwrap();
        assert!(row("2").await.unwrap_err().as_database_error().unwrap().is_unique_violation());
    }
}

#[tokio::test]
async fn another_amount_than_the_orders_is_refused_with_the_right_one() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    for (amount, currency) in [("12500.01", "KZT"), ("0.01", "KZT"), ("12500.00", "RUB")] {
        let request = ChargeRequest { amount: amount.into(), currency: currency.into(), ..attempt_at(&order) };
        let refusal = refused(&stand.pay(&request).await, 409, refusal::PRICE_CHANGED);
        assert_eq!((refusal.charged, refusal.amount.as_deref()), (false, Some("12500.00")));
    }
    assert!(stand.gateway.seen(CHARGE).is_empty());
    let request = attempt_at(&order);
    assert_eq!(stand.pay(&request).await, Ok(paid(&request)));
}

#[tokio::test]
async fn after_a_decline_another_card_pays() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    stand.gateway.now(CHARGE, Act::Say(gateway::declined(5051)));
    let request = attempt_at(&order);
    let declined = Answer::Declined { attempt: request.attempt.clone(), transaction: Some(TRANSACTION), reason: 5051 };
    assert_eq!(stand.pay(&request).await, Ok(declined.clone()));
    assert_eq!(stand.status(&request.attempt).await, Ok(declined.clone()));
    assert_eq!(stand.abandon(&request.attempt, &order).await, Ok(declined));
    assert_eq!(stand.look_at(&order).await["status"], "open");
    stand.gateway.now(CHARGE, Act::Say(gateway::paid()));
    let request = attempt_at(&order);
    assert_eq!(stand.pay(&request).await, Ok(paid(&request)));
}

#[tokio::test]
async fn a_charge_goes_on_when_the_browser_goes_away() {
    let stand = Stand::new().await;
    let request = attempt_at(&stand.order().await);
    let (gate, act) = held(gateway::paid());
    stand.gateway.now(CHARGE, act);
    let going = {
        let sending = stand.browser.post(stand.at("/api/payments")).json(&request).send();
        tokio::spawn(sending)
    };
    stand.gateway.wait_for(CHARGE, 1).await;
    going.abort();
    assert!(going.await.unwrap_err().is_cancelled());
    assert_eq!(stand.status(&request.attempt).await, Ok(Answer::Pending { attempt: request.attempt.clone() }));
    gate.notify_one();
    assert_eq!(stand.pay(&request).await, Ok(paid(&request)));
    assert_eq!(stand.gateway.seen(CHARGE).len(), 1);
}

#[tokio::test]
async fn a_browser_that_has_waited_long_enough_is_told_pending() {
    let stand = Stand::with(|settings| settings.patience.answer = Duration::from_millis(50)).await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    let pending = Answer::Pending { attempt: request.attempt.clone() };
    let (gate, act) = held(gateway::paid());
    stand.gateway.now(CHARGE, act);
    assert_eq!(stand.pay(&request).await, Ok(pending.clone()));
    assert_eq!(stand.pay(&request).await, Ok(pending.clone()));
    assert_eq!(stand.abandon(&request.attempt, &order).await, Ok(pending));
    assert!(stand.gateway.seen(gateway::FIND).is_empty(), "its own charge is under way: there is nothing to ask");
    gate.notify_one();
    while stand.look_at(&order).await["status"] != "paid" {
        tokio::task::yield_now().await;
    }
    assert_eq!(stand.status(&request.attempt).await, Ok(paid(&request)));
    assert_eq!(stand.gateway.seen(CHARGE).len(), 1);
}

#[tokio::test]
async fn stopping_waits_for_the_charge_under_way() {
    let stand = Stand::with(|settings| settings.patience.answer = Duration::from_millis(10)).await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    let (gate, act) = held(gateway::paid());
    stand.gateway.now(CHARGE, act);
    stand.pay(&request).await.unwrap();
    gate.notify_one();
    let stand = stand.restart().await;
    assert_eq!(stand.status(&request.attempt).await, Ok(paid(&request)));
    assert!(stand.gateway.seen(gateway::FIND).is_empty());
}

#[tokio::test]
async fn a_request_the_gateway_refuses_charged_nothing_and_says_so_for_ever() {
    let stand = Stand::new().await;
    let cases = [
        (Act::Say(gateway::bad_request()), 502, refusal::GATEWAY_REFUSED),
        (Act::Status(400, r#"{"Success":false,"Message":"Amount is required"}"#), 502, refusal::GATEWAY_REFUSED),
        (Act::Status(401, ""), 502, refusal::GATEWAY_REFUSED),
        (Act::Status(404, "<html>"), 502, refusal::GATEWAY_REFUSED),
        (Act::Status(429, ""), 503, refusal::UNAVAILABLE),
    ];
    for (act, status, code) in cases {
        let order = stand.order().await;
        let request = attempt_at(&order);
        stand.gateway.now(CHARGE, act);
        assert!(!refused(&stand.pay(&request).await, status, code).charged);
        stand.gateway.now(CHARGE, Act::Say(gateway::paid()));
        assert!(!refused(&stand.pay(&request).await, status, code).charged);
        assert_eq!(stand.status(&request.attempt).await, Ok(Answer::Abandoned { attempt: request.attempt.clone() }));
        let next = attempt_at(&order);
        assert_eq!(stand.pay(&next).await, Ok(paid(&next)), "the order is free for another try");
    }
}

#[tokio::test]
async fn a_gateway_that_cannot_be_reached_charged_nothing() {
    let closed = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    let stand = Stand::with(|settings| settings.api = format!("http://{closed}")).await;
    let request = attempt_at(&stand.order().await);
    assert!(!refused(&stand.pay(&request).await, 503, refusal::UNAVAILABLE).charged);
    assert_eq!(stand.status(&request.attempt).await, Ok(Answer::Abandoned { attempt: request.attempt.clone() }));
}

#[tokio::test]
async fn a_bank_page_that_is_not_https_is_never_shown() {
    let stand = Stand::new().await;
    for wrong in ["http://acs.example/", "javascript:alert(1)"] {
        let mut said = gateway::challenge();
        said["Model"]["AcsUrl"] = json!(wrong);
        stand.gateway.now(CHARGE, Act::Say(said));
        assert!(!refused(&stand.pay(&attempt_at(&stand.order().await)).await, 502, refusal::GATEWAY_REFUSED).charged);
    }
}

#[tokio::test]
async fn a_challenge_carries_what_the_bank_needs_and_a_token_of_its_own() {
    let stand = Stand::new().await;
    stand.gateway.now(CHARGE, Act::Say(gateway::challenge()));
    let mut tokens = std::collections::HashSet::new();
    for _ in 0..3 {
        let request = attempt_at(&stand.order().await);
        let Ok(Answer::Challenge(challenge)) = stand.pay(&request).await else { panic!() };
        assert_eq!((challenge.md.as_str(), challenge.pa_req.as_str()), ("3192600857", "eJxV+UQ=="));
        assert_eq!((challenge.acs_url.as_str(), challenge.frame), ("https://acs.example/start?1", true));
        let token = challenge.term_url.strip_prefix(&stand.at("/api/payments/term/")).unwrap().to_owned();
        assert_eq!(token.len(), 32);
        assert!(!token.contains(&request.attempt));
        assert!(tokens.insert(token));
        assert_eq!(stand.status(&request.attempt).await, Ok(Answer::Challenge(challenge)));
    }
}

#[tokio::test]
async fn a_wrong_request_is_refused_without_repeating_it() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let good = serde_json::to_value(attempt_at(&order)).unwrap();
    let with = |field: &str, value: Value| {
        let mut body = good.clone();
        body[field] = value;
        body.to_string()
    };
    let card = "4242424242424242";
    let cases = [
        String::new(),
        "[]".to_owned(),
        card.to_owned(),
        format!("{{\"attempt\":\"{card}"),
        with("attempt", json!(card)),
        with("attempt", json!("A".repeat(32))),
        with("order", json!("")),
        with("order", json!(format!("../{card}"))),
        with("amount", json!(card)),
        with("amount", json!("12500")),
        with("amount", json!(12500)),
        with("currency", json!(card)),
        with("currency", json!("kzt")),
        with("cryptogram", json!("")),
        with("cryptogram", json!(card)),
        with("cryptogram", json!("not base64 at all")),
        with("cryptogram", json!("A".repeat(20_000))),
        with("cryptogram", json!("A".repeat(40_000))),
        with("holder", json!(card)),
        with("holder", json!("\u{416}")),
        with("lang", json!(card)),
        with("lang", Value::Null),
    ];
    for body in cases {
        let request =
            stand.browser.post(stand.at("/api/payments")).header("content-type", "application/json").body(body.clone());
        let refusal = refused(&read(request.send().await.unwrap()).await, 400, refusal::BAD_REQUEST);
        assert!(!refusal.charged);
        assert!(!refusal.message.contains(card), "{refusal:?}");
    }
    let request =
        stand.browser.post(stand.at("/api/payments")).header("content-type", "text/plain").body(good.to_string());
    refused(&read(request.send().await.unwrap()).await, 400, refusal::BAD_REQUEST);
    refused(&stand.pay(&attempt_at("A-NONE")).await, 404, refusal::ORDER_UNKNOWN);
    assert!(stand.gateway.seen(CHARGE).is_empty());
}

#[tokio::test]
async fn an_order_has_only_so_many_attempts() {
    let stand = Stand::new().await;
    stand.gateway.now(CHARGE, Act::Say(gateway::declined(5014)));
    let order = stand.order().await;
    for _ in 0..30 {
        stand.clock.advance(std::time::Duration::from_secs(10));
        stand.pay(&attempt_at(&order)).await.unwrap();
    }
    let late = attempt_at(&order);
    assert!(!refused(&stand.pay(&late).await, 429, refusal::TOO_MANY).charged);
    refused(&stand.abandon(&attempt_at(&order).attempt, &order).await, 429, refusal::TOO_MANY);
    assert_eq!(stand.gateway.seen(CHARGE).len(), 30);
}

#[tokio::test]
async fn the_shoppers_address_comes_from_a_trusted_proxy_only() {
    for (trusted, wanted) in [(vec![], "127.0.0.1"), (vec!["127.0.0.0/8".parse().unwrap()], "203.0.113.9")] {
        let stand = Stand::with(|settings| settings.trusted_proxies = trusted).await;
        let request = stand.browser.post(stand.at("/api/payments")).header("x-forwarded-for", "6.6.6.6, 203.0.113.9");
        read(request.json(&attempt_at(&stand.order().await)).send().await.unwrap()).await.unwrap();
        assert_eq!(stand.gateway.seen(CHARGE)[0].body["IpAddress"], wanted);
    }
}
