//! Every other way an answer or a webhook goes wrong, as seen from outside.

use std::time::Duration;

use cloudpayments_sandbox::{Config, FaultOrder};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::support::{Shop, Terminal, until};

const CARD: &str = "4111111111111111";
const CHARGE: &str = "/payments/cards/charge";

async fn told(shop: &Shop) -> Terminal {
    let minute = Duration::from_millis(1);
    Terminal::with(Config { webhooks: Some(shop.url.clone()), webhook_minute: minute, ..Config::default() }).await
}

async fn fault(terminal: &Terminal, next: Value) {
    let answer = terminal.faults(&json!({ "next": next })).await;
    assert_eq!(answer.status(), StatusCode::OK, "{}", answer.text().await.unwrap());
}

#[tokio::test]
async fn a_refused_connection_does_nothing_on_any_route() {
    let terminal = Terminal::open().await;
    let refuse = json!({"refuse": true});
    fault(&terminal, json!({"script": refuse, "bins": refuse, "acs": refuse, "acsPage": refuse, "charge": refuse}))
        .await;
    for path in ["/checkout.js", "/bins/info?Bin=424242", "/acs/none"] {
        assert!(terminal.client.get(terminal.url(path)).send().await.is_err(), "{path}");
    }
    assert!(terminal.client.post(terminal.url("/acs")).form(&[("MD", "1")]).send().await.is_err());
    assert!(terminal.request(CHARGE).json(&terminal.order(CARD, json!({}))).send().await.is_err());
    assert!(terminal.transactions().await.is_empty());
    for path in ["/checkout.js", "/bins/info?Bin=424242"] {
        assert!(terminal.client.get(terminal.url(path)).send().await.unwrap().status().is_success(), "{path}");
    }
}

#[tokio::test]
async fn half_an_answer_has_the_length_of_half_an_answer_and_the_work_is_done() {
    let terminal = Terminal::open().await;
    fault(&terminal, json!({"charge": {"truncate": true}})).await;
    let answer = terminal.request(CHARGE).json(&terminal.order(CARD, json!({}))).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let half = answer.text().await.unwrap();
    assert!(half.starts_with("{\"Model\":") && serde_json::from_str::<Value>(&half).is_err(), "{half}");
    assert_eq!(terminal.transactions().await.len(), 1);
}

#[tokio::test]
async fn a_mislabelled_answer_says_the_right_thing_with_the_wrong_type() {
    let terminal = Terminal::open().await;
    fault(&terminal, json!({"charge": {"mislabel": true}, "script": {"mislabel": true}})).await;
    let answer = terminal.request(CHARGE).json(&terminal.order(CARD, json!({}))).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
    assert!(answer.text().await.unwrap().contains("\"Completed\""));
    let script = terminal.client.get(terminal.url("/checkout.js")).send().await.unwrap();
    assert_eq!(script.headers()["content-type"], "application/json");
}

#[tokio::test]
async fn a_trickling_answer_comes_in_many_pieces_and_is_whole_at_the_end() {
    let terminal = Terminal::open().await;
    fault(&terminal, json!({"charge": {"trickle": 1}})).await;
    let mut answer = terminal.request(CHARGE).json(&terminal.order(CARD, json!({}))).send().await.unwrap();
    let (mut pieces, mut whole) = (0, Vec::new());
    while let Some(piece) = answer.chunk().await.unwrap() {
        pieces += 1;
        whole.extend_from_slice(&piece);
    }
    assert!(pieces > 1, "{pieces}");
    assert_eq!(serde_json::from_slice::<Value>(&whole).unwrap()["Model"]["Status"], "Completed");
}

#[tokio::test]
async fn a_delayed_request_is_answered_as_usual() {
    let terminal = Terminal::open().await;
    fault(&terminal, json!({"charge": {"delay": 5}, "bins": {"delay": 5}})).await;
    terminal.paid(json!({})).await;
    assert!(terminal.client.get(terminal.url("/bins/info?Bin=424242")).send().await.unwrap().status().is_success());
}

#[tokio::test]
async fn a_request_may_be_delayed_for_longer_than_a_client_may_take_for_its_body() {
    let terminal = Terminal::with(Config { patience: Duration::from_millis(50), ..Config::default() }).await;
    fault(&terminal, json!({"charge": {"delay": 150}})).await;
    terminal.paid(json!({})).await;
}

#[tokio::test]
async fn another_answer_may_come_after_the_work_is_done() {
    for (when, payments) in [("before", 0), ("after", 1)] {
        let terminal = Terminal::open().await;
        fault(&terminal, json!({"charge": {"status": 502, "body": "html", "when": when}})).await;
        let answer = terminal.request(CHARGE).json(&terminal.order(CARD, json!({}))).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::BAD_GATEWAY);
        assert_eq!(terminal.transactions().await.len(), payments, "{when}");
    }
}

#[tokio::test]
async fn a_webhook_comes_twice_never_or_before_the_answer() {
    let shop = Shop::open(&[]).await;
    let terminal = told(&shop).await;
    fault(&terminal, json!({"webhook": [{"send": "never"}, {"send": "early"}, {"send": "twice"}]})).await;
    let pays = || shop.calls().into_iter().filter(|call| call.kind == "pay").collect::<Vec<_>>();
    let never = terminal.paid(json!({})).await;
    let early = terminal.paid(json!({})).await;
    assert_eq!(pays().len(), 1, "it is here before the answer, and the first one never came");
    assert_eq!(pays()[0].field("TransactionId"), Some(early.to_string()));
    let twice = terminal.paid(json!({})).await;
    let last = shop.call("pay", 2).await;
    assert_eq!(last.field("TransactionId"), Some(twice.to_string()));
    assert_eq!(pays()[1].body, last.body);
    assert!(pays().iter().all(|call| call.field("TransactionId") != Some(never.to_string())));
}

#[tokio::test]
async fn a_webhook_that_does_not_arrive_whole_or_whose_answer_is_lost_is_sent_again() {
    for (what, calls) in [
        (json!({"drop": "before"}), 1),
        (json!({"refuse": true}), 1),
        (json!({"drop": "after"}), 2),
        (json!({"delay": 5}), 1),
        (json!({"trickle": 1}), 1),
    ] {
        let shop = Shop::open(&[]).await;
        let terminal = told(&shop).await;
        fault(&terminal, json!({ "webhook": what })).await;
        terminal.paid(json!({})).await;
        shop.call("pay", calls - 1).await;
        until(async || {
            let all: Value =
                terminal.client.get(terminal.url("/admin/webhooks")).send().await.unwrap().json().await.unwrap();
            let all = all["webhooks"].as_array().unwrap().clone();
            all.iter().any(|one| one["kind"] == "pay" && one["delivered"] == true).then_some(())
        })
        .await;
        assert_eq!(shop.calls().iter().filter(|call| call.kind == "pay").count(), calls, "{what}");
    }
}

#[tokio::test]
async fn a_truncated_webhook_carries_the_signature_of_the_whole_and_a_mislabelled_one_another_type() {
    let shop = Shop::open(&[]).await;
    let terminal = told(&shop).await;
    fault(&terminal, json!({"webhook": [{"truncate": true}, {"mislabel": true}]})).await;
    terminal.paid(json!({})).await;
    terminal.paid(json!({"InvoiceId": "A-2"})).await;
    let second = shop.call("pay", 1).await;
    let calls: Vec<_> = shop.calls().into_iter().filter(|call| call.kind == "pay").collect();
    let (half, whole) =
        if calls[0].body.len() < second.body.len() { (&calls[0], &second) } else { (&second, &calls[0]) };
    assert!(half.body.len() < whole.body.len());
    assert_eq!(whole.headers["content-type"], "application/json");
    assert_eq!(half.headers["content-type"], "application/x-www-form-urlencoded");
}

#[tokio::test]
async fn faults_by_a_seed_are_the_same_in_two_sandboxes() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let faults = FaultOrder::at_random(11, 0.5);
        let terminal = Terminal::with(Config { faults, ..Config::default() }).await;
        let mut said = Vec::new();
        for _ in 0..30 {
            let answer = terminal.request("/test").json(&json!({})).send().await;
            said.push(answer.map_err(|_| ()).map(|answer| answer.status()));
        }
        runs.push(said);
    }
    assert_eq!(runs[0], runs[1]);
    assert!(runs[0].iter().any(Result::is_err) && runs[0].contains(&Ok(StatusCode::OK)), "{runs:?}");
}

#[tokio::test]
async fn a_client_whose_headers_never_end_is_cut_off() {
    let terminal = Terminal::with(Config { patience: Duration::from_millis(100), ..Config::default() }).await;
    let mut slow = TcpStream::connect(terminal.sandbox.address).await.unwrap();
    slow.write_all(b"POST /payments/cards/charge HTTP/1.1\r\nhost: gateway\r\nx: ").await.unwrap();
    slow.read_to_end(&mut Vec::new()).await.unwrap();
    assert_eq!(terminal.client.get(terminal.url("/health")).send().await.unwrap().status(), 200);
}
