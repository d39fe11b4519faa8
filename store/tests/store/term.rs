//! The TermUrl: one bank's answer per attempt, from the right bank.

use std::time::Duration;

use cloudpayments_checkout::wire::{Answer, ChargeRequest};
use reqwest::{Response, StatusCode, header};
use serde_json::json;

use crate::gateway::{self, Act, CHARGE, FIND, POST3DS, TRANSACTION};
use crate::stand::{Stand, attempt_at, held};

const MD: &str = "3192600857";

#[tokio::test]
async fn the_banks_answer_moves_the_money_once() {
    let stand = Stand::new().await;
    let order = stand.order().await;
    let request = attempt_at(&order);
    let term = stand.challenged(&request).await;
    let paid = Answer::Paid { attempt: request.attempt.clone(), transaction: TRANSACTION };
    for _ in 0..3 {
        let response = stand.bank_posts(&term, MD, "pares+/=").await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(stand.status(&request.attempt).await, Ok(paid.clone()));
    }
    let posts = stand.gateway.seen(POST3DS);
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].body, json!({"TransactionId": TRANSACTION, "PaRes": "pares+/="}));
    assert_ne!(
        posts[0].headers["x-request-id"],
        request.attempt.as_str(),
        "the charge's own key would bring the charge's answer back"
    );
    assert_eq!(stand.look_at(&order).await["status"], "paid");
}

#[tokio::test]
async fn a_decline_after_3d_secure_is_told() {
    let stand = Stand::new().await;
    let request = attempt_at(&stand.order().await);
    let term = stand.challenged(&request).await;
    stand.gateway.now(POST3DS, Act::Say(gateway::declined(5206)));
    stand.bank_posts(&term, MD, "pares").await;
    let declined = Answer::Declined { attempt: request.attempt.clone(), transaction: Some(TRANSACTION), reason: 5206 };
    assert_eq!(stand.status(&request.attempt).await, Ok(declined));
}

#[tokio::test]
async fn the_same_answer_twice_at_once_is_handed_over_once() {
    let stand = Stand::new().await;
    let request = attempt_at(&stand.order().await);
    let term = stand.challenged(&request).await;
    let (gate, act) = held(gateway::paid());
    stand.gateway.now(POST3DS, act);
    let (one, two, ()) =
        tokio::join!(stand.bank_posts(&term, MD, "pares"), stand.bank_posts(&term, MD, "pares"), async {
            stand.gateway.wait_for(POST3DS, 1).await;
            gate.notify_one();
        });
    assert_eq!((one.status(), two.status()), (StatusCode::OK, StatusCode::OK));
    assert_eq!(stand.gateway.seen(POST3DS).len(), 1);
}

#[tokio::test]
async fn a_wrong_md_at_the_same_time_does_not_cost_the_right_one() {
    let stand = Stand::new().await;
    for _ in 0..6 {
        let request = attempt_at(&stand.order().await);
        let term = stand.challenged(&request).await;
        let wrong = || stand.bank_posts(&term, "3192600858", "pares");
        // Whoever holds the database's lock holds up the claim of whoever came first; the others queue behind it.
        let mut lock = stand.books().await.acquire().await.unwrap().detach();
        sqlx::query("BEGIN IMMEDIATE").execute(&mut lock).await.unwrap();
        let let_go = async {
            for _ in 0..20 {
                assert_eq!(stand.browser.get(stand.at("/health")).send().await.unwrap().status(), StatusCode::OK);
            }
            sqlx::query("ROLLBACK").execute(&mut lock).await.unwrap();
        };
        let (bad, good, worse, ()) = tokio::join!(wrong(), stand.bank_posts(&term, MD, "pares"), wrong(), let_go);
        assert_eq!((bad.status(), worse.status()), (StatusCode::BAD_REQUEST, StatusCode::BAD_REQUEST));
        assert_eq!(good.status(), StatusCode::OK);
        assert!(matches!(stand.status(&request.attempt).await, Ok(Answer::Paid { .. })));
    }
    assert_eq!(stand.gateway.seen(POST3DS).len(), 6);
}

#[tokio::test]
async fn a_forged_token_another_transaction_or_no_answer_changes_nothing() {
    let stand = Stand::new().await;
    let request = attempt_at(&stand.order().await);
    let term = stand.challenged(&request).await;
    let forged = stand.at(&format!("/api/payments/term/{}", "0".repeat(32)));
    let by_attempt = stand.at(&format!("/api/payments/term/{}", request.attempt));
    let long = "9".repeat(400);
    for (address, md, pa_res, status) in [
        (&forged, MD, "pares", 404),
        (&by_attempt, MD, "pares", 404),
        (&term, "3192600858", "pares", 400),
        (&term, "", "pares", 400),
        (&term, "-1", "pares", 400),
        (&term, long.as_str(), "pares", 400),
        (&term, MD, "", 400),
    ] {
        let response = stand.bank_posts(address, md, pa_res).await;
        assert_eq!(response.status().as_u16(), status, "{address} {md}");
        assert!(response.text().await.unwrap().contains("<h1>"), "a page a shopper can read");
    }
    let empty = stand.browser.post(&term).send().await.unwrap();
    assert_eq!(empty.status(), StatusCode::BAD_REQUEST);
    let by_hand = stand.browser.get(&term).send().await.unwrap();
    assert_eq!(by_hand.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert!(by_hand.text().await.unwrap().contains(&format!("/orders/{}", request.order)));
    assert!(stand.gateway.seen(POST3DS).is_empty());
    assert!(matches!(stand.status(&request.attempt).await, Ok(Answer::Challenge(_))));
    stand.bank_posts(&term, MD, "pares").await;
    assert!(matches!(stand.status(&request.attempt).await, Ok(Answer::Paid { .. })), "the right one still counts");
}

#[tokio::test]
async fn a_page_that_belongs_to_no_payment_speaks_the_first_of_the_browsers_languages_that_it_knows() {
    let stand = Stand::new().await;
    let term = stand.at(&format!("/api/payments/term/{}", "0".repeat(32)));
    for (wanted, lang) in [
        ("kk-KZ,ru;q=0.8", "kk"),
        ("de-DE, de;q=0.9, en;q=0.8, ru;q=0.7", "en"),
        ("RU", "ru"),
        ("de", "ru"),
        ("*", "ru"),
        ("я", "ru"),
    ] {
        let asked = stand.browser.get(&term).header(header::ACCEPT_LANGUAGE, wanted.as_bytes());
        let page = asked.send().await.unwrap().text().await.unwrap();
        assert!(page.contains(&format!("<html lang=\"{lang}\">")), "{wanted}: {page}");
    }
}

#[tokio::test]
async fn a_lost_answer_to_the_banks_answer_is_asked_for() {
    let stand = Stand::with(|settings| settings.patience.charge = Duration::from_millis(300)).await;
    let mut of_another = gateway::paid();
    of_another["Model"]["TransactionId"] = json!(TRANSACTION + 1);
    for act in [
        Act::Status(500, ""),
        Act::Break,
        Act::Silence,
        Act::Say(of_another),
        Act::Say(gateway::bad_request()),
        Act::Say(gateway::challenge()),
    ] {
        let request = attempt_at(&stand.order().await);
        let pending = Answer::Pending { attempt: request.attempt.clone() };
        let term = stand.challenged(&request).await;
        stand.gateway.now(POST3DS, act);
        stand.gateway.now(FIND, Act::Say(gateway::awaiting()));
        let before = stand.gateway.seen(POST3DS).len();
        assert_eq!(stand.bank_posts(&term, MD, "pares").await.status(), StatusCode::OK);
        assert_eq!(stand.status(&request.attempt).await, Ok(pending.clone()), "still being worked on, perhaps");
        assert_eq!(stand.abandon(&request.attempt, &request.order).await, Ok(pending));
        stand.gateway.now(FIND, Act::Say(gateway::paid()));
        stand.clock.advance(Duration::from_secs(3));
        assert!(matches!(stand.status(&request.attempt).await, Ok(Answer::Paid { .. })));
        stand.bank_posts(&term, MD, "pares").await;
        assert_eq!(stand.gateway.seen(POST3DS).len(), before + 1);
    }
}

#[tokio::test]
async fn a_payment_that_still_waits_long_after_the_banks_answer_came_to_nothing() {
    let stand = Stand::new().await;
    let request = attempt_at(&stand.order().await);
    let term = stand.challenged(&request).await;
    // The shopper takes his time at the bank: the six minutes count from the bank's answer.
    stand.clock.advance(Duration::from_secs(600));
    stand.gateway.now(POST3DS, Act::Break);
    stand.gateway.now(FIND, Act::Say(gateway::awaiting()));
    stand.bank_posts(&term, MD, "pares").await;
    assert!(matches!(stand.status(&request.attempt).await, Ok(Answer::Pending { .. })));
    stand.clock.advance(Duration::from_secs(359));
    assert!(matches!(stand.status(&request.attempt).await, Ok(Answer::Pending { .. })));
    stand.clock.advance(Duration::from_secs(3));
    assert!(matches!(stand.status(&request.attempt).await, Ok(Answer::Abandoned { .. })));
}

#[tokio::test]
async fn a_slow_confirmation_does_not_keep_the_shopper_at_the_bank() {
    let stand = Stand::with(|settings| settings.patience.answer = Duration::from_millis(100)).await;
    let request = attempt_at(&stand.order().await);
    let term = stand.challenged(&request).await;
    let (gate, act) = held(gateway::paid());
    stand.gateway.now(POST3DS, act);
    let response = stand.bank_posts(&term, MD, "pares").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(response.text().await.unwrap().contains("/returned.js"));
    assert!(matches!(stand.status(&request.attempt).await, Ok(Answer::Pending { .. })));
    gate.notify_one();
    while !matches!(stand.status(&request.attempt).await, Ok(Answer::Paid { .. })) {
        tokio::task::yield_now().await;
    }
    assert!(stand.gateway.seen(FIND).is_empty());
}

#[tokio::test]
async fn at_top_level_the_way_back_is_a_redirect_and_in_a_frame_a_page() {
    let stand = Stand::new().await;
    let request = attempt_at(&stand.order().await);
    let term = stand.challenged(&request).await;
    let post = |dest: Option<&'static str>| {
        let post = stand.browser.post(&term).form(&[("MD", MD), ("PaRes", "pares")]);
        if let Some(dest) = dest { post.header("sec-fetch-dest", dest) } else { post }.send()
    };
    let place = format!("/orders/{}?attempt={}&lang=ru", request.order, request.attempt);
    let top = post(Some("document")).await.unwrap();
    assert_eq!((top.status(), top.headers()["location"].to_str().unwrap()), (StatusCode::SEE_OTHER, place.as_str()));
    for dest in [Some("iframe"), None] {
        let page = post(dest).await.unwrap();
        assert_eq!(page.headers()["content-security-policy"], PAGE_POLICY);
        check_returned(page, &stand, &request.attempt, &place).await;
    }
}

#[tokio::test]
async fn the_way_back_speaks_the_language_the_shopper_paid_in() {
    let stand = Stand::new().await;
    for lang in ["kk", "ru", "en"] {
        let request = ChargeRequest { lang: lang.to_owned(), ..attempt_at(&stand.order().await) };
        let term = stand.challenged(&request).await;
        let post = stand.browser.post(&term).header("sec-fetch-dest", "document");
        let top = post.form(&[("MD", MD), ("PaRes", "pares")]).send().await.unwrap();
        let place = top.headers()["location"].to_str().unwrap();
        assert!(place.ends_with(&format!("?attempt={}&lang={lang}", request.attempt)), "{place}");
        let by_hand = stand.browser.get(&term).send().await.unwrap().text().await.unwrap();
        assert!(by_hand.contains(&format!("<html lang=\"{lang}\">")) && by_hand.contains(&format!("&amp;lang={lang}")));
    }
}

#[tokio::test]
async fn a_shop_open_by_another_name_hears_from_the_bank_in_its_frame() {
    let stand = Stand::new().await;
    for (host, wanted) in [
        ("localhost:8402", Some("http://localhost:8402")),
        ("www.shop.example", Some("https://www.shop.example")),
        ("shop.example;script-src", None),
    ] {
        let scheme = if host.starts_with("localhost") { "http" } else { "https" };
        let request = attempt_at(&stand.order().await);
        stand.gateway.now(CHARGE, Act::Say(gateway::challenge()));
        let sent = stand.browser.post(stand.at("/api/payments")).json(&request);
        let sent = sent.header("host", host).header("origin", format!("{scheme}://{host}")).send().await.unwrap();
        let Ok(Answer::Challenge(challenge)) = crate::stand::read(sent).await else { panic!("no challenge at {host}") };
        assert!(challenge.term_url.starts_with(&stand.store.url));
        let back = stand.bank_posts(&challenge.term_url, MD, "pares").await;
        let above = wanted.map_or("'self'".to_owned(), |name| format!("'self' {name} {}", stand.store.url));
        let policy = back.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains(&format!("frame-ancestors {above};")), "{policy}");
        let told = wanted.unwrap_or(&stand.store.url);
        assert!(back.text().await.unwrap().contains(&format!("data-origin=\"{told}\"")), "{host}");
    }
    let policy = stand.browser.get(stand.at("/")).send().await.unwrap();
    let policy = policy.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains(&format!("{};", stand.store.url)), "the frame may end there: {policy}");
}

async fn check_returned(page: Response, stand: &Stand, attempt: &str, place: &str) {
    let html = page.text().await.unwrap();
    let place = place.replace('&', "&amp;");
    for part in [
        format!("data-attempt=\"{attempt}\""),
        format!("data-md=\"{MD}\""),
        format!("data-origin=\"{}\"", stand.store.url),
        format!("data-order=\"{place}\""),
        "<script src=\"/returned.js\"></script>".to_owned(),
        format!("<noscript><p><a href=\"{place}\" target=\"_top\">"),
        "<html lang=\"ru\">".to_owned(),
    ] {
        assert!(html.contains(&part), "{part} in {html}");
    }
    let script = stand.browser.get(stand.at("/returned.js")).send().await.unwrap();
    assert_eq!(script.headers()["content-type"], "text/javascript; charset=utf-8");
    assert!(script.text().await.unwrap().contains("cloudpayments-checkout:returned"));
}

const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'none'; frame-ancestors 'self'; base-uri 'none'";
