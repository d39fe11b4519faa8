//! Functions of ours for JavaScript to call.

use wasm_bindgen::prelude::*;

/// A JavaScript function that answers its first call by `then`, and later ones by nothing; the garbage collector frees it.
#[must_use]
pub fn once(then: Box<dyn FnOnce(JsValue) -> JsValue>) -> JsValue {
    let mut then = Some(then);
    let called = move |value| match then.take() {
        Some(then) => then(value),
        None => JsValue::UNDEFINED,
    };
    Closure::<dyn FnMut(JsValue) -> JsValue>::wrap(Box::new(called)).into_js_value()
}
