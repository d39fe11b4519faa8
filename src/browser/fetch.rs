//! JSON over HTTP.

use wasm_bindgen::prelude::*;

use super::callback;

/// Sends a request with the page's own cookies (same origin only); `body`, unless it is undefined, goes as JSON.
///
/// `then` is called once, `limit_ms` from now at the latest: with an object of the fields of the answer's JSON and of its HTTP status
/// as `http`, or with `undefined` where no whole answer came in time. The request may have arrived all the same.
pub fn json(method: &str, url: &str, body: &JsValue, limit_ms: u32, then: Box<dyn FnOnce(JsValue)>) {
    let done = move |answer| {
        then(answer);
        JsValue::UNDEFINED
    };
    request(method, url, body, limit_ms, callback::once(Box::new(done)));
}

#[wasm_bindgen(module = "/src/browser/fetch.js")]
extern "C" {
    fn request(method: &str, url: &str, body: &JsValue, limit_ms: u32, done: JsValue);
}
