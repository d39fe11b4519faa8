//! A gateway that does as it is told: every answer of the real one, and every way to lose an answer.

use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use serde_json::{Value, json};
use tokio::sync::{Notify, watch};

pub(crate) const CHARGE: &str = "/payments/cards/charge";
pub(crate) const POST3DS: &str = "/payments/cards/post3ds";
pub(crate) const FIND: &str = "/v2/payments/find";
pub(crate) const TRANSACTION: u64 = 3_192_600_857;

/// One request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

/// What to answer.
#[derive(Clone)]
pub(crate) enum Act {
    Say(Value),
    Status(u16, &'static str),
    /// 307: what was sent is to be sent once more, to this path.
    Redirect(&'static str),
    /// The connection breaks in the middle of the answer.
    Break,
    /// No answer, ever.
    Silence,
    /// The answer, once the gate opens.
    After(Arc<Notify>, Box<Act>),
}

#[derive(Clone)]
pub(crate) struct Gateway(Arc<Inside>);

struct Inside {
    address: SocketAddr,
    acts: Mutex<HashMap<String, VecDeque<Act>>>,
    seen: watch::Sender<Vec<Seen>>,
}

impl Gateway {
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let gateway = Self(Arc::new(Inside { address, acts: Mutex::default(), seen: watch::Sender::new(Vec::new()) }));
        let app = Router::new().fallback(answer).with_state(gateway.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        gateway
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.0.address)
    }

    /// What to answer next at this path; the last one told is answered for ever.
    pub(crate) fn will(&self, path: &str, act: Act) {
        self.0.acts.lock().unwrap().entry(path.to_owned()).or_default().push_back(act);
    }

    /// Forgets what was told, then as [`Gateway::will`].
    pub(crate) fn now(&self, path: &str, act: Act) {
        self.0.acts.lock().unwrap().remove(path);
        self.will(path, act);
    }

    pub(crate) fn seen(&self, path: &str) -> Vec<Seen> {
        self.0.seen.borrow().iter().filter(|seen| seen.path == path).cloned().collect()
    }

    /// Waits for the n-th request at this path.
    pub(crate) async fn wait_for(&self, path: &str, times: usize) {
        let mut seen = self.0.seen.subscribe();
        seen.wait_for(|seen| seen.iter().filter(|seen| seen.path == path).count() >= times).await.unwrap();
    }
}

async fn answer(State(gateway): State<Gateway>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let path = uri.path().to_owned();
    let body: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let act = {
        let mut acts = gateway.0.acts.lock().unwrap();
        match acts.get_mut(&path) {
            Some(acts) if acts.len() > 1 => acts.pop_front().unwrap(),
            Some(acts) => acts[0].clone(),
            None if path == FIND => Act::Say(not_found()),
            None => Act::Say(paid()),
        }
    };
    gateway.0.seen.send_modify(|all| all.push(Seen { path, headers, body }));
    perform(act).await
}

async fn perform(act: Act) -> Response {
    match act {
        Act::Say(value) => Response::new(Body::from(value.to_string())),
        Act::Status(status, text) => Response::builder().status(status).body(Body::from(text)).unwrap(),
        Act::Redirect(path) => Response::builder().status(307).header("location", path).body(Body::empty()).unwrap(),
        Act::Break => {
            Response::builder().header("content-length", "1000").body(Body::from("{\"Success\":true,")).unwrap()
        }
        Act::Silence => std::future::pending().await,
        Act::After(gate, act) => {
            gate.notified().await;
            Box::pin(perform(*act)).await
        }
    }
}

pub(crate) fn paid() -> Value {
    json!({"Success": true, "Message": null, "Model": {"TransactionId": TRANSACTION, "ReasonCode": 0, "Status": "Completed", "StatusCode": 3,
        "Amount": 12500.0, "Currency": "KZT", "CardFirstSix": "411111", "CardLastFour": "1111"}})
}

pub(crate) fn declined(reason: u32) -> Value {
    json!({"Success": false, "Message": null, "Model": {"TransactionId": TRANSACTION, "ReasonCode": reason, "Status": "Declined", "StatusCode": 5,
        "Amount": 12500.0, "Currency": "KZT"}})
}

pub(crate) fn challenge() -> Value {
    json!({"Success": false, "Message": null, "Model": {"TransactionId": TRANSACTION, "PaReq": "eJxV+UQ==", "GoReq": null,
        "AcsUrl": "https://acs.example/start?1", "ThreeDsSessionData": null, "IFrameIsAllowed": true, "FrameWidth": null, "FrameHeight": null}})
}

pub(crate) fn awaiting() -> Value {
    json!({"Success": true, "Message": null, "Model": {"TransactionId": TRANSACTION, "Status": "AwaitingAuthentication", "StatusCode": 1,
        "Amount": 12500.0, "Currency": "KZT"}})
}

pub(crate) fn not_found() -> Value {
    json!({"Success": false, "Message": "Not found"})
}

pub(crate) fn bad_request() -> Value {
    json!({"Success": false, "Message": "Amount is required"})
}
