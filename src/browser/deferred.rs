//! A promise that is settled from outside.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

/// The two ends of a promise that JavaScript made for its caller; a clone is another handle to the same one.
#[derive(Clone)]
pub struct Deferred {
    resolve: JsValue,
    reject: JsValue,
}

impl Deferred {
    /// The functions that `new Promise` gives.
    #[must_use]
    pub fn new(resolve: JsValue, reject: JsValue) -> Self {
        Self { resolve, reject }
    }

    /// Settles it well.
    pub fn resolve(&self, value: &JsValue) {
        settle(&self.resolve, value);
    }

    /// Settles it with an error.
    pub fn reject(&self, error: &JsValue) {
        settle(&self.reject, error);
    }
}

fn settle(end: &JsValue, value: &JsValue) {
    let _ = end.unchecked_ref::<Function>().call1(&JsValue::UNDEFINED, value);
}
