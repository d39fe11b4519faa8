//! Reading a field of any JavaScript value: a missing field, a wrong type and a getter that throws all read as nothing.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// The field's value, `undefined` where there is none or it cannot be read.
#[must_use]
pub fn field(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The field as text, where it is a string. Lone surrogates become U+FFFD.
#[must_use]
pub fn string(value: &JsValue, name: &str) -> Option<String> {
    field(value, name).as_string()
}

/// The field as a number, where it is one; may be NaN or infinite.
#[must_use]
pub fn number(value: &JsValue, name: &str) -> Option<f64> {
    field(value, name).as_f64()
}

/// The field as a boolean, where it is one.
#[must_use]
pub fn boolean(value: &JsValue, name: &str) -> Option<bool> {
    field(value, name).as_bool()
}
