//! A store beside a scripted gateway, with a clock that stands still, and a shopper's browser.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use cloudpayments_checkout::wire::{Answer, ChargeRequest, Refusal};
use cloudpayments_store::{Clock, Running, Secret, Settings, Store};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, redirect};
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use tokio::sync::Notify;

use crate::gateway::{Act, CHARGE, Gateway};

pub(crate) const SECRET: &str = "stand-api-secret-7c41";
pub(crate) const CRYPTOGRAM: &str = "eyJUeXBlIjoiQ2xvdWRDYXJkIn0CRYPTOGRAMmarker+/==";

pub(crate) struct Stand {
    pub(crate) gateway: Gateway,
    pub(crate) clock: Clock,
    pub(crate) settings: Settings,
    pub(crate) store: Running,
    pub(crate) browser: Client,
    pub(crate) folder: Folder,
}

impl Stand {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let gateway = Gateway::start().await;
        let folder = Folder::new();
        let mut settings = Settings::local(&gateway.url(), &folder.database());
        settings.clock = Clock::manual(1_800_000_000_000);
        settings.api_secret = Secret::new(SECRET);
        // The store's own looks are left to those tests that ask for one, but for the one at the start.
        settings.patience.look = Duration::from_secs(3600);
        change(&mut settings);
        let store = Store::start(settings.clone()).await.unwrap();
        Self { gateway, clock: settings.clock.clone(), settings, store, browser: browser(), folder }
    }

    /// Stops the store and starts it again on the same database.
    pub(crate) async fn restart(self) -> Self {
        let Self { gateway, clock, settings, store, folder, .. } = self;
        store.stop().await;
        let store = Store::start(settings.clone()).await.unwrap();
        Self { gateway, clock, settings, store, browser: browser(), folder }
    }

    /// A new order of 12500.00 KZT.
    pub(crate) async fn order(&self) -> String {
        let response = self
            .browser
            .post(self.at("/api/orders"))
            .json(&json!({"program": "first-aid", "lang": "ru"}))
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::CREATED);
        let placed: Value = response.json().await.unwrap();
        assert_eq!(placed["amount"], "12500.00");
        placed["order"].as_str().unwrap().to_owned()
    }

    /// The order as its page sees it.
    pub(crate) async fn look_at(&self, order: &str) -> Value {
        self.browser.get(self.at(&format!("/api/orders/{order}"))).send().await.unwrap().json().await.unwrap()
    }

    pub(crate) async fn pay(&self, request: &ChargeRequest) -> Result<Answer, (StatusCode, Refusal)> {
        read(self.request(Method::POST, "").json(request).send().await.unwrap()).await
    }

    pub(crate) async fn status(&self, attempt: &str) -> Result<Answer, (StatusCode, Refusal)> {
        read(self.request(Method::GET, &format!("/{attempt}")).send().await.unwrap()).await
    }

    pub(crate) async fn abandon(&self, attempt: &str, order: &str) -> Result<Answer, (StatusCode, Refusal)> {
        read(
            self.request(Method::POST, &format!("/{attempt}/abandon"))
                .json(&json!({"order": order}))
                .send()
                .await
                .unwrap(),
        )
        .await
    }

    /// A charge that the bank wants to see the shopper for; the TermUrl.
    pub(crate) async fn challenged(&self, request: &ChargeRequest) -> String {
        self.gateway.now(CHARGE, Act::Say(crate::gateway::challenge()));
        let mut answer = self.pay(request).await;
        // A store told to be impatient may not have waited for the gateway.
        while matches!(answer, Ok(Answer::Pending { .. })) {
            answer = self.status(&request.attempt).await;
        }
        match answer {
            Ok(Answer::Challenge(challenge)) => challenge.term_url,
            other => panic!("no challenge but {other:?}"),
        }
    }

    /// What the bank's page posts to the TermUrl, as a frame does.
    pub(crate) async fn bank_posts(&self, term_url: &str, md: &str, pa_res: &str) -> Response {
        let form =
            self.browser.post(term_url).header("origin", "https://acs.example").header("sec-fetch-dest", "iframe");
        form.form(&[("MD", md), ("PaRes", pa_res)]).send().await.unwrap()
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.store.url)
    }

    /// The database, past the store.
    pub(crate) async fn books(&self) -> SqlitePool {
        SqlitePool::connect_with(SqliteConnectOptions::new().filename(self.folder.0.join("store.db"))).await.unwrap()
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.browser.request(method, self.at(&format!("/api/payments{path}")))
    }
}

/// A fresh attempt at an order of 12500.00 KZT.
pub(crate) fn attempt_at(order: &str) -> ChargeRequest {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    ChargeRequest {
        attempt: format!("{:032x}", 0xa77e_0000_u32 + NEXT.fetch_add(1, Ordering::SeqCst)),
        order: order.to_owned(),
        amount: "12500.00".to_owned(),
        currency: "KZT".to_owned(),
        cryptogram: CRYPTOGRAM.to_owned(),
        holder: Some("CARD HOLDER".to_owned()),
        lang: "ru".to_owned(),
    }
}

/// An answer held back until the gate is opened.
pub(crate) fn held(answer: Value) -> (Arc<Notify>, Act) {
    let gate = Arc::new(Notify::new());
    (gate.clone(), Act::After(gate, Box::new(Act::Say(answer))))
}

#[track_caller]
pub(crate) fn refused(result: &Result<Answer, (StatusCode, Refusal)>, status: u16, code: &str) -> Refusal {
    match result {
        Err((found, refusal)) => {
            assert_eq!((found.as_u16(), refusal.code.as_str()), (status, code));
            refusal.clone()
        }
        Ok(answer) => panic!("wanted {code}, found {answer:?}"),
    }
}

pub(crate) async fn read(response: Response) -> Result<Answer, (StatusCode, Refusal)> {
    let status = response.status();
    assert_eq!(response.headers()["cache-control"], "no-store");
    let text = response.text().await.unwrap();
    if status == StatusCode::OK {
        Ok(serde_json::from_str(&text).unwrap_or_else(|_| panic!("no answer: {text}")))
    } else {
        Err((status, serde_json::from_str(&text).unwrap_or_else(|_| panic!("no refusal: {status} {text}"))))
    }
}

fn browser() -> Client {
    Client::builder().redirect(redirect::Policy::none()).build().unwrap()
}

/// A folder that goes away with its test.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("store-test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn database(&self) -> String {
        format!("sqlite://{}", self.0.join("store.db").display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
