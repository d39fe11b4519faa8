//! A store's terminal: a sandbox of its own and the API client that knows its password.

use cloudpayments_sandbox::{Config, DEFAULT_API_SECRET, DEFAULT_PUBLIC_ID, Running, Sandbox};
use reqwest::{Client, RequestBuilder, Response, redirect::Policy};
use serde_json::{Value, json};

use super::Packet;

/// A sandbox and its client.
pub(crate) struct Terminal {
    pub(crate) sandbox: Running,
    pub(crate) client: Client,
    pem: String,
}

impl Terminal {
    /// A sandbox with the settings of a test: a free port, quick webhooks.
    pub(crate) async fn open() -> Self {
        Self::with(Config::default()).await
    }

    /// The same with other settings; the port is always a free one.
    pub(crate) async fn with(config: Config) -> Self {
        let config = Config { listen: ([127, 0, 0, 1], 0).into(), ..config };
        let sandbox = Sandbox::start(config).await.unwrap();
        let client = Client::builder().no_proxy().redirect(Policy::none()).build().unwrap();
        let key = client.get(format!("http://{}/payments/publickey", sandbox.address)).send().await.unwrap();
        let key: Value = key.json().await.unwrap();
        assert_eq!(key["Version"], 13);
        let pem = key["Pem"].as_str().unwrap().to_owned();
        Self { sandbox, client, pem }
    }

    /// A packet of a test card.
    pub(crate) fn packet(&self, number: &str) -> String {
        self.seal(&Packet::of(number))
    }

    /// A packet that may be wrong.
    pub(crate) fn seal(&self, packet: &Packet<'_>) -> String {
        packet.seal(&self.pem)
    }

    /// A request with the password.
    pub(crate) fn request(&self, path: &str) -> RequestBuilder {
        self.client.post(self.url(path)).basic_auth(DEFAULT_PUBLIC_ID, Some(DEFAULT_API_SECRET))
    }

    /// Posts JSON and reads JSON.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Value {
        let answer = self.request(path).json(body).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.unwrap()
    }

    /// What a charge of a card says, apart from what `changes` changes. Null takes a field out.
    pub(crate) fn order(&self, number: &str, changes: Value) -> Value {
        let mut order = json!({
            "Amount": 12500.00,
            "Currency": "KZT",
            "IpAddress": "203.0.113.7",
            "InvoiceId": "A-1042",
            "CardCryptogramPacket": self.packet(number),
        });
        let Value::Object(changes) = changes else { panic!("changes are an object") };
        for (name, value) in changes {
            order[name] = value;
        }
        order.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        order
    }

    /// Charges a card in one step.
    pub(crate) async fn charge(&self, number: &str, changes: Value) -> Value {
        self.post("/payments/cards/charge", &self.order(number, changes)).await
    }

    /// Charges a card that is approved at once; gives the transaction's number.
    pub(crate) async fn paid(&self, changes: Value) -> u64 {
        let answer = self.charge("4111111111111111", changes).await;
        assert_eq!(answer["Model"]["Status"], "Completed", "{answer}");
        answer["Model"]["TransactionId"].as_u64().unwrap()
    }

    /// Orders faults.
    pub(crate) async fn faults(&self, order: &Value) -> Response {
        self.client.post(self.url("/admin/faults")).json(order).send().await.unwrap()
    }

    /// All operations, by the admin's look inside.
    pub(crate) async fn transactions(&self) -> Vec<Value> {
        let answer = self.client.get(self.url("/admin/transactions")).send().await.unwrap();
        let mut answer: Value = answer.json().await.unwrap();
        serde_json::from_value(answer["transactions"].take()).unwrap()
    }

    /// An address on this sandbox.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.sandbox.address)
    }
}

/// That an object has these keys and no others.
#[track_caller]
pub(crate) fn assert_same_keys(object: &Value, wanted: &str) {
    let mut found: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    let mut wanted: Vec<&str> = wanted.split_whitespace().collect();
    found.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
}
