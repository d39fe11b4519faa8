//! An order that is paid while another attempt of it is on its way: by money of an attempt that had come to nothing in the books.

use cloudpayments_checkout::wire::{Answer, ChargeRequest, refusal};
use reqwest::StatusCode;
use serde_json::json;

use crate::gateway::{self, Act, CHARGE, POST3DS, TRANSACTION};
use crate::stand::{Stand, attempt_at, held, refused};
use crate::webhooks::{body, code};

const MD: &str = "3192600857";

/// A store with one turn at the gateway, and an attempt that was given up.
async fn stand() -> (Stand, ChargeRequest) {
    let stand = Stand::with(|settings| settings.gateway_at_once = Some(1)).await;
    let given_up = attempt_at(&stand.order().await);
    stand.challenged(&given_up).await;
    stand.abandon(&given_up.attempt, &given_up.order).await.unwrap();
    (stand, given_up)
}

/// The provider tells that the attempt given up was charged all the same.
async fn is_paid(stand: &Stand, given_up: &ChargeRequest) {
    let late = body(&given_up.attempt, "12500.00", "KZT").replace(&TRANSACTION.to_string(), "777");
    assert_eq!(code(stand, "pay", &late).await, json!(0));
}

fn charges_of(stand: &Stand, request: &ChargeRequest) -> usize {
    stand.gateway.seen(CHARGE).iter().filter(|seen| seen.body["InvoiceId"] == request.attempt.as_str()).count()
}

/// Nothing was charged, and the next press tells why.
async fn was_spared(stand: &Stand, request: &ChargeRequest, paid_by: &ChargeRequest) {
    assert_eq!(stand.status(&request.attempt).await, Ok(Answer::Abandoned { attempt: request.attempt.clone() }));
    assert!(!refused(&stand.pay(&attempt_at(&request.order)).await, 409, refusal::ORDER_PAID).charged);
    assert!(stand.gateway.seen(POST3DS).is_empty());
    let order = stand.look_at(&request.order).await;
    assert_eq!((&order["status"], &order["attempt"]), (&json!("paid"), &json!(paid_by.attempt)));
    let surplus: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM surplus").fetch_one(&stand.books().await).await.unwrap();
    assert_eq!(surplus, 0);
}

#[tokio::test]
async fn the_banks_answer_moves_no_money_for_an_order_that_was_paid_meanwhile() {
    let (stand, given_up) = stand().await;
    let request = attempt_at(&given_up.order);
    let term = stand.challenged(&request).await;
    is_paid(&stand, &given_up).await;
    assert_eq!(stand.bank_posts(&term, MD, "pares").await.status(), StatusCode::GONE);
    assert!(!refused(&stand.pay(&request).await, 409, refusal::ORDER_PAID).charged);
    was_spared(&stand, &request, &given_up).await;
}

#[tokio::test]
async fn a_charge_that_waits_for_its_turn_is_not_sent_for_an_order_that_was_paid_meanwhile() {
    let (stand, given_up) = stand().await;
    let (gate, act) = held(gateway::paid());
    stand.gateway.now(CHARGE, act);
    let (first, request) = (attempt_at(&stand.order().await), attempt_at(&given_up.order));
    let (_, answer, ()) = tokio::join!(
        stand.pay(&first),
        async {
            stand.gateway.wait_for(CHARGE, 2).await;
            stand.pay(&request).await
        },
        async {
            while stand.look_at(&request.order).await["attempt"] != request.attempt.as_str() {
                tokio::task::yield_now().await;
            }
            is_paid(&stand, &given_up).await;
            stand.gateway.now(CHARGE, Act::Say(gateway::paid()));
            gate.notify_one();
        }
    );
    assert!(!refused(&answer, 409, refusal::ORDER_PAID).charged);
    assert_eq!(charges_of(&stand, &request), 0);
    was_spared(&stand, &request, &given_up).await;
}

#[tokio::test]
async fn a_banks_answer_that_waits_for_its_turn_is_not_handed_over_for_an_order_that_was_paid_meanwhile() {
    let (stand, given_up) = stand().await;
    let request = attempt_at(&given_up.order);
    let term = stand.challenged(&request).await;
    let (gate, act) = held(gateway::paid());
    stand.gateway.now(CHARGE, act);
    let first = attempt_at(&stand.order().await);
    let (_, back, ()) = tokio::join!(
        stand.pay(&first),
        async {
            stand.gateway.wait_for(CHARGE, 3).await;
            stand.bank_posts(&term, MD, "pares").await
        },
        async {
            let books = stand.books().await;
            let claimed = || {
                sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM attempts WHERE state = 'confirming'")
                    .fetch_one(&books)
            };
            while claimed().await.unwrap() == 0 {
                tokio::task::yield_now().await;
            }
            is_paid(&stand, &given_up).await;
            gate.notify_one();
        }
    );
    assert_eq!(back.status(), StatusCode::OK, "back in the shop, which asks");
    was_spared(&stand, &request, &given_up).await;
}

#[tokio::test]
async fn no_shopper_is_sent_to_the_bank_for_an_order_that_was_paid_meanwhile() {
    let (stand, given_up) = stand().await;
    let (gate, act) = held(gateway::challenge());
    stand.gateway.now(CHARGE, act);
    let request = attempt_at(&given_up.order);
    let (answer, ()) = tokio::join!(stand.pay(&request), async {
        stand.gateway.wait_for(CHARGE, 2).await;
        is_paid(&stand, &given_up).await;
        gate.notify_one();
    });
    assert!(!refused(&answer, 409, refusal::ORDER_PAID).charged);
    assert_eq!(charges_of(&stand, &request), 1);
    was_spared(&stand, &request, &given_up).await;
}
