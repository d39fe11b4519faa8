//! Text inputs.

use std::ops::Deref;

use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::{Element, read};

/// An `<input>` that holds text; a clone is another handle to the same one.
#[derive(Clone, PartialEq)]
pub struct Input {
    element: Element,
    input: web_sys::HtmlInputElement,
}

impl Input {
    /// A new input of no type yet (text). Needs [`dom::exists`](super::dom::exists).
    #[must_use]
    pub fn create() -> Self {
        let element = Element::create("input");
        let input = element.as_ref().clone().unchecked_into();
        Self { element, input }
    }

    /// The input an element is, if it is one.
    #[must_use]
    pub fn from_element(element: &Element) -> Option<Self> {
        let input = element.as_ref().dyn_ref::<web_sys::HtmlInputElement>()?.clone();
        Some(Self { element: element.clone(), input })
    }

    /// Its text, wiped on drop.
    #[must_use]
    pub fn value(&self) -> Zeroizing<String> {
        read::wiped(&read::field(self.input.as_ref(), "value"))
    }

    /// Writes its text, where it is another one: writing the same would still move the caret and end the undo history.
    pub fn set_value(&self, text: &str) {
        if self.value().as_str() != text {
            self.input.set_value(text);
        }
    }

    /// Start and end of the selection in UTF-16 units; `None` where the input's type has none.
    #[must_use]
    pub fn selection(&self) -> Option<(u32, u32)> {
        let start = self.input.selection_start().ok().flatten()?;
        Some((start, self.input.selection_end().ok().flatten().unwrap_or(start)))
    }

    /// Puts the caret after `units` UTF-16 units.
    pub fn set_caret(&self, units: u32) {
        let _ = self.input.set_selection_range(units, units);
    }

    /// Selects everything.
    pub fn select(&self) {
        self.input.select();
    }

    /// Whether the shopper can write in it.
    pub fn set_disabled(&self, disabled: bool) {
        self.input.set_disabled(disabled);
    }
}

impl Deref for Input {
    type Target = Element;

    fn deref(&self) -> &Element {
        &self.element
    }
}

impl AsRef<JsValue> for Input {
    fn as_ref(&self) -> &JsValue {
        self.input.as_ref()
    }
}
