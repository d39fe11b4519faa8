//! `/payments/get`, `/payments/find`, `/v2/payments/find`.

use serde_json::{Value, json};

use crate::support::Terminal;

async fn find(terminal: &Terminal, path: &str, invoice: &str) -> Value {
    terminal.post(path, &json!({"InvoiceId": invoice})).await
}

#[tokio::test]
async fn a_payment_is_found_by_its_number_as_it_was_answered() {
    let terminal = Terminal::open().await;
    let charged = terminal.charge("4111111111111111", json!({"CultureName": "en-US"})).await;
    for id in [charged["Model"]["TransactionId"].clone(), json!(charged["Model"]["TransactionId"].to_string())] {
        assert_eq!(terminal.post("/payments/get", &json!({"TransactionId": id})).await, charged);
    }
}

#[tokio::test]
async fn the_last_operation_of_an_order_is_found() {
    let terminal = Terminal::open().await;
    for path in ["/payments/find", "/v2/payments/find"] {
        assert_eq!(find(&terminal, path, "A-1").await, json!({"Success": false, "Message": "Not found"}));
        assert_eq!(terminal.post(path, &json!({})).await["Message"], "InvoiceId is required");
    }
    let declined = terminal.charge("4000056655665556", json!({"InvoiceId": "A-1"})).await;
    assert_eq!(find(&terminal, "/v2/payments/find", "A-1").await, declined, "a decline is found as a decline");
    let paid = terminal.charge("4111111111111111", json!({"InvoiceId": "A-1"})).await;
    terminal.paid(json!({"InvoiceId": "A-2"})).await;
    for path in ["/payments/find", "/v2/payments/find"] {
        assert_eq!(find(&terminal, path, "A-1").await, paid, "{path}");
    }
}

#[tokio::test]
async fn only_the_newer_method_finds_refunds() {
    let terminal = Terminal::open().await;
    let paid = terminal.paid(json!({})).await;
    let refund = terminal.post("/payments/refund", &json!({"TransactionId": paid, "Amount": 1})).await;
    assert_eq!(find(&terminal, "/payments/find", "A-1042").await["Model"]["TransactionId"], json!(paid));
    let newer = find(&terminal, "/v2/payments/find", "A-1042").await;
    assert_eq!(newer["Model"]["TransactionId"], refund["Model"]["TransactionId"]);
    assert_eq!(newer["Model"]["Type"], 1);
}

#[tokio::test]
async fn a_payment_that_waits_for_the_bank_is_found_undecided() {
    let terminal = Terminal::open().await;
    terminal.charge("4242424242424242", json!({})).await;
    let model = &find(&terminal, "/v2/payments/find", "A-1042").await["Model"];
    assert_eq!((&model["Status"], &model["StatusCode"]), (&json!("AwaitingAuthentication"), &json!(1)));
    assert!(
        model["ReasonCode"].is_null() && model["Reason"].is_null() && model["CardHolderMessage"].is_null(),
        "{model}"
    );
}
