//! One element on the test's page, with a stub of the provider's script.
#![allow(dead_code, reason = "each test takes what it needs")]

use cloudpayments_checkout::element::define;
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventInit, HtmlInputElement};

use super::wait::{settled, sleep};

pub(crate) mod store;

/// One element of a tag of its own on the test's page.
pub(crate) struct Page {
    id: String,
}

impl Page {
    pub(crate) fn with(attributes: &str) -> Self {
        Self::holding(attributes, "div")
    }

    pub(crate) fn inside_form(attributes: &str) -> Self {
        Self::holding(attributes, "form")
    }

    fn holding(attributes: &str, around: &str) -> Self {
        let _ = define(None);
        let id = js(&format!(
            "const around = document.createElement('{around}'); around.innerHTML = \"<cloudpayments-checkout {attributes}></cloudpayments-checkout>\"; \
             document.body.append(around); window.made = (window.made ?? 0) + 1; around.firstChild.id = window.last = 'e' + window.made; return around.firstChild.id"
        ));
        let page = Self { id };
        page.js("window.elements = { ...window.elements, [element.id]: element }");
        page
    }

    pub(crate) fn js(&self, code: &str) -> String {
        let id = &self.id;
        js(&format!(
            "const element = window.elements?.['{id}'] ?? document.getElementById('{id}'), root = element.shadowRoot; {code}"
        ))
    }

    pub(crate) fn value(&self, field: &str) -> String {
        self.find::<HtmlInputElement>(field).value()
    }

    /// What a node inside the element says.
    pub(crate) fn text(&self, id: &str) -> String {
        self.js(&format!("return root.querySelector('#{id}').textContent"))
    }

    /// A node inside the element, by its id.
    pub(crate) fn find<T: JsCast>(&self, id: &str) -> T {
        // By the list, for it may have left the document.
        let host = Function::new_no_args(&format!("return window.elements['{}']", self.id)).call0(&JsValue::NULL);
        host.unwrap().unchecked_into::<Element>().shadow_root().unwrap().get_element_by_id(id).unwrap().unchecked_into()
    }

    pub(crate) fn type_in(&self, field: &str, text: &str) {
        let input: HtmlInputElement = self.find(field);
        input.set_value(text);
        let init = EventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        input.dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
    }

    pub(crate) fn fill(&self) {
        for (field, text) in
            [("number", "4242424242424242"), ("expiry", "12/40"), ("code", "737"), ("holder", "CARD HOLDER")]
        {
            self.type_in(field, text);
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.js("element.parentNode?.remove()");
        js("delete window.caught; delete window.told; delete window.packet; delete window.sends");
    }
}

/// Address of a stub of the provider's script.
pub(crate) fn stub() -> String {
    js(
        "const code = 'class Checkout { constructor() {} createPaymentCryptogram() { return Promise.resolve(\"PACKET\") } }; \
        window.tiptop = { Checkout }; window.cp = window.tiptop'; \
        return window.stub ??= URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))",
    )
}

pub(crate) fn js(code: &str) -> String {
    Function::new_no_args(code).call0(&JsValue::NULL).unwrap().as_string().unwrap_or_default()
}

/// Waits until the page says so; the runner's own limit ends a wait in vain.
pub(crate) async fn until(condition: &str) {
    while js(&format!("return ({condition}) ? 'yes' : ''")).is_empty() {
        sleep(5).await;
    }
}

pub(crate) async fn microtasks() {
    settled(&Promise::resolve(&JsValue::NULL)).await;
    settled(&Promise::resolve(&JsValue::NULL)).await;
}
