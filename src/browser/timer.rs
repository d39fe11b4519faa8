//! A time-out that is cancelled when its owner drops it.

use wasm_bindgen::prelude::*;

/// A pending time-out; dropped before it fires, it never does.
pub struct Timer {
    id: JsValue,
    // Held for as long as the browser may call it.
    _callback: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls `then` once, `ms` milliseconds from now or later; above 2^31 - 1, which the browser would read as now, it is 2^31 - 1 (24 days).
    #[must_use]
    pub fn after(ms: u32, then: impl FnOnce() + 'static) -> Self {
        let callback = Closure::once(then);
        let id = set_timeout(callback.as_ref(), i32::try_from(ms).unwrap_or(i32::MAX)).unwrap_or(JsValue::UNDEFINED);
        Self { id, _callback: callback }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        let _ = clear_timeout(&self.id);
    }
}

#[wasm_bindgen]
extern "C" {
    // The globals rather than `window`'s methods: they exist wherever the module can be loaded.
    #[wasm_bindgen(js_name = setTimeout, catch)]
    fn set_timeout(handler: &JsValue, ms: i32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = clearTimeout, catch)]
    fn clear_timeout(id: &JsValue) -> Result<(), JsValue>;
}
