//! A promise that is settled from outside.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;

/// A promise and its two ends; a clone is another handle to the same one; dropped unsettled, it stays pending.
#[derive(Clone)]
pub struct Deferred {
    promise: Promise,
    resolve: Function,
    reject: Function,
}

impl Deferred {
    /// A pending promise.
    #[must_use]
    pub fn new() -> Self {
        let ends = RefCell::new((Function::default(), Function::default()));
        let promise = Promise::new(&mut |resolve, reject| {
            ends.replace((resolve, reject));
        });
        let (resolve, reject) = ends.into_inner();
        Self { promise, resolve, reject }
    }

    /// The promise, for JavaScript.
    #[must_use]
    pub fn promise(&self) -> JsValue {
        self.promise.clone().into()
    }

    /// Settles it well.
    pub fn resolve(&self, value: &JsValue) {
        let _ = self.resolve.call1(&JsValue::UNDEFINED, value);
    }

    /// Settles it with an error.
    pub fn reject(&self, error: &JsValue) {
        let _ = self.reject.call1(&JsValue::UNDEFINED, error);
    }
}

impl Default for Deferred {
    fn default() -> Self {
        Self::new()
    }
}
