//! Event listeners that end with their owner.

use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::{object, read};

/// A listener; dropping it removes it.
pub struct Listener {
    target: web_sys::EventTarget,
    kind: &'static str,
    capture: bool,
    callback: Closure<dyn Fn(web_sys::Event)>,
}

impl Listener {
    /// Hears events of one kind that reach the target: an [`Element`](super::Element), [`dom::window`](super::dom::window), ...
    ///
    /// The callback may drop its own listener.
    #[must_use]
    pub fn on(target: &impl AsRef<JsValue>, kind: &'static str, then: impl Fn(Event) + 'static) -> Self {
        Self::add(target.as_ref(), kind, false, Box::new(move |event| then(Event(event))))
    }

    /// Hears them on their way down, before the page's own listeners further in.
    #[must_use]
    pub fn on_the_way_down(target: &impl AsRef<JsValue>, kind: &'static str, then: impl Fn(Event) + 'static) -> Self {
        Self::add(target.as_ref(), kind, true, Box::new(move |event| then(Event(event))))
    }

    fn add(target: &JsValue, kind: &'static str, capture: bool, then: Box<dyn Fn(web_sys::Event)>) -> Self {
        let target: web_sys::EventTarget = target.clone().unchecked_into();
        let callback = Closure::wrap(then);
        let _ = target.add_event_listener_with_callback_and_bool(kind, callback.as_ref().unchecked_ref(), capture);
        Self { target, kind, capture, callback }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.kind, callback, self.capture);
    }
}

/// An event, read field by field: its real type may be anything (autofill sends a `keydown` that is no `KeyboardEvent`).
pub struct Event(web_sys::Event);

impl Event {
    /// A field as a string: `key`, `inputType`, `data`, `origin`.
    #[must_use]
    pub fn string(&self, name: &str) -> Option<String> {
        read::string(&self.0, name)
    }

    /// A field as a boolean, `false` where it is none: `isComposing`, `ctrlKey`, `persisted`.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        read::boolean(&self.0, name).unwrap_or(false)
    }

    /// A field as it is: `target`, `data`, `source`.
    #[must_use]
    pub fn field(&self, name: &str) -> JsValue {
        read::field(&self.0, name)
    }

    /// The text being pasted or dropped, wiped on drop; `None` where the event carries none.
    #[must_use]
    pub fn carried_text(&self) -> Option<Zeroizing<String>> {
        ["clipboardData", "dataTransfer"].into_iter().find_map(|name| {
            let text = object::call(&self.field(name), "getData", &JsValue::from_str("text/plain")).ok()?;
            text.is_string().then(|| read::wiped(&text))
        })
    }

    /// Keeps the browser from doing what it would do by itself.
    pub fn prevent_default(&self) {
        self.0.prevent_default();
    }

    /// Ends the event's way through the page here.
    pub fn stop_propagation(&self) {
        self.0.stop_propagation();
    }
}

impl AsRef<JsValue> for Event {
    fn as_ref(&self) -> &JsValue {
        self.0.as_ref()
    }
}
