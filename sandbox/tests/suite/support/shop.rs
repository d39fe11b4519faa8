//! A store's server that takes webhooks: it writes down what comes and answers what it is told to.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use tokio::{net::TcpListener, task::JoinHandle};

/// A webhook as it came.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) kind: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Call {
    /// A field of the form.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.body.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    /// The names of all fields, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            form_urlencoded::parse(self.body.as_bytes()).map(|(key, _)| key.into_owned()).collect();
        names.sort_unstable();
        names
    }
}

/// The server.
pub(crate) struct Shop {
    /// The base for `Config::webhooks`.
    pub(crate) url: String,
    desk: Arc<Desk>,
    server: JoinHandle<()>,
}

#[derive(Default)]
struct Desk {
    calls: Mutex<Vec<Call>>,
    answers: Mutex<VecDeque<(u16, String)>>,
}

impl Shop {
    /// A shop that says `{"code":0}` to everything, after the answers given here.
    pub(crate) async fn open(answers: &[(u16, &str)]) -> Self {
        let desk = Arc::new(Desk::default());
        *desk.answers.lock().unwrap() = answers.iter().map(|(status, body)| (*status, (*body).to_owned())).collect();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}/hooks", listener.local_addr().unwrap());
        let app = Router::new().route("/hooks/{kind}", post(take)).with_state(Arc::clone(&desk));
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { url, desk, server }
    }

    /// All that came so far.
    pub(crate) fn calls(&self) -> Vec<Call> {
        self.desk.calls.lock().unwrap().clone()
    }

    /// Waits until the n-th webhook of a kind has come.
    pub(crate) async fn call(&self, kind: &str, count: usize) -> Call {
        super::until(async || self.calls().into_iter().filter(|call| call.kind == kind).nth(count)).await
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn take(State(desk): State<Arc<Desk>>, Path(kind): Path<String>, headers: HeaderMap, body: String) -> Response {
    desk.calls.lock().unwrap().push(Call { kind, headers, body });
    let answer = desk.answers.lock().unwrap().pop_front();
    let (status, body) = answer.unwrap_or_else(|| (200, r#"{"code":0}"#.to_owned()));
    (StatusCode::from_u16(status).unwrap(), body).into_response()
}
