//! A page with a strict Content-Security-Policy, enforced by a real browser: what still works, and what is noticed.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::cell::RefCell;
use std::rc::Rc;

mod wait;

use cloudpayments_checkout::browser::{Element, Root, dom};
use cloudpayments_checkout::card::{Card, CardNumber, Expiry, Now, SecurityCode};
use cloudpayments_checkout::element;
use cloudpayments_checkout::handoff::{Options, encrypt};
use cloudpayments_checkout::three_ds::{Directive, Outcome, frame, whole_window};
use cloudpayments_checkout::wire::Challenge;
use js_sys::Function;
use wait::{begun, sleep};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// One test, because a policy once set on a page stays.
#[wasm_bindgen_test]
async fn under_a_strict_policy_the_script_loads_and_the_banks_page_is_told_to_be_blocked() {
    // Made before the policy: it forbids building functions from text.
    let script = text(
        "const content = 'window.tiptop = { Checkout: class { createPaymentCryptogram() { return Promise.resolve(\"packet\") } } }'; \
         return URL.createObjectURL(new Blob([content], { type: 'text/javascript' }))",
    );
    let origin = text("return location.origin");
    let attach = Function::new_with_args("host", "return host.attachShadow({ mode: 'open' })");
    let size = Function::new_with_args("element", "return getComputedStyle(element).boxSizing");

    policy("require-trusted-types-for 'script'; trusted-types cloudpayments-checkout; style-src 'none'");
    let options = Options { script, time_limit_ms: 5_000 };
    assert_eq!(begun(|then| encrypt(card(), "pk_test", &options, then)).await.unwrap().expose(), "packet");

    let host = Element::create("div");
    dom::body().unwrap().append(&host);
    let root = Root::from_js(&attach.call1(&JsValue::UNDEFINED, host.as_ref()).unwrap()).unwrap();
    let inside = Element::create("p");
    root.append(&inside);
    element::style(root.as_ref());
    assert_eq!(size.call1(&JsValue::UNDEFINED, inside.as_ref()).unwrap().as_string().unwrap(), "border-box");

    // Two banks, as blocked twice would not tell which of the two was heard.
    policy("frame-src https://elsewhere.example");
    let heard: Rc<RefCell<Vec<Outcome>>> = Rc::default();
    let shared = heard.clone();
    let first = frame(&dom::body().unwrap(), &challenge(&origin), "Your bank", move |outcome| {
        shared.borrow_mut().push(outcome);
    })
    .unwrap();
    while !heard.borrow().contains(&Outcome::Blocked(Directive::FrameSrc)) {
        sleep(1).await;
    }
    drop(first);

    policy("form-action https://elsewhere.example");
    let heard: Rc<RefCell<Vec<Directive>>> = Rc::default();
    let shared = heard.clone();
    let departure = whole_window(&challenge(&origin), move |directive| shared.borrow_mut().push(directive)).unwrap();
    while *heard.borrow() != [Directive::FormAction] {
        sleep(1).await;
    }
    drop(departure);
}

/// Adds a policy to this page; it cannot be taken back.
fn policy(content: &str) {
    let meta = Element::create("meta");
    meta.set_attribute("http-equiv", "Content-Security-Policy").set_attribute("content", content);
    dom::head().unwrap().append(&meta);
}

fn challenge(origin: &str) -> Challenge {
    Challenge {
        attempt: "a1".to_owned(),
        acs_url: format!("{origin}/acs"),
        pa_req: "p".to_owned(),
        md: "5".to_owned(),
        term_url: format!("{origin}/term/t"),
        frame: true,
    }
}

fn card() -> Box<Card> {
    Box::new(Card {
        number: CardNumber::parse("4012 8888 8888 1881").unwrap(),
        expiry: Expiry::parse("04 / 31", Now::unknown()).unwrap(),
        code: SecurityCode::parse("947").unwrap(),
        holder: None,
    })
}

fn text(script: &str) -> String {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap().as_string().unwrap()
}
