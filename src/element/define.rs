use wasm_bindgen::prelude::*;

use super::Component;

/// Registers the element under a tag (default `cloudpayments-checkout`); false where the tag is taken.
#[must_use]
pub fn define(tag: Option<&str>) -> bool {
    start_elements();
    class_define(tag)
}

/// Lets elements that were defined, before or later, run. Called once by the package's `init`; more calls change nothing.
#[wasm_bindgen]
pub fn start_elements() {
    ATTACH.with(adopt);
}

thread_local! {
    /// Held for as long as the page lives: any element may be connected at any time.
    static ATTACH: Closure<dyn FnMut(JsValue)> = Closure::new(Component::attach);
}

#[wasm_bindgen(module = "/src/element/class.js")]
extern "C" {
    fn adopt(attach: &Closure<dyn FnMut(JsValue)>);
    #[wasm_bindgen(js_name = define)]
    fn class_define(tag: Option<&str>) -> bool;
}
