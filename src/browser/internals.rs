//! `ElementInternals`, bound by hand: web-sys has no stable binding of it.

use wasm_bindgen::prelude::*;

use super::{Element, object, read};

/// A form-associated element's own side of its form.
#[derive(Clone)]
pub struct Internals(JsValue);

impl Internals {
    /// The internals a JavaScript value is taken for.
    #[must_use]
    pub fn from_js(value: JsValue) -> Self {
        Self(value)
    }

    /// What the form sends for the element; nothing is kept for restoring.
    pub fn set_value(&self, value: Option<&str>) {
        let value = value.map_or(JsValue::NULL, JsValue::from_str);
        let _ = object::call2(&self.0, "setFormValue", &value, &JsValue::NULL);
    }

    /// Marks the element as right, or as wrong with a message shown at `anchor`.
    pub fn set_validity(&self, wrong: Option<(&str, &Element)>) {
        let internals = self.0.unchecked_ref::<ElementInternals>();
        let flags = object::empty();
        let _ = match wrong {
            None => internals.set_validity(&flags, "", &JsValue::UNDEFINED),
            Some((message, anchor)) => {
                object::set(&flags, "customError", &JsValue::TRUE);
                internals.set_validity(&flags, message, anchor.as_ref())
            }
        };
    }

    /// The form around the element.
    #[must_use]
    pub fn form(&self) -> Option<Element> {
        Element::from_js(&read::field(&self.0, "form"))
    }
}

#[wasm_bindgen]
extern "C" {
    type ElementInternals;
    #[wasm_bindgen(method, catch, js_name = setValidity)]
    fn set_validity(this: &ElementInternals, flags: &JsValue, message: &str, anchor: &JsValue) -> Result<(), JsValue>;
}
