//! The provider's notices: signed, judged, and harmless when repeated.

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use cloudpayments_checkout::wire::Answer;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::gateway::{self, Act, CHARGE, FIND, POST3DS, TRANSACTION};
use crate::stand::{SECRET, Stand, attempt_at};

pub(crate) async fn notice(stand: &Stand, kind: &str, body: &str, secret: &str) -> Response {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), body.as_bytes());
    let request = stand
        .browser
        .post(stand.at(&format!("/webhooks/{kind}")))
        .header("content-type", "application/x-www-form-urlencoded");
    request.header("content-hmac", BASE64_STANDARD.encode(tag)).body(body.to_owned()).send().await.unwrap()
}

pub(crate) async fn code(stand: &Stand, kind: &str, body: &str) -> Value {
    let response = notice(stand, kind, body, SECRET).await;
    assert_eq!(response.status(), StatusCode::OK);
    response.json::<Value>().await.unwrap()["code"].clone()
}

pub(crate) fn body(attempt: &str, amount: &str, currency: &str) -> String {
    format!(
        "TransactionId={TRANSACTION}&Amount={amount}&Currency={currency}&InvoiceId={attempt}&Status=Completed&CardFirstSix=411111&CardLastFour=1111&Email=shopper%40example.com"
    )
}

#[tokio::test]
async fn check_lets_through_our_open_attempts_at_our_price_only() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    stand.challenged(&request).await;
    let id = &request.attempt;
    for (body, wanted) in [
        (body(id, "12500.00", "KZT"), 0),
        (body(id, "12500", "KZT"), 0),
        (body(id, "12500.01", "KZT"), 12),
        (body(id, "0.01", "KZT"), 12),
        (body(id, "12500.00", "RUB"), 12),
        (body("nothing-of-ours", "12500.00", "KZT"), 10),
        (body("", "12500.00", "KZT"), 10),
    ] {
        assert_eq!(code(&stand, "check", &body).await, json!(wanted), "{body}");
    }
    stand.abandon(id, &order).await.unwrap();
    assert_eq!(code(&stand, "check", &body(id, "12500.00", "KZT")).await, json!(13));
}

#[tokio::test]
async fn pay_settles_an_attempt_whose_answer_was_lost() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    stand.gateway.now(CHARGE, Act::Break);
    stand.pay(&request).await.unwrap();
    for wrong in [
        body(&request.attempt, "125.00", "KZT"),
        body(&request.attempt, "12500.00", "RUB"),
        body(&request.attempt, "12500.00", "KZT").replace("Completed", "Declined"),
    ] {
        assert_eq!(code(&stand, "pay", &wrong).await, json!(0), "it arrived; sending it again would not help");
        assert_eq!(stand.look_at(&order).await["status"], "open");
    }
    for _ in 0..3 {
        assert_eq!(code(&stand, "pay", &body(&request.attempt, "12500.00", "KZT")).await, json!(0));
    }
    assert_eq!(
        stand.status(&request.attempt).await,
        Ok(Answer::Paid { attempt: request.attempt.clone(), transaction: TRANSACTION })
    );
    assert_eq!(stand.look_at(&order).await["status"], "paid");
    let kept: Vec<(String, i64)> =
        sqlx::query_as("SELECT verdict, times FROM notices").fetch_all(&stand.books().await).await.unwrap();
    assert_eq!(kept, [("fine".to_owned(), 6)]);
}

#[tokio::test]
async fn pay_comes_before_the_answer_and_both_agree() {
    let stand = Stand::new().await;
    let request = attempt_at(&stand.order().await);
    let (gate, act) = crate::stand::held(gateway::paid());
    stand.gateway.now(CHARGE, act);
    let (answer, ()) = tokio::join!(stand.pay(&request), async {
        stand.gateway.wait_for(CHARGE, 1).await;
        assert_eq!(code(&stand, "check", &body(&request.attempt, "12500.00", "KZT")).await, json!(0));
        assert_eq!(code(&stand, "pay", &body(&request.attempt, "12500.00", "KZT")).await, json!(0));
        gate.notify_one();
    });
    assert!(matches!(answer, Ok(Answer::Paid { .. })));
}

#[tokio::test]
async fn money_that_came_twice_is_told_and_marked() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let first = attempt_at(&order);
    stand.challenged(&first).await;
    stand.abandon(&first.attempt, &order).await.unwrap();
    stand.gateway.now(CHARGE, Act::Say(gateway::paid()));
    let second = attempt_at(&order);
    stand.pay(&second).await.unwrap();
    let late = body(&first.attempt, "12500.00", "KZT").replace(&TRANSACTION.to_string(), "777");
    assert_eq!(code(&stand, "pay", &late).await, json!(0));
    assert_eq!(
        stand.status(&first.attempt).await,
        Ok(Answer::Paid { attempt: first.attempt.clone(), transaction: 777 }),
        "the truth"
    );
    assert_eq!(stand.look_at(&order).await["attempt"], second.attempt.as_str());
    let surplus: Vec<String> =
        sqlx::query_scalar("SELECT id FROM attempts WHERE surplus = 1").fetch_all(&stand.books().await).await.unwrap();
    assert_eq!(surplus, [first.attempt.as_str()]);
    let kept: Vec<(i64, String)> =
        sqlx::query_as("SELECT transaction_id, attempt FROM surplus").fetch_all(&stand.books().await).await.unwrap();
    assert_eq!(kept, [(777, first.attempt)]);
}

#[tokio::test]
async fn a_second_payment_of_a_paid_attempt_is_told_and_marked() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    stand.gateway.now(CHARGE, Act::Say(gateway::paid()));
    stand.pay(&request).await.unwrap();
    let first = body(&request.attempt, "12500.00", "KZT");
    let second = first.replace(&TRANSACTION.to_string(), "777");
    for notice in [&first, &second, &second, &first] {
        assert_eq!(code(&stand, "pay", notice).await, json!(0));
    }
    let paid = Answer::Paid { attempt: request.attempt.clone(), transaction: TRANSACTION };
    assert_eq!(stand.status(&request.attempt).await, Ok(paid), "the first one paid it");
    let books = stand.books().await;
    let surplus: Vec<(i64, String)> =
        sqlx::query_as("SELECT transaction_id, attempt FROM surplus").fetch_all(&books).await.unwrap();
    assert_eq!(surplus, [(777, request.attempt)]);
    let kept: Vec<(i64, String)> =
        sqlx::query_as("SELECT transaction_id, verdict FROM notices ORDER BY 1").fetch_all(&books).await.unwrap();
    assert_eq!(kept, [(777, "surplus".to_owned()), (i64::try_from(TRANSACTION).unwrap(), "fine".to_owned())]);
}

#[tokio::test]
async fn an_order_tells_what_was_given_back_of_it() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    stand.gateway.now(CHARGE, Act::Say(gateway::paid()));
    stand.pay(&request).await.unwrap();
    assert_eq!(stand.look_at(&order).await.get("refunded"), None);
    // As the provider sends it: no currency, and a number of its own.
    let back = |id: u32, payment: u64, amount: &str| {
        let attempt = &request.attempt;
        format!(
            "TransactionId={id}&PaymentTransactionId={payment}&Amount={amount}&InvoiceId={attempt}&OperationType=Refund"
        )
    };
    for (notice, refunded) in [
        (back(801, TRANSACTION, "2500.00"), Some("2500.00")),
        (back(801, TRANSACTION, "2500.00"), Some("2500.00")),
        (back(802, 777, "12500.00"), Some("2500.00")),
        (back(803, TRANSACTION, "10000"), Some("12500.00")),
    ] {
        stand.clock.advance(std::time::Duration::from_secs(1));
        assert_eq!(code(&stand, "refund", &notice).await, json!(0));
        let seen = stand.look_at(&order).await;
        assert_eq!((&seen["status"], seen["refunded"].as_str()), (&json!("paid"), refunded), "{notice}");
    }
    assert_eq!(stand.look_at(&order).await["refundedAt"], stand.clock.now());
    let held = stand.order().await;
    let request = attempt_at(&held);
    stand.pay(&request).await.unwrap();
    let let_go = format!("TransactionId={TRANSACTION}&Amount=12500.00&InvoiceId={}", request.attempt);
    assert_eq!(code(&stand, "cancel", &let_go).await, json!(0));
    assert_eq!(stand.look_at(&held).await["refunded"], "12500.00");
}

#[tokio::test]
async fn money_given_back_before_its_payment_was_told_counts_once_it_is() {
    let stand = Stand::new().await;
    for kind in ["refund", "cancel"] {
        let request = attempt_at(&stand.order().await);
        stand.gateway.now(CHARGE, Act::Break);
        stand.pay(&request).await.unwrap();
        let number = if kind == "refund" { 801 } else { TRANSACTION };
        for (number, payment, amount) in [(number, TRANSACTION, "2500.00"), (802, 777, "12500.00")] {
            let id = &request.attempt;
            let back = format!("TransactionId={number}&PaymentTransactionId={payment}&Amount={amount}&InvoiceId={id}");
            assert_eq!(code(&stand, kind, &back).await, json!(0));
        }
        assert_eq!(stand.look_at(&request.order).await.get("refunded"), None, "nothing was paid");
        let paid = body(&request.attempt, "12500.00", "KZT");
        assert_eq!(code(&stand, "pay", &paid).await, json!(0));
        let order = stand.look_at(&request.order).await;
        assert_eq!((&order["status"], &order["refunded"]), (&json!("paid"), &json!("2500.00")), "{kind}");
        sqlx::query("DELETE FROM notices").execute(&stand.books().await).await.unwrap();
    }
}

#[tokio::test]
async fn fail_makes_the_store_ask_and_is_no_proof_by_itself() {
    let stand = Stand::new().await;
    let request = attempt_at(&stand.order().await);
    let term = stand.challenged(&request).await;
    assert_eq!(code(&stand, "fail", &body(&request.attempt, "12500.00", "KZT")).await, json!(0));
    stand.gateway.wait_for(FIND, 1).await;
    assert!(
        matches!(stand.status(&request.attempt).await, Ok(Answer::Challenge(_))),
        "none found: the challenge stays"
    );
    stand.gateway.now(FIND, Act::Say(gateway::declined(5207)));
    assert_eq!(code(&stand, "fail", &body(&request.attempt, "12500.00", "KZT")).await, json!(0));
    while !matches!(stand.status(&request.attempt).await, Ok(Answer::Declined { reason: 5207, .. })) {
        tokio::task::yield_now().await;
    }
    stand.bank_posts(&term, &TRANSACTION.to_string(), "pares").await;
    assert!(stand.gateway.seen(POST3DS).is_empty());
}

#[tokio::test]
async fn a_notice_with_a_wrong_signature_changes_nothing() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    stand.challenged(&request).await;
    let body = body(&request.attempt, "12500.00", "KZT");
    for kind in ["check", "pay", "fail", "confirm", "refund", "cancel"] {
        assert_eq!(notice(&stand, kind, &body, "another-secret").await.status(), StatusCode::UNAUTHORIZED);
        let unsigned =
            stand.browser.post(stand.at(&format!("/webhooks/{kind}"))).body(body.clone()).send().await.unwrap();
        assert_eq!(unsigned.status(), StatusCode::UNAUTHORIZED);
    }
    assert_eq!(notice(&stand, "novel", &body, SECRET).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(notice(&stand, "pay", "Amount=1.00", SECRET).await.status(), StatusCode::BAD_REQUEST);
    assert_eq!(stand.look_at(&order).await["status"], "open");
    for kind in ["confirm", "refund", "cancel"] {
        assert_eq!(code(&stand, kind, &body).await, json!(0));
    }
    assert_eq!(stand.look_at(&order).await["status"], "open");
}
