//! `/admin/faults` and what each fault looks like from outside.

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::support::{Terminal, until};

const CARD: &str = "4111111111111111";
const CHARGE: &str = "/payments/cards/charge";

async fn order_faults(terminal: &Terminal, next: Value) {
    let answer = terminal.faults(&json!({ "next": next })).await;
    assert_eq!(answer.status(), StatusCode::OK, "{}", answer.text().await.unwrap());
}

#[tokio::test]
async fn the_next_charge_answers_the_reason_asked_for_even_where_3_d_secure_would_come() {
    let terminal = Terminal::open().await;
    for (code, name) in [(5054, "ExpiredCard"), (5206, "AuthenticationFailed")] {
        order_faults(&terminal, json!({"charge": {"reason": code}})).await;
        let answer = terminal.charge("4242424242424242", json!({})).await;
        let model = &answer["Model"];
        assert_eq!((&model["ReasonCode"], &model["Reason"]), (&json!(code), &json!(name)));
        assert_eq!(model["Status"], "Declined");
    }
    terminal.paid(json!({})).await;
}

#[tokio::test]
async fn the_next_challenge_may_not_stand_in_a_frame() {
    let terminal = Terminal::open().await;
    order_faults(&terminal, json!({"charge": {"frame": false}})).await;
    for wanted in [false, true] {
        let answer = terminal.charge("4242424242424242", json!({})).await;
        assert_eq!(answer["Model"]["IFrameIsAllowed"], wanted);
    }
}

#[tokio::test]
async fn a_dropped_connection_loses_the_answer_after_the_charge_or_before_it() {
    for (when, payments) in [("after", 1), ("before", 0)] {
        let terminal = Terminal::open().await;
        order_faults(&terminal, json!({"charge": {"drop": when}})).await;
        let order = terminal.order(CARD, json!({}));
        let request = || terminal.request(CHARGE).header("X-Request-ID", "a").json(&order);
        let lost = request().send().await;
        assert!(lost.is_err(), "{when}: {lost:?}");
        assert_eq!(terminal.transactions().await.len(), payments, "{when}");
        let again: Value = request().send().await.unwrap().json().await.unwrap();
        assert_eq!(again["Model"]["Status"], "Completed", "{when}");
        assert_eq!(terminal.transactions().await.len(), 1, "{when}: charged once in all");
    }
}

#[tokio::test]
async fn a_hanging_charge_gives_no_answer_and_its_work_is_done_or_not() {
    for (when, payments) in [("after", 1), ("before", 0)] {
        let terminal = Terminal::open().await;
        order_faults(&terminal, json!({"charge": {"hang": when}})).await;
        let order = terminal.order(CARD, json!({}));
        let hanging = tokio::spawn(terminal.request(CHARGE).json(&order).send());
        until(async || {
            let waiting: Value =
                terminal.client.get(terminal.url("/admin/faults")).send().await.unwrap().json().await.unwrap();
            (waiting["next"].as_object().unwrap().is_empty()).then_some(())
        })
        .await;
        until(async || (terminal.transactions().await.len() == payments).then_some(())).await;
        assert!(!hanging.is_finished(), "{when}");
        terminal.sandbox.stop().await;
        assert!(hanging.await.unwrap().is_err(), "{when}: the end of the sandbox is the end of the wait");
    }
}

#[tokio::test]
async fn other_answers_come_instead_of_the_real_one() {
    let terminal = Terminal::open().await;
    order_faults(
        &terminal,
        json!({
            "script": {"status": 404, "body": "empty"},
            "bins": {"status": 503, "times": 2},
            "charge": [{"status": 502, "body": "html"}, {"status": 500}],
            "test": {"body": "html"},
        }),
    )
    .await;
    let get = async |path: &str| {
        let answer = terminal.client.get(terminal.url(path)).send().await.unwrap();
        let allowed = answer.headers().contains_key("access-control-allow-origin");
        (answer.status().as_u16(), allowed, answer.text().await.unwrap())
    };
    assert_eq!(get("/checkout.js").await, (404, false, String::new()));
    assert_eq!(get("/checkout.js").await.0, 200);
    for _ in 0..2 {
        let (status, allowed, body) = get("/bins/info?Bin=424242").await;
        assert_eq!((status, allowed), (503, true), "the page must be able to read it");
        assert!(body.contains("\"Success\":false"));
    }
    assert_eq!(get("/bins/info?Bin=424242").await.0, 200);
    let order = terminal.order(CARD, json!({}));
    for (path, status, body) in [
        (CHARGE, 502, "<html>"),
        (CHARGE, 500, "\"Success\":false"),
        ("/test", 200, "<html>"),
        (CHARGE, 200, "Completed"),
    ] {
        let answer = terminal.request(path).json(&order).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), status);
        assert!(answer.text().await.unwrap().contains(body), "{path} {status}");
    }
}

#[tokio::test]
async fn faults_are_listed_cleared_and_refused_with_a_reason() {
    let terminal = Terminal::open().await;
    let url = terminal.url("/admin/faults");
    order_faults(&terminal, json!({"post3ds": {"reason": 5206}})).await;
    let listed: Value = terminal.client.get(&url).send().await.unwrap().json().await.unwrap();
    assert_eq!(listed, json!({"next": {"post3ds": [{"reason": 5206, "times": 1}]}}));
    terminal.client.delete(&url).send().await.unwrap();
    let listed: Value = terminal.client.get(&url).send().await.unwrap().json().await.unwrap();
    assert_eq!(listed, json!({"next": {}}));
    let refused = terminal.faults(&json!({"next": {"charge": {"reason": 4242}}})).await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
    assert_eq!(refused.json::<Value>().await.unwrap()["error"], "reason 4242 is not a documented reason code");
}

#[tokio::test]
async fn the_admin_takes_no_form_and_nothing_that_came_through_a_proxy() {
    let terminal = Terminal::open().await;
    let url = terminal.url("/admin/reset");
    let client = Client::builder().no_proxy().build().unwrap();
    terminal.paid(json!({})).await;
    let form = client.post(&url).form(&[("a", "b")]).send().await.unwrap();
    assert_eq!(form.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let proxied = client.post(&url).header("x-forwarded-for", "198.51.100.1").json(&json!({})).send().await.unwrap();
    assert_eq!(proxied.status(), StatusCode::FORBIDDEN);
    assert_eq!(terminal.transactions().await.len(), 1);
    assert_eq!(client.post(&url).json(&json!({})).send().await.unwrap().status(), StatusCode::NO_CONTENT);
    assert!(terminal.transactions().await.is_empty());
}
