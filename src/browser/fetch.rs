//! JSON over HTTP.

use wasm_bindgen::prelude::*;

use super::{object, promise, read};

/// What came back.
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The parsed body.
    pub body: JsValue,
}

/// Why nothing usable came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchError {
    /// No answer, or one cut short: offline, refused, blocked by a policy. The request may have arrived.
    Network,
    /// The page went away or gave the request up. It may have arrived.
    Aborted,
    /// An answer whose body is no JSON.
    NotJson {
        /// The HTTP status.
        status: u16,
    },
}

/// Sends a request with the page's own cookies (same origin only) and reads JSON. Dropping the future aborts the request.
///
/// No time limit: use [`after::race`](super::after::race).
///
/// # Errors
/// [`FetchError`]; an HTTP status above 399 is no error.
pub async fn json(method: &str, url: &str, body: Option<&str>) -> Result<Response, FetchError> {
    let abort = Abort::new();
    let headers = object::empty();
    object::set_text(&headers, "accept", "application/json");
    let init = object::empty();
    if let Some(body) = body {
        object::set_text(&headers, "content-type", "application/json");
        object::set_text(&init, "body", body);
    }
    object::set_text(&init, "method", method);
    object::set_text(&init, "credentials", "same-origin");
    object::set_text(&init, "cache", "no-store");
    object::set(&init, "headers", &headers);
    object::set(&init, "signal", &read::field(&abort.0, "signal"));

    let response =
        promise::settled(fetch(url, &init).map_err(|thrown| cause(&thrown))?).await.map_err(|thrown| cause(&thrown))?;
    let status = read::number(&response, "status").map_or(0, |status| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 599; anything else saturates"
        )]
        let status = status as u16;
        status
    });
    let text = object::call(&response, "text", &JsValue::UNDEFINED).map_err(|thrown| cause(&thrown))?;
    let text = promise::settled(text).await.map_err(|thrown| cause(&thrown))?;
    // Parsed in JavaScript from its own string: the text never lies in our memory.
    let body = parse(&text).map_err(|_| FetchError::NotJson { status })?;
    Ok(Response { status, body })
}

fn cause(thrown: &JsValue) -> FetchError {
    match read::string(thrown, "name").as_deref() {
        Some("AbortError") => FetchError::Aborted,
        _ => FetchError::Network,
    }
}

/// Aborts the request when the future that waits for it is dropped; after the answer it does nothing.
struct Abort(JsValue);

impl Abort {
    fn new() -> Self {
        Self(AbortController::new().map_or(JsValue::UNDEFINED, JsValue::from))
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        let _ = object::call(&self.0, "abort", &JsValue::UNDEFINED);
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    fn fetch(url: &str, init: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn parse(text: &JsValue) -> Result<JsValue, JsValue>;
    type AbortController;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<AbortController, JsValue>;
}
