//! `X-Request-ID`, and the limit on requests at once.

use cloudpayments_sandbox::Config;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::support::Terminal;

const CHARGE: &str = "/payments/cards/charge";
const CARD: &str = "4111111111111111";

async fn with_id(terminal: &Terminal, id: &str, order: &Value) -> Value {
    let answer = terminal.request(CHARGE).header("X-Request-ID", id).json(order).send().await.unwrap();
    answer.json().await.unwrap()
}

#[tokio::test]
async fn the_same_request_id_gets_the_same_answer_and_one_payment() {
    let terminal = Terminal::open().await;
    let order = terminal.order(CARD, json!({}));
    let first = with_id(&terminal, "attempt-1", &order).await;
    assert_eq!(first["Success"], true);
    assert_eq!(with_id(&terminal, "attempt-1", &order).await, first);
    let again = terminal.order(CARD, json!({}));
    assert_eq!(with_id(&terminal, "attempt-1", &again).await, first, "the body is not looked at again");
    assert_eq!(terminal.transactions().await.len(), 1);
    let other = with_id(&terminal, "attempt-2", &again).await;
    assert_ne!(other["Model"]["TransactionId"], first["Model"]["TransactionId"]);
}

#[tokio::test]
async fn requests_that_come_together_wait_for_the_first() {
    let terminal = Terminal::open().await;
    let order = terminal.order(CARD, json!({}));
    let (a, b, c, d) = tokio::join!(
        with_id(&terminal, "once", &order),
        with_id(&terminal, "once", &order),
        with_id(&terminal, "once", &order),
        with_id(&terminal, "once", &order),
    );
    assert_eq!(a["Success"], true, "{a}");
    assert!(a == b && b == c && c == d);
    assert_eq!(terminal.transactions().await.len(), 1);
}

#[tokio::test]
async fn the_payment_goes_on_when_the_store_hangs_up() {
    let silent = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let hooks = format!("http://{}/hooks", silent.local_addr().unwrap());
    let terminal = Terminal::with(Config { webhooks: Some(hooks), ..Config::default() }).await;
    let order = terminal.order(CARD, json!({}));
    let request = terminal.request(CHARGE).header("X-Request-ID", "lost").json(&order).send();
    tokio::select! {
        _ = request => panic!("the check webhook has not been answered, so there is no answer yet"),
        // The sandbox is asking the store: drop the request now, and then the store's connection.
        _ = silent.accept() => {}
    }
    drop(silent);
    let answer = with_id(&terminal, "lost", &order).await;
    assert_eq!(answer["Model"]["ReasonCode"], 3006, "{answer}");
    assert_eq!(terminal.transactions().await.len(), 1);
}

#[tokio::test]
async fn one_request_more_than_allowed_at_once_gets_429() {
    let silent = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let hooks = format!("http://{}/hooks", silent.local_addr().unwrap());
    let terminal = Terminal::with(Config { webhooks: Some(hooks), concurrency: Some(1), ..Config::default() }).await;
    let order = terminal.order(CARD, json!({}));
    let busy = async {
        let asked = silent.accept().await.unwrap();
        let refused = terminal.request("/test").send().await.unwrap();
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
        drop((asked, silent));
    };
    let (answer, ()) = tokio::join!(terminal.post(CHARGE, &order), busy);
    assert_eq!(answer["Model"]["Status"], "Declined");
    assert_eq!(terminal.post("/test", &json!({})).await["Success"], true);
}
