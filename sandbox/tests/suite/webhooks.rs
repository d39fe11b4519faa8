//! Check, pay, fail, confirm, refund and cancel, as a store's server gets them.

use std::time::Duration;

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD};
use cloudpayments_sandbox::{Config, DEFAULT_API_SECRET};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::support::{Shop, Terminal, until};

const CARD: &str = "4111111111111111";

async fn terminal(shop: &Shop) -> Terminal {
    let minute = Duration::from_millis(1);
    Terminal::with(Config { webhooks: Some(shop.url.clone()), webhook_minute: minute, ..Config::default() }).await
}

fn sign(message: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, DEFAULT_API_SECRET.as_bytes());
    STANDARD.encode(hmac::sign(&key, message.as_bytes()))
}

#[tokio::test]
async fn a_payment_is_checked_before_and_told_after() {
    let shop = Shop::open(&[]).await;
    let terminal = terminal(&shop).await;
    let changes =
        json!({"AccountId": "user_x", "Name": "CARD HOLDER", "Email": "a@shop.test", "JsonData": {"seat": 7}});
    let id = terminal.paid(changes).await;
    let pay = shop.call("pay", 0).await;
    let calls = shop.calls();
    assert_eq!(calls.iter().map(|call| call.kind.as_str()).collect::<Vec<_>>(), ["check", "pay"]);
    assert_eq!(
        calls[0].names().join(" "),
        "AccountId Amount CardExpDate CardFirstSix CardLastFour CardType Currency Data DateTime Email InvoiceId IpAddress Issuer \
         IssuerBankCountry Name OperationType PaymentAmount PaymentCurrency Status TestMode TransactionId",
    );
    assert_eq!(
        pay.names().join(" "),
        "AccountId Amount AuthCode CardExpDate CardFirstSix CardLastFour CardType Currency Data DateTime Email GatewayName InvoiceId \
         IpAddress Issuer IssuerBankCountry Name OperationType PaymentAmount PaymentCurrency Status TestMode Token TransactionId",
    );
    for (name, wanted) in [
        ("TransactionId", id.to_string().as_str()),
        ("Amount", "12500.00"),
        ("Currency", "KZT"),
        ("InvoiceId", "A-1042"),
        ("AccountId", "user_x"),
        ("CardExpDate", "12/99"),
        ("TestMode", "1"),
        ("Status", "Completed"),
        ("OperationType", "Payment"),
        ("Data", r#"{"seat":7}"#),
    ] {
        assert_eq!(pay.field(name).as_deref(), Some(wanted), "{name}");
    }
    assert_eq!(pay.field("DateTime").unwrap().len(), "2021-10-25 09:39:44".len());
}

#[tokio::test]
async fn both_signatures_are_right_for_a_body_with_kazakh_letters() {
    let shop = Shop::open(&[]).await;
    let terminal = terminal(&shop).await;
    terminal.paid(json!({"Description": "Оқу курсы & 100%+"})).await;
    let pay = shop.call("pay", 0).await;
    assert_eq!(pay.headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(pay.headers["content-hmac"], sign(&pay.body));
    let pairs: Vec<String> =
        form_urlencoded::parse(pay.body.as_bytes()).map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(pay.headers["x-content-hmac"], sign(&pairs.join("&")));
    assert_eq!(pay.field("Description").as_deref(), Some("Оқу курсы & 100%+"));
}

#[tokio::test]
async fn a_check_that_says_no_declines_the_payment_with_its_code() {
    for (status, body, code, message) in [
        (200, r#"{"code":10}"#, 3001, "Неверный номер заказа"),
        (200, r#"{"code":11}"#, 3002, "Некорректный AccountId"),
        (200, r#"{"code":12}"#, 3003, "Неверная сумма"),
        (200, r#"{"code":13}"#, 3008, "Платеж не может быть принят"),
        (200, r#"{"code":20}"#, 3004, "Платеж просрочен"),
        (200, r#"{"code":7}"#, 3005, "Платеж не может быть принят"),
        (200, "ok", 3005, "Платеж не может быть принят"),
        (404, "", 3007, "Платеж не может быть принят"),
    ] {
        let shop = Shop::open(&[(status, body)]).await;
        let terminal = terminal(&shop).await;
        let answer = terminal.charge("4242424242424242", json!({})).await;
        let model = &answer["Model"];
        assert_eq!((&model["ReasonCode"], &model["CardHolderMessage"]), (&json!(code), &json!(message)), "{body}");
        assert_eq!(model["Status"], "Declined", "no 3-D Secure after a check that said no");
        let fail = shop.call("fail", 0).await;
        assert_eq!(fail.field("ReasonCode"), Some(code.to_string()));
        assert!(fail.field("Reason").is_some() && fail.field("Status").is_none());
    }
}

#[tokio::test]
async fn a_store_that_cannot_be_reached_is_a_check_that_says_no() {
    let closed = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let hooks = format!("http://{}/hooks", closed.local_addr().unwrap());
    drop(closed);
    let terminal = Terminal::with(Config { webhooks: Some(hooks), ..Config::default() }).await;
    let answer = terminal.charge(CARD, json!({})).await;
    assert_eq!(answer["Model"]["ReasonCode"], 3006, "{answer}");
}

#[tokio::test]
async fn a_notification_is_repeated_until_the_store_takes_it() {
    let shop = Shop::open(&[(200, r#"{"code":0}"#), (500, ""), (200, "thanks"), (200, r#"{"code":13}"#)]).await;
    let terminal = terminal(&shop).await;
    let id = terminal.paid(json!({})).await;
    let last = shop.call("pay", 3).await;
    let first = shop.call("pay", 0).await;
    assert_eq!(first.body, last.body, "the same notification each time");
    let delivered = until(async || {
        let answer = terminal.client.get(terminal.url("/admin/webhooks")).send().await.unwrap();
        let all: Value = answer.json().await.unwrap();
        all["webhooks"].as_array().unwrap().iter().find(|one| one["kind"] == "pay" && one["delivered"] == true).cloned()
    })
    .await;
    assert_eq!(delivered, json!({"kind": "pay", "transaction": id, "tries": 4, "delivered": true}));
}

#[tokio::test]
async fn fail_confirm_cancel_and_refund_are_told_with_their_own_fields() {
    let shop = Shop::open(&[]).await;
    let terminal = terminal(&shop).await;
    terminal.charge("4000056655665556", json!({})).await;
    let fail = shop.call("fail", 0).await;
    assert_eq!(
        (fail.field("ReasonCode").as_deref(), fail.field("Reason").as_deref()),
        (Some("5051"), Some("InsufficientFunds"))
    );

    let mut held = Vec::new();
    for turn in 0..2 {
        let order = terminal.order(CARD, json!({"Amount": 100}));
        let answer = terminal.post("/payments/cards/auth", &order).await;
        held.push(answer["Model"]["TransactionId"].as_u64().unwrap());
        assert_eq!(shop.call("pay", turn).await.field("Status").as_deref(), Some("Authorized"));
    }
    terminal.post("/payments/confirm", &json!({"TransactionId": held[0], "Amount": 60})).await;
    let confirm = shop.call("confirm", 0).await;
    assert_eq!(
        (confirm.field("Amount").as_deref(), confirm.field("Status").as_deref()),
        (Some("60.00"), Some("Completed"))
    );

    terminal.post("/payments/void", &json!({"TransactionId": held[1]})).await;
    let cancel = shop.call("cancel", 0).await;
    assert_eq!(cancel.names().join(" "), "Amount DateTime InvoiceId TransactionId");
    assert_eq!(cancel.field("TransactionId"), Some(held[1].to_string()));

    let refunded = terminal.post("/payments/refund", &json!({"TransactionId": held[0], "Amount": 10})).await;
    let refund = shop.call("refund", 0).await;
    assert_eq!(refund.names().join(" "), "Amount DateTime InvoiceId OperationType PaymentTransactionId TransactionId");
    assert_eq!(refund.field("TransactionId"), Some(refunded["Model"]["TransactionId"].to_string()));
    assert_eq!(refund.field("PaymentTransactionId"), Some(held[0].to_string()));
    assert_eq!(
        (refund.field("Amount").as_deref(), refund.field("OperationType").as_deref()),
        (Some("10.00"), Some("Refund"))
    );
}
