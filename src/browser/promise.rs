//! Waiting for a promise, or for anything that may be one.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Waits until the value settles; a value that is no promise is its own answer.
///
/// # Errors
/// What it was rejected with, or what its `then` threw.
pub async fn settled(value: JsValue) -> Result<JsValue, JsValue> {
    // `resolve` turns a thenable's throwing getter into a rejection, where `Promise.resolve` would throw at us.
    let promise = Promise::new(&mut |resolve, _reject| {
        let _ = resolve.call1(&JsValue::UNDEFINED, &value);
    });
    JsFuture::from(promise).await
}

/// Runs a future on the page's own thread, from the next microtask on.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}
