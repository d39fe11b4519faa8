//! How often one address and one order may do what costs money or room.

use std::time::Duration;

use cloudpayments_checkout::wire::{Answer, refusal};
use cloudpayments_store::{Limits, Rate};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::gateway::{self, Act, CHARGE};
use crate::stand::{Stand, attempt_at, refused};

/// A store behind a proxy, so that a test can come from many addresses.
async fn stand(limits: Limits) -> Stand {
    Stand::with(|settings| {
        settings.trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
        settings.limits = limits;
    })
    .await
}

async fn order_from(stand: &Stand, address: &str) -> Response {
    let post = stand.browser.post(stand.at("/api/orders")).header("x-forwarded-for", address);
    post.json(&json!({"program": "first-aid", "lang": "ru"})).send().await.unwrap()
}

#[tokio::test]
async fn an_address_that_orders_too_much_waits_and_the_others_do_not() {
    let stand = stand(Limits { orders: Rate::per_minute(3), ..Limits::default() }).await;
    for _ in 0..3 {
        assert_eq!(order_from(&stand, "203.0.113.7").await.status(), StatusCode::CREATED);
    }
    let refused = order_from(&stand, "203.0.113.7").await;
    assert_eq!(
        (refused.status(), &refused.headers()["retry-after"]),
        (StatusCode::TOO_MANY_REQUESTS, &"20".parse().unwrap())
    );
    assert_eq!(refused.json::<Value>().await.unwrap()["code"], "shop.too_many");
    assert_eq!(order_from(&stand, "203.0.113.8").await.status(), StatusCode::CREATED);
    for (wait, wanted) in
        [(19, StatusCode::TOO_MANY_REQUESTS), (1, StatusCode::CREATED), (0, StatusCode::TOO_MANY_REQUESTS)]
    {
        stand.clock.advance(Duration::from_secs(wait));
        assert_eq!(order_from(&stand, "203.0.113.7").await.status(), wanted, "after {wait} s more");
    }
    let placed: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM orders").fetch_one(&stand.books().await).await.unwrap();
    assert_eq!(placed, 5);
}

#[tokio::test]
async fn an_order_is_not_paid_for_again_and_again_in_one_minute() {
    let stand = stand(Limits::default()).await;
    stand.gateway.now(CHARGE, Act::Say(gateway::declined(5051)));
    let order = stand.order().await;
    for _ in 0..6 {
        assert!(matches!(stand.pay(&attempt_at(&order)).await, Ok(Answer::Declined { .. })));
    }
    let one_too_many = attempt_at(&order);
    for _ in 0..2 {
        assert!(!refused(&stand.pay(&one_too_many).await, 429, refusal::TOO_MANY).charged);
    }
    stand.clock.advance(Duration::from_secs(60));
    refused(&stand.pay(&one_too_many).await, 429, refusal::TOO_MANY);
    assert_eq!(stand.gateway.seen(CHARGE).len(), 6, "what was refused once is never charged");
    assert!(matches!(stand.pay(&attempt_at(&order)).await, Ok(Answer::Declined { .. })));
    assert!(matches!(stand.pay(&attempt_at(&stand.order().await)).await, Ok(Answer::Declined { .. })), "another order");
}

#[tokio::test]
async fn an_address_that_tries_card_after_card_waits_whatever_the_order() {
    let stand = stand(Limits { attempts: Rate::per_minute(2), ..Limits::default() }).await;
    stand.gateway.now(CHARGE, Act::Say(gateway::declined(5051)));
    for _ in 0..2 {
        stand.pay(&attempt_at(&stand.order().await)).await.unwrap();
    }
    let third = attempt_at(&stand.order().await);
    refused(&stand.pay(&third).await, 429, refusal::TOO_MANY);
    let elsewhere = stand.browser.post(stand.at("/api/payments")).header("x-forwarded-for", "203.0.113.9");
    let elsewhere = elsewhere.json(&attempt_at(&third.order)).send().await.unwrap();
    assert_eq!(elsewhere.status(), StatusCode::OK);
    assert_eq!(stand.gateway.seen(CHARGE).len(), 3);
}

#[tokio::test]
async fn what_holds_nobody_up_any_more_is_forgotten() {
    let stand = stand(Limits::default()).await;
    stand.order().await;
    let books = stand.books().await;
    let kept = || sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM limits").fetch_one(&books);
    assert_eq!(kept().await.unwrap(), 1);
    stand.clock.advance(Duration::from_secs(3));
    stand.store.look().await.unwrap();
    assert_eq!(kept().await.unwrap(), 0);
}

#[tokio::test]
async fn a_clock_that_is_set_back_holds_nobody_up_for_as_long() {
    let stand = stand(Limits { orders: Rate::per_minute(3), ..Limits::default() }).await;
    // So that the look at the store's start, which may be slow, takes nothing of this for long past.
    stand.clock.advance(Duration::from_secs(7200));
    for _ in 0..3 {
        assert_eq!(order_from(&stand, "203.0.113.7").await.status(), StatusCode::CREATED);
    }
    stand.clock.set_back(Duration::from_secs(3600));
    // As after any three: one more each twenty seconds, by the clock as it is now.
    for (wait, wanted) in [
        (0, StatusCode::CREATED),
        (19, StatusCode::TOO_MANY_REQUESTS),
        (1, StatusCode::CREATED),
        (60, StatusCode::CREATED),
    ] {
        stand.clock.advance(Duration::from_secs(wait));
        assert_eq!(order_from(&stand, "203.0.113.7").await.status(), wanted, "after {wait} s more");
    }
}
