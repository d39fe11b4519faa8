//! Building plain objects.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// A fresh `{}`.
#[must_use]
pub fn empty() -> JsValue {
    Object::new().into()
}

/// Sets a field to a string, as far as the object lets us. The text crosses as it lies: no Rust copy is made.
pub fn set_text(object: &JsValue, name: &str, text: &str) {
    let _ = Reflect::set(object, &JsValue::from_str(name), &JsValue::from_str(text));
}
