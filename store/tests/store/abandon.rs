//! Giving up closes an attempt, unless money may have moved.

use std::time::Duration;

use cloudpayments_checkout::wire::{Answer, refusal};
use reqwest::StatusCode;

use crate::gateway::{self, Act, CHARGE, FIND, POST3DS};
use crate::stand::{Stand, attempt_at, refused};

const MD: &str = "3192600857";

#[tokio::test]
async fn after_giving_up_at_the_bank_the_banks_answer_is_refused() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    let term = stand.challenged(&request).await;
    let abandoned = Answer::Abandoned { attempt: request.attempt.clone() };
    for _ in 0..2 {
        assert_eq!(stand.abandon(&request.attempt, &order).await, Ok(abandoned.clone()));
    }
    let late = stand.bank_posts(&term, MD, "pares").await;
    assert_eq!(late.status(), StatusCode::GONE);
    let page = late.text().await.unwrap();
    assert!(page.contains(&format!("/orders/{order}")), "a way back");
    assert!(!page.contains("returned.js"), "nothing is told to the frame's parent");
    assert!(stand.gateway.seen(POST3DS).is_empty());
    assert_eq!(stand.status(&request.attempt).await, Ok(abandoned.clone()));
    assert_eq!(stand.pay(&request).await, Ok(abandoned));
    stand.gateway.now(CHARGE, Act::Say(gateway::paid()));
    assert!(matches!(stand.pay(&attempt_at(&order)).await, Ok(Answer::Paid { .. })), "a new attempt is safe");
}

#[tokio::test]
async fn an_attempt_given_up_before_it_came_is_refused_when_it_comes() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    let abandoned = Answer::Abandoned { attempt: request.attempt.clone() };
    assert_eq!(stand.abandon(&request.attempt, &order).await, Ok(abandoned.clone()));
    assert!(!refused(&stand.pay(&request).await, 409, refusal::ATTEMPT_CLOSED).charged);
    assert_eq!(stand.status(&request.attempt).await, Ok(abandoned));
    assert!(stand.gateway.seen(CHARGE).is_empty());
    assert!(matches!(stand.pay(&attempt_at(&order)).await, Ok(Answer::Paid { .. })));
}

#[tokio::test]
async fn giving_up_racing_the_banks_answer_has_one_winner() {
    let stand = Stand::new().await;
    let (mut closed, mut paid) = (0, 0);
    for round in 0..12 {
        let order = stand.order().await;
        let request = attempt_at(&order);
        let term = stand.challenged(&request).await;
        let before = stand.gateway.seen(POST3DS).len();
        // Which of the two is sent first changes; which of them wins is the database's affair.
        let (given_up, page) = if round % 2 == 0 {
            tokio::join!(stand.abandon(&request.attempt, &order), stand.bank_posts(&term, MD, "pares"))
        } else {
            let (page, given_up) =
                tokio::join!(stand.bank_posts(&term, MD, "pares"), stand.abandon(&request.attempt, &order));
            (given_up, page)
        };
        let handed_over = stand.gateway.seen(POST3DS).len() - before;
        match stand.status(&request.attempt).await.unwrap() {
            Answer::Abandoned { .. } => {
                closed += 1;
                assert_eq!((handed_over, page.status()), (0, StatusCode::GONE));
                assert!(matches!(given_up, Ok(Answer::Abandoned { .. })));
            }
            Answer::Paid { .. } => {
                paid += 1;
                assert_eq!((handed_over, page.status()), (1, StatusCode::OK));
                assert!(
                    matches!(given_up, Ok(Answer::Pending { .. } | Answer::Paid { .. })),
                    "never told that it is closed: {given_up:?}"
                );
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(closed + paid, 12);
}

#[tokio::test]
async fn giving_up_an_attempt_in_doubt_asks_and_leaves_it_open() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    stand.gateway.now(CHARGE, Act::Break);
    stand.pay(&request).await.unwrap();
    assert_eq!(stand.abandon(&request.attempt, &order).await, Ok(Answer::Pending { attempt: request.attempt.clone() }));
    assert_eq!(stand.gateway.seen(FIND).len(), 1);
    stand.gateway.now(FIND, Act::Say(gateway::paid()));
    stand.clock.advance(Duration::from_secs(3));
    assert!(matches!(stand.abandon(&request.attempt, &order).await, Ok(Answer::Paid { .. })));
}

#[tokio::test]
async fn giving_up_with_a_wrong_request_changes_nothing() {
    let stand = Stand::new().await;
    let (order, other) = (stand.order().await, stand.order().await);
    let request = attempt_at(&order);
    stand.challenged(&request).await;
    refused(&stand.abandon(&request.attempt, &other).await, 409, refusal::ATTEMPT_CONFLICT);
    refused(&stand.abandon(&attempt_at("x").attempt, "A-NONE").await, 404, refusal::ORDER_UNKNOWN);
    refused(&stand.abandon("x", &order).await, 400, refusal::BAD_REQUEST);
    assert!(matches!(stand.status(&request.attempt).await, Ok(Answer::Challenge(_))));
}

#[tokio::test]
async fn a_challenge_everybody_has_left_is_closed_by_the_store() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    let term = stand.challenged(&request).await;
    stand.clock.advance(Duration::from_secs(44 * 60));
    stand.store.look().await.unwrap();
    assert!(matches!(stand.status(&request.attempt).await, Ok(Answer::Challenge(_))));
    stand.clock.advance(Duration::from_secs(2 * 60));
    stand.store.look().await.unwrap();
    assert!(matches!(stand.status(&request.attempt).await, Ok(Answer::Abandoned { .. })));
    assert_eq!(stand.bank_posts(&term, MD, "pares").await.status(), StatusCode::GONE);
}
