//! Building plain objects and calling what a page's script defines.

use js_sys::{Array, Function, Object, Reflect};
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

/// Overwrites every own field with the empty string, as far as the object lets us.
pub fn blank(object: &JsValue) {
    let Some(object) = object.dyn_ref::<Object>() else { return };
    let Ok(names) = Reflect::own_keys(object) else { return };
    for name in names.iter() {
        // A refusal (frozen, throwing setter) leaves nothing else to try.
        let _ = Reflect::set(object, &name, &JsValue::from_str(""));
    }
}

/// `new class(argument)`; `Err` is what it threw, also where it is no constructor.
///
/// # Errors
/// Whatever JavaScript threw.
pub fn construct(class: &JsValue, argument: &JsValue) -> Result<JsValue, JsValue> {
    let Some(class) = class.dyn_ref::<Function>() else { return Err(JsValue::UNDEFINED) };
    Reflect::construct(class, &Array::of1(argument))
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

/// The value as JSON; `None` where it cannot be written so.
#[must_use]
pub fn stringify(value: &JsValue) -> Option<String> {
    js_sys::JSON::stringify(value).ok()?.as_string()
}

/// Whether the object has a method of this name.
#[must_use]
pub fn can(object: &JsValue, method: &str) -> bool {
    read::field(object, method).is_function()
}
