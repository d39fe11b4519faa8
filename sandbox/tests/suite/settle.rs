//! Confirm, void and refund.

use serde_json::{Value, json};

use crate::support::{Terminal, assert_same_keys};

const CARD: &str = "4111111111111111";

async fn held(terminal: &Terminal) -> u64 {
    let answer = terminal.post("/payments/cards/auth", &terminal.order(CARD, json!({"Amount": 100}))).await;
    answer["Model"]["TransactionId"].as_u64().unwrap()
}

async fn status(terminal: &Terminal, id: u64) -> Value {
    terminal.post("/payments/get", &json!({"TransactionId": id})).await["Model"].take()
}

#[tokio::test]
async fn a_held_payment_is_confirmed_for_all_or_less_and_once() {
    let terminal = Terminal::open().await;
    let confirm = async |id, amount: Value| {
        terminal.post("/payments/confirm", &json!({"TransactionId": id, "Amount": amount})).await
    };
    let id = held(&terminal).await;
    for (amount, wanted) in [
        (json!(100.01), "Amount must not be more than 100.00"),
        (json!(null), "Amount is required"),
        (json!(0), "Invalid Amount value"),
    ] {
        assert_eq!(confirm(id, amount).await, json!({"Success": false, "Message": wanted}));
    }
    assert_eq!(confirm(id, json!(65.98)).await, json!({"Success": true, "Message": null}));
    let model = status(&terminal, id).await;
    assert_eq!((&model["Status"], &model["Amount"]), (&json!("Completed"), &json!(65.98)));
    assert!(model["ConfirmDateIso"].is_string());
    assert_eq!(confirm(id, json!(1)).await["Message"], "Transaction has status Completed, Authorized is needed");
}

#[tokio::test]
async fn a_held_payment_is_given_up_once_and_a_completed_one_never() {
    let terminal = Terminal::open().await;
    let void = async |id| terminal.post("/payments/void", &json!({"TransactionId": id})).await;
    let id = held(&terminal).await;
    assert_eq!(void(id).await, json!({"Success": true, "Message": null}));
    let model = status(&terminal, id).await;
    assert_eq!((&model["Status"], &model["StatusCode"]), (&json!("Cancelled"), &json!(4)));
    assert_eq!(void(id).await["Message"], "Transaction has status Cancelled, Authorized is needed");
    let paid = terminal.paid(json!({})).await;
    assert_eq!(void(paid).await["Message"], "Transaction has status Completed, Authorized is needed");
}

#[tokio::test]
async fn a_payment_is_refunded_in_parts_and_never_for_more_than_was_paid() {
    let terminal = Terminal::open().await;
    let id = terminal.paid(json!({"Amount": 10})).await;
    let refund =
        async |amount: Value| terminal.post("/payments/refund", &json!({"TransactionId": id, "Amount": amount})).await;
    assert_eq!(refund(json!(10.01)).await["Message"], "Amount must not be more than 10.00");
    let first = refund(json!(3.33)).await;
    assert_same_keys(&first, "Model Success Message");
    assert_same_keys(&first["Model"], "TransactionId");
    assert_eq!((&first["Success"], &first["Message"]), (&json!(true), &Value::Null));
    assert_ne!(first["Model"]["TransactionId"], json!(id));
    assert_eq!(refund(json!(6.68)).await["Message"], "Amount must not be more than 6.67");
    assert_eq!(refund(json!(6.67)).await["Success"], true);
    assert_eq!(refund(json!(0.01)).await["Message"], "Amount must not be more than 0.00");
    let payment = status(&terminal, id).await;
    assert_eq!(
        (&payment["Refunded"], &payment["Status"], &payment["Amount"]),
        (&json!(true), &json!("Completed"), &json!(10))
    );
    let refunded = status(&terminal, first["Model"]["TransactionId"].as_u64().unwrap()).await;
    assert_eq!(
        (&refunded["Type"], &refunded["Amount"], &refunded["OriginalTransactionId"]),
        (&json!(1), &json!(3.33), &json!(id))
    );
}

#[tokio::test]
async fn only_completed_payments_are_refunded_and_refunds_are_not() {
    let terminal = Terminal::open().await;
    let refund = async |id| terminal.post("/payments/refund", &json!({"TransactionId": id, "Amount": 1})).await;
    let held = held(&terminal).await;
    assert_eq!(refund(held).await["Message"], "Transaction has status Authorized, Completed is needed");
    let declined = terminal.charge("4000056655665556", json!({})).await["Model"]["TransactionId"].as_u64().unwrap();
    assert_eq!(refund(declined).await["Message"], "Transaction has status Declined, Completed is needed");
    let paid = terminal.paid(json!({})).await;
    let of_it = refund(paid).await["Model"]["TransactionId"].as_u64().unwrap();
    assert_eq!(refund(of_it).await["Message"], "Not found");
}

#[tokio::test]
async fn an_unknown_or_missing_number_is_a_request_error() {
    let terminal = Terminal::open().await;
    for path in ["/payments/get", "/payments/confirm", "/payments/void", "/payments/refund", "/payments/cards/post3ds"]
    {
        let body = json!({"TransactionId": 1, "Amount": 1, "PaRes": "x"});
        assert_eq!(terminal.post(path, &body).await, json!({"Success": false, "Message": "Not found"}), "{path}");
        let answer = terminal.post(path, &json!({"Amount": 1, "PaRes": "x"})).await;
        assert_eq!(answer["Message"], "TransactionId is required", "{path}");
    }
}
