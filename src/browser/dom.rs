//! Elements and shadow roots. Built by `createElement` only: no markup is ever parsed, no style attribute written.

#![expect(
    clippy::must_use_candidate,
    reason = "a setter returns its element so that setters can be chained, not to be used"
)]

use wasm_bindgen::prelude::*;

/// Whether there is a document at all: not in Node, not in a worker.
#[must_use]
pub fn exists() -> bool {
    super::read::field(&super::object::global(), "document").is_object()
}

/// The window, as something to listen to.
#[must_use]
pub fn window() -> JsValue {
    super::object::global()
}

/// The document, as something to listen to.
#[must_use]
pub fn document() -> JsValue {
    super::read::field(&super::object::global(), "document")
}

/// `<head>`, or the root element where a page has none.
#[must_use]
pub fn head() -> Option<Element> {
    found(&["head", "documentElement"])
}

/// The root element, `<html>`.
#[must_use]
pub fn html() -> Option<Element> {
    found(&["documentElement"])
}

/// `<body>`, or the root element where a page has none.
#[must_use]
pub fn body() -> Option<Element> {
    found(&["body", "documentElement"])
}

/// Every element of the document (not of shadow roots) that matches a CSS selector, in document order.
#[must_use]
pub fn all(selector: &str) -> Vec<Element> {
    let found = super::object::call(&document(), "querySelectorAll", &JsValue::from_str(selector))
        .unwrap_or(JsValue::UNDEFINED);
    (0..).map_while(|index| Element::from_js(&js_sys::Reflect::get_u32(&found, index).ok()?)).collect()
}

/// An element of the page; a clone is another handle to the same one.
#[derive(Clone, PartialEq)]
pub struct Element(web_sys::Element);

impl Element {
    /// A new element that is in no document yet. Needs [`exists`].
    #[must_use]
    pub fn create(tag: &str) -> Self {
        Self(create_element(tag))
    }

    /// A new SVG element: `svg`, `path`. Needs [`exists`].
    #[must_use]
    pub fn create_svg(tag: &str) -> Self {
        Self(create_element_ns("http://www.w3.org/2000/svg", tag))
    }

    /// The element a JavaScript value is, if it is one.
    #[must_use]
    pub fn from_js(value: &JsValue) -> Option<Self> {
        value.dyn_ref::<web_sys::Element>().cloned().map(Self)
    }

    /// An attribute's value.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.0.get_attribute(name)
    }

    /// Sets an attribute. Never `style`: a strict policy blocks it.
    pub fn set_attribute(&self, name: &str, value: &str) -> &Self {
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Takes an attribute away.
    pub fn remove_attribute(&self, name: &str) -> &Self {
        let _ = self.0.remove_attribute(name);
        self
    }

    /// Sets or takes away an attribute that is true by being there: `hidden`, `disabled`.
    pub fn toggle_attribute(&self, name: &str, on: bool) -> &Self {
        let _ = self.0.toggle_attribute_with_force(name, on);
        self
    }

    /// Shows or hides it by the `hidden` attribute.
    pub fn show(&self, shown: bool) -> &Self {
        self.toggle_attribute("hidden", !shown)
    }

    /// Gives or takes a class.
    pub fn toggle_class(&self, name: &str, on: bool) -> &Self {
        let _ = self.0.class_list().toggle_with_force(name, on);
        self
    }

    /// Its text; children are replaced.
    pub fn set_text(&self, text: &str) -> &Self {
        self.0.set_text_content(Some(text));
        self
    }

    /// Appends a child.
    pub fn append(&self, child: &Element) -> &Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Takes it out of the document.
    pub fn detach(&self) {
        self.0.remove();
    }

    /// Whether it is in a document.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.0.is_connected()
    }

    /// Moves the focus here.
    pub fn focus(&self) {
        let _ = super::object::call(self.as_ref(), "focus", &JsValue::UNDEFINED);
    }

    /// The first descendant that matches a CSS selector.
    #[must_use]
    pub fn query(&self, selector: &str) -> Option<Element> {
        self.0.query_selector(selector).ok().flatten().map(Self)
    }

    /// The nearest element that matches a CSS selector, from this one outwards; ends at a shadow root.
    #[must_use]
    pub fn closest(&self, selector: &str) -> Option<Element> {
        self.0.closest(selector).ok().flatten().map(Self)
    }

    /// Its open shadow root.
    #[must_use]
    pub fn shadow_root(&self) -> Option<Root> {
        self.0.shadow_root().map(Root)
    }
}

impl AsRef<JsValue> for Element {
    fn as_ref(&self) -> &JsValue {
        self.0.as_ref()
    }
}

/// A shadow root.
#[derive(Clone, PartialEq)]
pub struct Root(web_sys::ShadowRoot);

impl Root {
    /// The shadow root a JavaScript value is, if it is one.
    #[must_use]
    pub fn from_js(value: &JsValue) -> Option<Self> {
        value.dyn_ref::<web_sys::ShadowRoot>().cloned().map(Self)
    }

    /// Appends a child.
    pub fn append(&self, child: &Element) -> &Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// The element inside that has the focus.
    #[must_use]
    pub fn active(&self) -> Option<Element> {
        self.0.active_element().map(Element)
    }

    /// The first element inside that matches a CSS selector.
    #[must_use]
    pub fn query(&self, selector: &str) -> Option<Element> {
        self.0.query_selector(selector).ok().flatten().map(Element)
    }
}

impl AsRef<JsValue> for Root {
    fn as_ref(&self) -> &JsValue {
        self.0.as_ref()
    }
}

fn found(names: &[&str]) -> Option<Element> {
    let document = document();
    names.iter().find_map(|name| Element::from_js(&super::read::field(&document, name)))
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create_element(tag: &str) -> web_sys::Element;
    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    fn create_element_ns(namespace: &str, tag: &str) -> web_sys::Element;
}
