//! Constructed style sheets: the one way to style a shadow root that a strict policy never blocks.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::{Root, object};

/// A style sheet that any number of shadow roots may share.
#[derive(Clone)]
pub struct Sheet(JsValue);

impl Sheet {
    /// Parses the text; `None` where the browser cannot construct style sheets (Safari before 16.4).
    #[must_use]
    pub fn new(css: &str) -> Option<Self> {
        let sheet = JsValue::from(CssStyleSheet::new().ok()?);
        object::call(&sheet, "replaceSync", &JsValue::from_str(css)).ok()?;
        Some(Self(sheet))
    }

    /// Makes this the root's only adopted sheet; `false` where the browser refuses.
    #[must_use]
    pub fn adopt(&self, root: &Root) -> bool {
        object::try_set(root.as_ref(), "adoptedStyleSheets", &Array::of1(&self.0))
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = CSSStyleSheet)]
    type CssStyleSheet;
    #[wasm_bindgen(constructor, js_class = "CSSStyleSheet", catch)]
    fn new() -> Result<CssStyleSheet, JsValue>;
}
