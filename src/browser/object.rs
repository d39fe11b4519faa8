//! Building plain objects and calling what a page's script defines.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::read;

/// The global object: `window` in a page.
#[must_use]
pub fn global() -> JsValue {
    js_sys::global().into()
}

/// A fresh `{}`.
#[must_use]
pub fn empty() -> JsValue {
    Object::new().into()
}

/// Sets a field; `false` where the object refuses (frozen, a setter that throws, not an object).
#[must_use]
pub fn try_set(object: &JsValue, name: &str, value: &JsValue) -> bool {
    Reflect::set(object, &JsValue::from_str(name), value).unwrap_or(false)
}

/// Sets a field of an object that cannot refuse, or where nothing else could be done.
pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = try_set(object, name, value);
}

/// Sets a field to a string. The text crosses as it lies: no Rust copy is made.
pub fn set_text(object: &JsValue, name: &str, text: &str) {
    set(object, name, &JsValue::from_str(text));
}

/// `object.method(argument)`; `Err` is what it threw, `undefined` where there is no such method.
///
/// # Errors
/// Whatever JavaScript threw.
pub fn call(object: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    match read::field(object, method).dyn_ref::<Function>() {
        Some(method) => method.call1(object, argument),
        None => Err(JsValue::UNDEFINED),
    }
}

/// `object.method(first, second)`, as [`call`].
///
/// # Errors
/// Whatever JavaScript threw.
pub fn call2(object: &JsValue, method: &str, first: &JsValue, second: &JsValue) -> Result<JsValue, JsValue> {
    match read::field(object, method).dyn_ref::<Function>() {
        Some(method) => method.call2(object, first, second),
        None => Err(JsValue::UNDEFINED),
    }
}
