//! An answer that was lost is asked for; a charge is never sent again.

use std::time::Duration;

use cloudpayments_checkout::wire::{Answer, refusal};
use serde_json::{Value, json};

use crate::gateway::{self, Act, CHARGE, FIND, TRANSACTION};
use crate::stand::{Stand, attempt_at, held, refused};

const MINUTE: Duration = Duration::from_secs(60);
const SECOND: Duration = Duration::from_secs(1);

/// What proves nothing about the charge: faults, what stands before the gateway, and answers about another payment.
fn lost_answers() -> Vec<Act> {
    let of_another = [("InvoiceId", json!("another")), ("Amount", json!(125.0)), ("Currency", json!("RUB"))];
    let of_another = of_another.map(|(field, value)| {
        let mut answer = gateway::paid();
        answer["Model"][field] = value;
        Act::Say(answer)
    });
    let mut all = vec![
        Act::Status(500, r#"{"Success":false,"Message":"fault"}"#),
        Act::Status(502, "<html>Bad gateway</html>"),
        Act::Status(200, "<html>Please wait</html>"),
        Act::Break,
        Act::Silence,
        Act::Say(json!({"Success": true, "Model": {"TransactionId": TRANSACTION}})),
        Act::Redirect(CHARGE),
        Act::Status(408, REFUSAL),
        Act::Status(409, REFUSAL),
        Act::Status(499, REFUSAL),
        Act::Say(json!({"Success": false})),
        Act::Say(json!({"Success": false, "Message": "Internal error, try again later"})),
    ];
    all.extend(of_another);
    all
}

const REFUSAL: &str = r#"{"Success":false,"Message":"Amount is required"}"#;

type Wanted = fn(String) -> Answer;

async fn impatient() -> Stand {
    Stand::with(|settings| settings.patience.charge = Duration::from_millis(300)).await
}

#[tokio::test]
async fn a_lost_answer_is_pending_until_the_gateway_says_what_became_of_it() {
    let stand = impatient().await;
    for (index, act) in lost_answers().into_iter().enumerate() {
        let order = stand.order().await;
        let request = attempt_at(&order);
        let pending = Answer::Pending { attempt: request.attempt.clone() };
        stand.gateway.now(CHARGE, act);
        stand.gateway.now(FIND, Act::Say(gateway::not_found()));
        assert_eq!(stand.pay(&request).await, Ok(pending.clone()), "case {index}");
        assert_eq!(stand.pay(&request).await, Ok(pending.clone()), "case {index}");
        refused(&stand.pay(&attempt_at(&order)).await, 409, refusal::ORDER_BUSY);
        stand.gateway.now(FIND, Act::Say(gateway::paid()));
        let paid = Answer::Paid { attempt: request.attempt.clone(), transaction: TRANSACTION };
        assert_eq!(stand.status(&request.attempt).await, Ok(paid), "case {index}");
        assert_eq!(stand.gateway.seen(FIND).last().unwrap().body, json!({"InvoiceId": request.attempt}));
        assert_eq!(stand.look_at(&order).await["status"], "paid");
        assert_eq!(stand.gateway.seen(CHARGE).len(), index + 1, "no charge is sent twice");
    }
}

#[tokio::test]
async fn what_the_gateway_finds_decides() {
    let stand = Stand::new().await;
    stand.gateway.now(CHARGE, Act::Status(500, ""));
    let with = |field: &str, value: Value| {
        let mut answer = gateway::paid();
        answer["Model"][field] = value;
        answer
    };
    let cases: [(Value, Wanted); 8] = [
        (gateway::declined(5051), |attempt| Answer::Declined { attempt, transaction: Some(TRANSACTION), reason: 5051 }),
        // So long after, the PaReq went with the lost answer, and nobody will ever call post3ds.
        (gateway::awaiting(), |attempt| Answer::Abandoned { attempt }),
        (with("Amount", json!(125.0)), |attempt| Answer::Pending { attempt }),
        (with("Currency", json!("RUB")), |attempt| Answer::Pending { attempt }),
        (with("Type", json!(1)), |attempt| Answer::Pending { attempt }),
        (with("InvoiceId", json!("another")), |attempt| Answer::Pending { attempt }),
        (json!({"Success": false, "Message": "InvoiceId is required"}), |attempt| Answer::Pending { attempt }),
        (json!("fine"), |attempt| Answer::Pending { attempt }),
    ];
    for (found, wanted) in cases {
        let request = attempt_at(&stand.order().await);
        stand.pay(&request).await.unwrap();
        stand.gateway.now(FIND, Act::Say(found.clone()));
        // Even long after: what is no "not found" never counts as one.
        stand.clock.advance(10 * MINUTE);
        assert_eq!(stand.status(&request.attempt).await, Ok(wanted(request.attempt.clone())), "{found}");
    }
}

#[tokio::test]
async fn waiting_for_3d_secure_counts_six_minutes_after_the_charge_and_not_before() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    let pending = Answer::Pending { attempt: request.attempt.clone() };
    // A proxy before the gateway has lost patience; the gateway itself is still busy with the charge.
    stand.gateway.now(CHARGE, Act::Status(504, "<html>Gateway time-out</html>"));
    stand.gateway.now(FIND, Act::Say(gateway::awaiting()));
    assert_eq!(stand.pay(&request).await, Ok(pending.clone()));
    for wait in [SECOND, 2 * MINUTE, 3 * MINUTE] {
        assert_eq!(stand.status(&request.attempt).await, Ok(pending.clone()));
        assert_eq!(stand.abandon(&request.attempt, &order).await, Ok(pending.clone()));
        refused(&stand.pay(&attempt_at(&order)).await, 409, refusal::ORDER_BUSY);
        stand.clock.advance(wait);
    }
    stand.gateway.now(FIND, Act::Say(gateway::paid()));
    let paid = Answer::Paid { attempt: request.attempt.clone(), transaction: TRANSACTION };
    assert_eq!(stand.status(&request.attempt).await, Ok(paid), "the charge came through after all");
    assert_eq!(stand.gateway.seen(CHARGE).len(), 1);
    let left = attempt_at(&stand.order().await);
    stand.gateway.now(FIND, Act::Say(gateway::awaiting()));
    stand.pay(&left).await.unwrap();
    stand.clock.advance(361 * SECOND);
    assert_eq!(stand.status(&left.attempt).await, Ok(Answer::Abandoned { attempt: left.attempt.clone() }));
}

#[tokio::test]
async fn none_found_counts_six_minutes_after_the_charge_and_not_before() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    let pending = Answer::Pending { attempt: request.attempt.clone() };
    stand.gateway.now(CHARGE, Act::Break);
    stand.pay(&request).await.unwrap();
    assert_eq!(stand.status(&request.attempt).await, Ok(pending.clone()));
    stand.clock.advance(359 * SECOND);
    assert_eq!(stand.status(&request.attempt).await, Ok(pending.clone()));
    assert_eq!(stand.abandon(&request.attempt, &order).await, Ok(pending));
    stand.clock.advance(5 * SECOND);
    let abandoned = Answer::Abandoned { attempt: request.attempt.clone() };
    assert_eq!(stand.status(&request.attempt).await, Ok(abandoned.clone()));
    assert_eq!(stand.pay(&request).await, Ok(abandoned), "a repeated request does not charge after all");
    assert_eq!(stand.gateway.seen(CHARGE).len(), 1);
    stand.gateway.now(CHARGE, Act::Say(gateway::paid()));
    assert!(
        matches!(stand.pay(&attempt_at(&order)).await, Ok(Answer::Paid { .. })),
        "the order is free for another try"
    );
}

#[tokio::test]
async fn a_gateway_that_answers_no_question_leaves_the_attempt_pending() {
    let stand = Stand::with(|settings| settings.patience.ask = Duration::from_millis(200)).await;
    stand.gateway.now(CHARGE, Act::Break);
    let request = attempt_at(&stand.order().await);
    stand.pay(&request).await.unwrap();
    for act in [
        Act::Status(500, r#"{"Success":false,"Message":"Not found"}"#),
        Act::Status(404, ""),
        Act::Status(401, ""),
        Act::Break,
        Act::Silence,
    ] {
        stand.gateway.now(FIND, act);
        stand.clock.advance(10 * MINUTE);
        assert_eq!(stand.status(&request.attempt).await, Ok(Answer::Pending { attempt: request.attempt.clone() }));
    }
}

#[tokio::test]
async fn a_browser_that_asks_all_the_time_makes_the_store_ask_now_and_then() {
    let stand = Stand::new().await;
    stand.gateway.now(CHARGE, Act::Break);
    let request = attempt_at(&stand.order().await);
    stand.pay(&request).await.unwrap();
    for _ in 0..10 {
        stand.status(&request.attempt).await.unwrap();
    }
    assert_eq!(stand.gateway.seen(FIND).len(), 1);
    stand.clock.advance(2 * SECOND);
    stand.status(&request.attempt).await.unwrap();
    assert_eq!(stand.gateway.seen(FIND).len(), 2);
}

#[tokio::test]
async fn while_all_turns_are_taken_by_a_gateway_that_hangs_a_browser_is_answered_all_the_same() {
    for (ask, answer) in [(50, 60_000), (60_000, 50)] {
        let stand = Stand::with(|settings| {
            settings.gateway_at_once = Some(1);
            settings.patience.ask = Duration::from_millis(ask);
            settings.patience.answer = Duration::from_millis(answer);
        })
        .await;
        let order = stand.order().await;
        let lost = attempt_at(&order);
        stand.gateway.now(CHARGE, Act::Status(500, ""));
        stand.pay(&lost).await.unwrap();
        // The browser may have been answered before the gateway was asked.
        stand.gateway.wait_for(CHARGE, 1).await;
        stand.gateway.now(CHARGE, Act::Silence);
        let hanging = stand.browser.post(stand.at("/api/payments")).json(&attempt_at(&stand.order().await)).send();
        let hanging = tokio::spawn(hanging);
        stand.gateway.wait_for(CHARGE, 2).await;
        let pending = Answer::Pending { attempt: lost.attempt.clone() };
        assert_eq!(stand.status(&lost.attempt).await, Ok(pending.clone()));
        stand.clock.advance(3 * SECOND);
        assert_eq!(stand.abandon(&lost.attempt, &order).await, Ok(pending));
        assert!(stand.gateway.seen(FIND).is_empty());
        hanging.abort();
    }
}

#[tokio::test]
async fn an_attempt_is_asked_about_by_one_at_a_time_and_all_hear_the_answer() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    stand.gateway.now(CHARGE, Act::Break);
    stand.pay(&request).await.unwrap();
    let (gate, act) = held(gateway::paid());
    stand.gateway.now(FIND, act);
    let paid = Ok(Answer::Paid { attempt: request.attempt.clone(), transaction: TRANSACTION });
    let second = async {
        stand.gateway.wait_for(FIND, 1).await;
        stand.clock.advance(10 * SECOND);
        let second = stand.status(&request.attempt);
        let third = async {
            // By the time others were served the second one has come, and waits.
            for _ in 0..20 {
                stand.look_at(&order).await;
            }
            gate.notify_one();
        };
        tokio::join!(second, third).0
    };
    let (first, second) = tokio::join!(stand.status(&request.attempt), second);
    assert_eq!((first, second), (paid.clone(), paid));
    assert_eq!(stand.gateway.seen(FIND).len(), 1);
}

#[tokio::test]
async fn a_clock_that_is_set_back_keeps_nobody_from_asking() {
    let stand = Stand::new().await;
    stand.gateway.now(CHARGE, Act::Break);
    let (seen, looked_after) = (attempt_at(&stand.order().await), attempt_at(&stand.order().await));
    for request in [&seen, &looked_after] {
        stand.pay(request).await.unwrap();
        stand.status(&request.attempt).await.unwrap();
    }
    stand.clock.set_back(60 * MINUTE);
    stand.gateway.now(FIND, Act::Say(gateway::paid()));
    assert!(matches!(stand.status(&seen.attempt).await, Ok(Answer::Paid { .. })));
    stand.store.look().await.unwrap();
    assert_eq!(stand.look_at(&looked_after.order).await["status"], "paid");
}

#[tokio::test]
async fn a_charge_whose_clock_was_set_back_while_it_waited_for_its_turn_is_not_sent() {
    let stand = Stand::with(|settings| settings.gateway_at_once = Some(1)).await;
    let (first, second) = (attempt_at(&stand.order().await), attempt_at(&stand.order().await));
    let (gate, act) = held(gateway::paid());
    stand.gateway.now(CHARGE, act);
    let (_, answer, ()) = tokio::join!(
        stand.pay(&first),
        async {
            stand.gateway.wait_for(CHARGE, 1).await;
            stand.pay(&second).await
        },
        async {
            while stand.look_at(&second.order).await["attempt"] != second.attempt.as_str() {
                tokio::task::yield_now().await;
            }
            stand.clock.set_back(60 * MINUTE);
            stand.gateway.now(CHARGE, Act::Say(gateway::paid()));
            gate.notify_one();
        }
    );
    assert!(!refused(&answer, 503, refusal::UNAVAILABLE).charged, "how long it waited nobody knows");
    assert_eq!(stand.gateway.seen(CHARGE).len(), 1);
}

#[tokio::test]
async fn an_attempt_written_before_a_crash_is_asked_about_at_the_next_start() {
    for (found, age, wanted) in [
        (gateway::paid(), SECOND, "paid"),
        (gateway::not_found(), SECOND, "sent"),
        (gateway::not_found(), 6 * MINUTE, "abandoned"),
    ] {
        let stand = Stand::new().await;
        let order = stand.order().await;
        let request = attempt_at(&order);
        let (books, sent_at) = (stand.books().await, stand.clock.now());
        let sql = "INSERT INTO attempts (id, order_id, state, posted, amount, currency, lang, token, created_at, sent_at) VALUES ($1, $2, 'sent', 1, 1250000, 'KZT', 'ru', $1, $3, $3)";
        sqlx::query(sql).bind(&request.attempt).bind(&order).bind(sent_at).execute(&books).await.unwrap();
        stand.clock.advance(age);
        stand.gateway.now(FIND, Act::Say(found));
        let stand = stand.restart().await;
        stand.gateway.wait_for(FIND, 1).await;
        let state = || {
            sqlx::query_scalar::<_, String>("SELECT state FROM attempts WHERE id = $1")
                .bind(&request.attempt)
                .fetch_one(&books)
        };
        while state().await.unwrap() != wanted {
            tokio::task::yield_now().await;
        }
        let answer = stand.pay(&request).await.unwrap();
        match wanted {
            "paid" => assert_eq!(answer, Answer::Paid { attempt: request.attempt.clone(), transaction: TRANSACTION }),
            "sent" => assert_eq!(answer, Answer::Pending { attempt: request.attempt.clone() }),
            _ => assert_eq!(answer, Answer::Abandoned { attempt: request.attempt.clone() }),
        }
        assert!(stand.gateway.seen(CHARGE).is_empty(), "a charge that may have been sent is never sent again");
    }
}

#[tokio::test]
async fn the_store_looks_by_itself_after_attempts_nobody_asks_about() {
    let stand = Stand::new().await;
    stand.gateway.now(CHARGE, Act::Break);
    let order = stand.order().await;
    stand.pay(&attempt_at(&order)).await.unwrap();
    stand.store.look().await.unwrap();
    assert_eq!(stand.gateway.seen(FIND).len(), 1);
    stand.store.look().await.unwrap();
    assert_eq!(stand.gateway.seen(FIND).len(), 1, "not again so soon");
    stand.gateway.now(FIND, Act::Say(gateway::paid()));
    stand.clock.advance(6 * SECOND);
    stand.store.look().await.unwrap();
    assert_eq!(stand.look_at(&order).await["status"], "paid");
}

#[tokio::test]
async fn a_look_asks_about_several_attempts_at_once() {
    let stand = Stand::new().await;
    stand.gateway.now(CHARGE, Act::Break);
    for _ in 0..3 {
        stand.pay(&attempt_at(&stand.order().await)).await.unwrap();
    }
    let (gate, held) = held(gateway::paid());
    stand.gateway.now(FIND, held);
    let asked = async {
        // None of them is answered before all three are asked.
        stand.gateway.wait_for(FIND, 3).await;
        loop {
            gate.notify_one();
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        looked = stand.store.look() => looked.unwrap(),
        () = asked => {}
    }
}

#[tokio::test]
async fn an_attempt_that_never_came_is_unknown_and_may_yet_come() {
    let stand = Stand::new().await;
    let refusal = refused(&stand.status(&attempt_at("x").attempt).await, 404, refusal::ATTEMPT_UNKNOWN);
    assert!(refusal.charged);
    refused(&stand.status("not-an-attempt").await, 400, refusal::BAD_REQUEST);
}

#[tokio::test]
async fn an_attempt_of_another_order_is_unknown_to_whoever_asks_for_this_one() {
    let stand = Stand::new().await;
    let request = attempt_at(&stand.order().await);
    stand.gateway.now(CHARGE, Act::Say(gateway::paid()));
    stand.pay(&request).await.unwrap();
    let asked = async |query: &str| stand.status(&format!("{}{query}", request.attempt)).await;
    let own = format!("order={}", request.order);
    for query in [String::new(), format!("?{own}"), format!("?shop=1&{own}")] {
        assert!(matches!(asked(&query).await, Ok(Answer::Paid { .. })), "{query}");
    }
    let refusal = refused(&asked("?order=another").await, 404, refusal::ATTEMPT_UNKNOWN);
    assert!(refusal.charged, "nothing is promised of it");
    let refusal = refused(&asked(&format!("?{own}&{own}")).await, 400, refusal::BAD_REQUEST);
    assert!(refusal.charged);
}
