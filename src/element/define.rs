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
    static ATTACH: Closure<dyn Fn(JsValue, JsValue, JsValue) -> JsValue> = Closure::new(|host, root, internals| {
        Component::attach(&host, &root, internals).map_or(JsValue::NULL, JsValue::from)
    });
}

#[wasm_bindgen(module = "/src/element/class.js")]
extern "C" {
    fn adopt(attach: &Closure<dyn Fn(JsValue, JsValue, JsValue) -> JsValue>);
    #[wasm_bindgen(js_name = define)]
    fn class_define(tag: Option<&str>) -> bool;
}

#[wasm_bindgen(module = "/src/element/style.js")]
extern "C" {
    /// Styles a shadow root. `class.js` calls it; named here, the file comes along in every build.
    pub fn style(root: &JsValue);
}
