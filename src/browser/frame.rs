//! Frames that show another party's page.

use wasm_bindgen::prelude::*;

use super::{Element, read};

/// An `<iframe>`; dropping it takes it out of the document.
pub struct Frame(Element);

impl Frame {
    /// A frame inside `parent`, empty until something is posted to its `name`. `title` is what screen readers say, `allow` its permissions policy.
    #[must_use]
    pub fn inside(parent: &Element, name: &str, title: &str, allow: &str) -> Self {
        let frame = Element::create("iframe");
        frame.set_attribute("name", name).set_attribute("title", title).set_attribute("allow", allow);
        parent.append(&frame);
        Self(frame)
    }

    /// The element, to be placed and focused.
    #[must_use]
    pub fn element(&self) -> &Element {
        &self.0
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        self.0.detach();
    }
}

/// Whether a message came from the page this frame shows now.
#[must_use]
pub fn sent_by(frame: &Element, source: &JsValue) -> bool {
    source.is_object() && *source == read::field(frame.as_ref(), "contentWindow")
}

/// Whether the frame still shows the empty document it was born with, whose `load` some engines announce late.
#[must_use]
pub fn is_blank(frame: &Element) -> bool {
    // Another origin's document reads as null.
    read::string(&read::field(frame.as_ref(), "contentDocument"), "URL").as_deref() == Some("about:blank")
}
