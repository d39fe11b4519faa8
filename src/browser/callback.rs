//! Functions of ours for JavaScript to call.

use wasm_bindgen::prelude::*;

/// A JavaScript function that gives its argument to `then`, at its first call; the garbage collector frees it.
#[must_use]
pub fn once(then: Box<dyn FnOnce(JsValue)>) -> JsValue {
    let mut then = Some(then);
    let called = move |value| {
        if let Some(then) = then.take() {
            then(value);
        }
    };
    Closure::<dyn FnMut(JsValue)>::wrap(Box::new(called)).into_js_value()
}
