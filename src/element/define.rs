use wasm_bindgen::prelude::*;

use super::Component;

/// Registers the element under a tag (default `cloudpayments-checkout`); false where the tag is taken. For pages written in Rust:
/// in JavaScript the package's `index.js` does the same.
#[must_use]
pub fn define(tag: Option<&str>) -> bool {
    ATTACH.with(adopt);
    class_define(tag)
}

thread_local! {
    /// Held for as long as the page lives: any element may be connected at any time.
    static ATTACH: Closure<dyn FnMut(JsValue) -> Component> = Closure::new(Component::new);
}

#[wasm_bindgen(module = "/src/element/class.js")]
extern "C" {
    fn adopt(attach: &Closure<dyn FnMut(JsValue) -> Component>);
    #[wasm_bindgen(js_name = define)]
    fn class_define(tag: Option<&str>) -> bool;
}
