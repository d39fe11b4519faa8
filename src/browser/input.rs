//! Text inputs.

use wasm_bindgen::prelude::*;

/// An `<input>` that holds text.
pub struct Input(web_sys::HtmlInputElement);

impl Input {
    /// The input that a JavaScript value is known to be.
    #[must_use]
    pub fn from_js(value: JsValue) -> Self {
        Self(value.unchecked_into())
    }

    /// Writes its text, and puts the caret after so many UTF-16 units. What is there already stays as it is, undo history and all: the
    /// browser sees to that.
    pub fn write(&self, text: &str, caret: Option<u32>) {
        self.0.set_value(text);
        if let Some(caret) = caret {
            let _ = self.0.set_selection_range(caret, caret);
        }
    }
}
