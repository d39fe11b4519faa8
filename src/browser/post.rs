//! Posting a real form: a navigation with the fields in its body.

use super::{Element, Input, dom, object};

/// Posts the fields to `action`, as a form would, in the window or frame called `target` (`_top`: the whole window).
///
/// `false` where the page has no place for a form, or the browser refused at once. A page's policy (`form-action`, `frame-src`)
/// refuses later, by a `securitypolicyviolation` event.
#[must_use]
pub fn form(action: &str, target: &str, fields: &[(&str, &str)]) -> bool {
    let Some(body) = dom::body() else { return false };
    let form = Element::create("form");
    for (name, value) in [("method", "post"), ("action", action), ("target", target), ("accept-charset", "UTF-8")] {
        form.set_attribute(name, value);
    }
    form.show(false);
    for (name, value) in fields {
        let input = Input::create();
        input.set_attribute("type", "hidden").set_attribute("name", name);
        // By property: markup would need escaping, and leaves the value readable in the page's source.
        object::set_text(input.as_ref(), "value", value);
        form.append(&input);
    }
    body.append(&form);
    let sent = object::call(form.as_ref(), "submit", &wasm_bindgen::JsValue::UNDEFINED).is_ok();
    form.detach();
    sent
}
