//! One request on its way through.

use std::{net::SocketAddr, sync::Arc};

use http_body_util::{BodyExt as _, Full};
use hyper::{
    Response, StatusCode,
    body::{Bytes, Incoming},
    header::{
        ACCEPT, ACCEPT_ENCODING, CONNECTION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap,
        TRANSFER_ENCODING, USER_AGENT,
    },
};

use super::{Tape, page};
use crate::{Failure, Outcome, Request};

/// The way to one server.
pub(super) struct Pass {
    /// The address browsers know.
    url: String,
    server: String,
    client: reqwest::Client,
    tape: Arc<Tape>,
}

/// Ends the connection without an answer, as a cut cable does.
#[derive(Debug)]
pub(super) struct Cut;

impl std::fmt::Display for Cut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("cut")
    }
}

impl std::error::Error for Cut {}

impl Pass {
    pub(super) fn new(url: String, server: SocketAddr, tape: Arc<Tape>) -> Outcome<Self> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            // A connection that the server has just closed is never used again.
            .pool_max_idle_per_host(0)
            .build()?;
        Ok(Self { url, server: format!("http://{server}"), client, tape })
    }

    /// Hands a request over, and the answer back.
    pub(super) async fn on(&self, request: hyper::Request<Incoming>) -> Result<Response<Full<Bytes>>, Cut> {
        let (head, body) = request.into_parts();
        let body = body.collect().await.map_err(|_| Cut)?.to_bytes();
        match head.uri.path() {
            page::SCRIPT => return Ok(script(&self.tape.prelude())),
            page::TELL => {
                self.tell(&body);
                return Ok(Response::new(Full::default()));
            }
            _ => {}
        }
        let is_browser = head.headers.get(USER_AGENT).is_some_and(|agent| agent.as_bytes().starts_with(b"Mozilla/"));
        let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
        let url = format!("{}{path}", self.url);
        let name = format!("{} {url}", head.method);
        if is_browser {
            if self.tape.blocks(&url) {
                self.tape.hear(true, format!("{name} was blocked"));
                return Err(Cut);
            }
            self.tape.keep(Request {
                method: head.method.to_string(),
                url: url.clone(),
                body: String::from_utf8_lossy(&body).into_owned(),
                headers: format!("{:?}", head.headers),
            });
        }
        if let Some([kind, policy, body]) = self.tape.served(path) {
            return own(&kind, &policy, &body).map_err(|_| Cut);
        }
        let mut answer = self.ask(&head, path, body).await.map_err(|_| Cut)?;
        self.tape.dressed(&url, answer.headers_mut());
        // A browser looks for an icon by itself.
        if is_browser && answer.status().as_u16() >= 400 && path != "/favicon.ico" {
            self.tape.hear(true, format!("{name} answered {}", answer.status().as_u16()));
        }
        Ok(answer)
    }

    async fn ask(&self, head: &hyper::http::request::Parts, path: &str, body: Bytes) -> Outcome<Response<Full<Bytes>>> {
        let mut headers = head.headers.clone();
        forget_the_line(&mut headers);
        // A page is changed on its way, and must come as it is written.
        if headers.get(ACCEPT).is_some_and(|kinds| kinds.as_bytes().windows(9).any(|kind| kind == b"text/html")) {
            headers.remove(ACCEPT_ENCODING);
        }
        let asked = self.client.request(head.method.clone(), format!("{}{path}", self.server));
        let answer = asked.headers(headers).body(body).send().await?;
        let (status, mut headers) = (answer.status(), answer.headers().clone());
        let mut body = answer.bytes().await?;
        if text(&headers, &CONTENT_TYPE).starts_with("text/html")
            && let Ok(page) = std::str::from_utf8(&body)
            && let Some(page) = page::with_witness(page, &text(&headers, &CONTENT_SECURITY_POLICY))
        {
            body = Bytes::from(page);
        }
        forget_the_line(&mut headers);
        let mut back = Response::builder()
            .status(status)
            .body(Full::new(body))
            .map_err(|error| Failure::new(error.to_string()))?;
        *back.headers_mut() = headers;
        Ok(back)
    }

    /// `[is_error, words]` as the witness sends them.
    fn tell(&self, body: &[u8]) {
        let (is_error, words) = serde_json::from_slice(body)
            .unwrap_or_else(|_| (true, format!("the witness said {}", String::from_utf8_lossy(body))));
        self.tape.hear(is_error, words);
    }
}

fn script(prelude: &str) -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::from(format!("{}\n{prelude}", page::WITNESS)));
    *answer.status_mut() = StatusCode::OK;
    answer.headers_mut().insert(CONTENT_TYPE, hyper::header::HeaderValue::from_static("text/javascript"));
    answer
}

/// A page or script of the test's own; a page with the witness, where its policy lets that in.
fn own(kind: &str, policy: &str, body: &str) -> Outcome<Response<Full<Bytes>>> {
    let body = page::with_witness(body, policy).unwrap_or_else(|| body.to_owned());
    let answer = Response::builder().header(CONTENT_TYPE, kind);
    let answer = if policy.is_empty() { answer } else { answer.header(CONTENT_SECURITY_POLICY, policy) };
    answer.body(Full::new(Bytes::from(body))).map_err(|error| Failure::new(error.to_string()))
}

fn text(headers: &HeaderMap, name: &hyper::header::HeaderName) -> String {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).unwrap_or_default()
}

/// Takes out what is about one connection only.
fn forget_the_line(headers: &mut HeaderMap) {
    for name in [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING] {
        headers.remove(name);
    }
}
