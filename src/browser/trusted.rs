//! Trusted Types: the leave to load one script.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use super::{object, read};

/// What to assign to a script tag's `src`: a trusted URL made by a policy of this name that lets exactly `url` through, or the plain
/// text where the browser has no Trusted Types or the page's policy does not allow the name (the assignment then throws if it requires them).
#[must_use]
pub fn script_url(policy: &str, url: &str) -> JsValue {
    let plain = JsValue::from_str(url);
    let made = POLICY.with_borrow_mut(|kept| {
        if kept.is_none() {
            *kept = Policy::create(policy);
        }
        kept.as_ref().map(|kept| kept.object.clone())
    });
    ALLOWED.set(url.to_owned());
    made.and_then(|made| object::call(&made, "createScriptURL", &plain).ok()).unwrap_or(plain)
}

/// One per page: a second policy of the same name may be refused.
struct Policy {
    object: JsValue,
    // Held for as long as the policy may call it.
    _rule: Closure<dyn Fn(JsValue) -> JsValue>,
}

impl Policy {
    fn create(name: &str) -> Option<Self> {
        let factory = read::field(&object::global(), "trustedTypes");
        if !factory.is_object() {
            return None;
        }
        let rule: Closure<dyn Fn(JsValue) -> JsValue> = Closure::new(|url: JsValue| {
            let allowed = ALLOWED.with_borrow(|allowed| url.as_string().is_some_and(|url| url == *allowed));
            if allowed { url } else { JsValue::NULL }
        });
        let rules = object::empty();
        object::set(&rules, "createScriptURL", rule.as_ref());
        let object = create_policy(name, &rules).ok()?;
        Some(Self { object, _rule: rule })
    }
}

thread_local! {
    static POLICY: RefCell<Option<Policy>> = const { RefCell::new(None) };
    static ALLOWED: RefCell<String> = const { RefCell::new(String::new()) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = trustedTypes, js_name = createPolicy, catch)]
    fn create_policy(name: &str, rules: &JsValue) -> Result<JsValue, JsValue>;
}
