//! Events of our own, for the page to hear.

use wasm_bindgen::prelude::*;

use super::{Element, object};

/// Dispatches a `CustomEvent` that bubbles and leaves shadow roots; `false` where a listener called `preventDefault()`.
#[expect(clippy::must_use_candidate, reason = "most events ask nothing")]
pub fn emit(from: &Element, kind: &str, detail: &JsValue, cancelable: bool) -> bool {
    let init = object::empty();
    object::set(&init, "detail", detail);
    for flag in ["bubbles", "composed"] {
        object::set(&init, flag, &JsValue::TRUE);
    }
    object::set(&init, "cancelable", &cancelable.into());
    let Ok(event) = CustomEvent::new(kind, &init) else { return true };
    object::call(from.as_ref(), "dispatchEvent", &event).ok().and_then(|proceed| proceed.as_bool()).unwrap_or(true)
}

#[wasm_bindgen]
extern "C" {
    type CustomEvent;
    #[wasm_bindgen(constructor, catch)]
    fn new(kind: &str, init: &JsValue) -> Result<CustomEvent, JsValue>;
}
