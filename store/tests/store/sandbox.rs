//! The store beside the sandbox: real packets, real shapes, the bank's page and the webhooks.

use aws_lc_rs::rsa::{Pkcs1PublicEncryptingKey, PublicEncryptingKey};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use cloudpayments_checkout::wire::{Answer, Challenge, ChargeRequest, refusal};
use cloudpayments_sandbox::{Config, Sandbox};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::stand::{Stand, attempt_at, refused};

const PUBLIC_ID: &str = "test_api_00000000000000000000001";
const NO_3DS: &str = "4111111111111111";
const NO_3DS_NO_MONEY: &str = "4000056655665556";
const WITH_3DS: &str = "4242424242424242";
const WITH_3DS_NO_MONEY: &str = "5105105105105100";

struct Shop {
    sandbox: cloudpayments_sandbox::Running,
    stand: Stand,
}

impl Shop {
    /// A sandbox that sends its notices to the store, and the store beside it.
    async fn open() -> Self {
        // The sandbox must know the store's port before there is a store.
        let free = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
        let config = Config {
            listen: ([127, 0, 0, 1], 0).into(),
            webhooks: Some(format!("http://{free}/webhooks")),
            ..Config::default()
        };
        let sandbox = Sandbox::start(config).await.unwrap();
        let url = sandbox.url.clone();
        let stand = Stand::with(|settings| {
            settings.listen = free;
            settings.api = url;
            settings.api_secret = cloudpayments_store::Secret::new("sandbox-secret");
        })
        .await;
        Self { sandbox, stand }
    }

    /// An attempt at a new order with a packet of this card.
    async fn attempt(&self, card: &str) -> ChargeRequest {
        let order = self.stand.order().await;
        ChargeRequest { cryptogram: self.packet(card).await, ..attempt_at(&order) }
    }

    /// A packet as the script makes it.
    async fn packet(&self, card: &str) -> String {
        let key: Value = self.get("/payments/publickey").await;
        let pem: String = key["Pem"].as_str().unwrap().lines().filter(|line| !line.starts_with('-')).collect();
        let der = BASE64_STANDARD.decode(pem).unwrap();
        let key_of = Pkcs1PublicEncryptingKey::new(PublicEncryptingKey::from_der(&der).unwrap()).unwrap();
        let mut encrypted = vec![0; key_of.ciphertext_size()];
        let plain = format!("{card}@3012@123@{PUBLIC_ID}");
        let encrypted = key_of.encrypt(plain.as_bytes(), &mut encrypted).unwrap();
        let info = json!({"FirstSixDigits": card[..6], "LastFourDigits": card[12..], "ExpDateYear": "30", "ExpDateMonth": "12"});
        let version =
            key["Version"].as_u64().map_or_else(|| key["Version"].as_str().unwrap().to_owned(), |v| v.to_string());
        let envelope = json!({"Type": "CloudCard", "BrowserInfoBase64": "", "Format": 1, "CardInfo": info,
            "KeyVersion": version, "Value": BASE64_STANDARD.encode(encrypted)});
        BASE64_STANDARD.encode(envelope.to_string())
    }

    /// Tells the sandbox what goes wrong next.
    async fn fault(&self, next: Value) {
        let url = format!("{}/admin/faults", self.sandbox.url);
        let set = self.stand.browser.post(url).json(&json!({ "next": next })).send().await.unwrap();
        assert_eq!(set.status(), StatusCode::OK);
    }

    async fn get(&self, path: &str) -> Value {
        let response = self.stand.browser.get(format!("{}{path}", self.sandbox.url)).send().await.unwrap();
        response.json().await.unwrap()
    }

    /// The charges the sandbox has made for an attempt.
    async fn charges(&self, attempt: &str) -> usize {
        let all = self.get("/admin/transactions").await;
        let all = all["transactions"].as_array().unwrap_or_else(|| panic!("{all}"));
        all.iter().filter(|transaction| transaction["InvoiceId"] == attempt).count()
    }

    /// Goes through the bank's page as a browser does: `right` types the code from the SMS, else the shopper cancels.
    async fn at_the_bank(&self, challenge: &Challenge, right: bool) {
        let browser = &self.stand.browser;
        let fields = [("MD", &challenge.md), ("PaReq", &challenge.pa_req), ("TermUrl", &challenge.term_url)];
        let arrived = browser.post(&challenge.acs_url).form(&fields).send().await.unwrap();
        let page = format!("{}{}", self.sandbox.url, arrived.headers()["location"].to_str().unwrap());
        let asking = browser.get(&page).send().await.unwrap().text().await.unwrap();
        let code = between(&asking, "<output id=\"sms\">", "</output>");
        let typed = if right { vec![("code", code), ("action", "approve")] } else { vec![("action", "cancel")] };
        browser.post(&page).form(&typed).send().await.unwrap();
        let back = browser.get(&page).send().await.unwrap().text().await.unwrap();
        assert_eq!(between(&back, "action=\"", "\""), challenge.term_url);
        let pa_res = between(&back, "name=\"PaRes\" value=\"", "\"");
        let returned = self.stand.bank_posts(&challenge.term_url, &challenge.md, pa_res).await;
        assert_eq!(returned.status(), StatusCode::OK);
    }

    async fn challenge(&self, request: &ChargeRequest) -> Challenge {
        match self.stand.pay(request).await {
            Ok(Answer::Challenge(challenge)) => challenge,
            other => panic!("no challenge but {other:?}"),
        }
    }
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    text.split_once(before)
        .and_then(|(_, rest)| rest.split_once(after))
        .unwrap_or_else(|| panic!("no {before} in {text}"))
        .0
}

#[tokio::test]
async fn a_card_without_3d_secure_is_paid_and_the_notices_agree() {
    let shop = Shop::open().await;
    let request = shop.attempt(NO_3DS).await;
    let answer = shop.stand.pay(&request).await;
    assert!(matches!(answer, Ok(Answer::Paid { .. })), "{answer:?}");
    assert_eq!(shop.stand.pay(&request).await, answer);
    assert_eq!(shop.charges(&request.attempt).await, 1);
    let order = shop.stand.look_at(&request.order).await;
    assert_eq!(order["status"], "paid");
    let books = shop.stand.books().await;
    let kinds =
        || sqlx::query_as::<_, (String, String)>("SELECT kind, verdict FROM notices ORDER BY kind").fetch_all(&books);
    while kinds().await.unwrap().len() < 2 {
        tokio::task::yield_now().await;
    }
    assert_eq!(kinds().await.unwrap(), [("check".into(), "fine".into()), ("pay".into(), "fine".into())]);
}

#[tokio::test]
async fn a_card_without_money_is_declined_with_the_banks_reason() {
    let shop = Shop::open().await;
    let request = shop.attempt(NO_3DS_NO_MONEY).await;
    let answer = shop.stand.pay(&request).await;
    assert!(matches!(answer, Ok(Answer::Declined { reason: 5051, transaction: Some(_), .. })), "{answer:?}");
    let request = ChargeRequest { cryptogram: shop.packet(NO_3DS).await, ..attempt_at(&request.order) };
    assert!(matches!(shop.stand.pay(&request).await, Ok(Answer::Paid { .. })));
}

#[tokio::test]
async fn a_card_with_3d_secure_is_paid_at_the_bank() {
    let shop = Shop::open().await;
    let request = shop.attempt(WITH_3DS).await;
    let challenge = shop.challenge(&request).await;
    shop.at_the_bank(&challenge, true).await;
    let answer = shop.stand.status(&request.attempt).await;
    assert!(
        matches!(&answer, Ok(Answer::Paid { transaction, .. }) if transaction.to_string() == challenge.md),
        "{answer:?}"
    );
    assert_eq!(shop.charges(&request.attempt).await, 1);
}

#[tokio::test]
async fn the_banks_page_speaks_the_shoppers_language() {
    let shop = Shop::open().await;
    for (lang, title) in [("kk", "Төлемді растау"), ("ru", "Подтверждение"), ("en", "Confirm")]
    {
        let request = ChargeRequest { lang: lang.to_owned(), ..shop.attempt(WITH_3DS).await };
        let challenge = shop.challenge(&request).await;
        let fields = [("MD", &challenge.md), ("PaReq", &challenge.pa_req), ("TermUrl", &challenge.term_url)];
        let arrived = shop.stand.browser.post(&challenge.acs_url).form(&fields).send().await.unwrap();
        let page = format!("{}{}", shop.sandbox.url, arrived.headers()["location"].to_str().unwrap());
        let page = shop.stand.browser.get(&page).send().await.unwrap().text().await.unwrap();
        assert!(page.contains(&format!("<html lang=\"{lang}\"")) && page.contains(title), "{lang}: {page}");
    }
}

#[tokio::test]
async fn cancelling_at_the_bank_and_having_no_money_are_declined() {
    let shop = Shop::open().await;
    for (card, right, wanted) in [(WITH_3DS, false, 5206), (WITH_3DS_NO_MONEY, true, 5051)] {
        let request = shop.attempt(card).await;
        let challenge = shop.challenge(&request).await;
        shop.at_the_bank(&challenge, right).await;
        let answer = shop.stand.status(&request.attempt).await;
        assert!(matches!(answer, Ok(Answer::Declined { reason, .. }) if reason == wanted), "{answer:?}");
    }
}

#[tokio::test]
async fn an_answer_lost_after_the_charge_is_found() {
    let shop = Shop::open().await;
    for fault in [json!({"drop": "after"}), json!({"reason": 5051})] {
        let request = shop.attempt(NO_3DS).await;
        shop.fault(json!({"charge": fault})).await;
        shop.stand.pay(&request).await.unwrap();
        let answer = shop.stand.status(&request.attempt).await;
        assert!(matches!(answer, Ok(Answer::Paid { .. } | Answer::Declined { reason: 5051, .. })), "{answer:?}");
        assert_eq!(shop.charges(&request.attempt).await, 1);
    }
}

#[tokio::test]
async fn an_answer_lost_before_the_charge_came_to_nothing_six_minutes_later() {
    let shop = Shop::open().await;
    let request = shop.attempt(NO_3DS).await;
    shop.fault(json!({"charge": {"drop": "before"}})).await;
    let pending = Answer::Pending { attempt: request.attempt.clone() };
    assert_eq!(shop.stand.pay(&request).await, Ok(pending.clone()));
    assert_eq!(shop.stand.status(&request.attempt).await, Ok(pending));
    shop.stand.clock.advance(std::time::Duration::from_secs(361));
    assert_eq!(shop.stand.status(&request.attempt).await, Ok(Answer::Abandoned { attempt: request.attempt.clone() }));
    assert_eq!(shop.charges(&request.attempt).await, 0);
}

#[tokio::test]
async fn an_answer_lost_after_post3ds_is_found() {
    let shop = Shop::open().await;
    let request = shop.attempt(WITH_3DS).await;
    let challenge = shop.challenge(&request).await;
    shop.fault(json!({"post3ds": {"drop": "after"}})).await;
    shop.at_the_bank(&challenge, true).await;
    let answer = shop.stand.status(&request.attempt).await;
    assert!(matches!(answer, Ok(Answer::Paid { .. })), "{answer:?}");
}

#[tokio::test]
async fn what_is_no_packet_is_refused_by_the_gateway() {
    let shop = Shop::open().await;
    let request = ChargeRequest { cryptogram: "QUJD".into(), ..shop.attempt(NO_3DS).await };
    assert!(!refused(&shop.stand.pay(&request).await, 502, refusal::GATEWAY_REFUSED).charged);
    assert_eq!(shop.charges(&request.attempt).await, 0);
}
