//! The tab's own storage; where a browser or a policy forbids it, nothing is kept.

use wasm_bindgen::JsValue;

use super::{object, read};

/// What is kept in this tab under a name.
#[must_use]
pub fn get(name: &str) -> Option<String> {
    object::call(&storage(), "getItem", &JsValue::from_str(name)).ok()?.as_string()
}

/// Keeps a text in this tab.
pub fn set(name: &str, text: &str) {
    let _ = object::call2(&storage(), "setItem", &JsValue::from_str(name), &JsValue::from_str(text));
}

/// Forgets it.
pub fn remove(name: &str) {
    let _ = object::call(&storage(), "removeItem", &JsValue::from_str(name));
}

fn storage() -> JsValue {
    read::field(&object::global(), "sessionStorage")
}
