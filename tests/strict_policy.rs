//! A page with a strict Content-Security-Policy, enforced by a real browser: what still works, and what is noticed.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::cell::RefCell;
use std::rc::Rc;

mod wait;

use cloudpayments_checkout::card::{Card, CardNumber, Expiry, Now, SecurityCode};
use cloudpayments_checkout::element::define;
use cloudpayments_checkout::handoff::{Options, encrypt};
use cloudpayments_checkout::three_ds::{Place, open};
use cloudpayments_checkout::wire::Challenge;
use js_sys::{Function, Promise};
use wait::{begun, settled, sleep};
use wasm_bindgen::prelude::*;
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
    let add_policy = Function::new_with_args(
        "content",
        "document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'Content-Security-Policy', content }))",
    );
    let policy = |content: &str| drop(add_policy.call1(&JsValue::UNDEFINED, &content.into()).unwrap());
    let bank = "const scripts = performance.getEntriesByType('resource').map(({ name }) => name); \
                return import(scripts.find((name) => name.endsWith('/bank.js')))";
    let bank =
        settled(Function::new_no_args(bank).call0(&JsValue::UNDEFINED).unwrap().unchecked_ref::<Promise>()).await;
    let make_page = Function::new_with_args(
        "bank, told",
        "const page = { place: document.body, told, open: (...challenge) => bank.open(page, ...challenge) }; return page",
    );
    let shows_the_form = Function::new_no_args(
        "const element = document.createElement('cloudpayments-checkout'); document.body.append(element); \
         const pay = element.shadowRoot.querySelector('#pay'); \
         return [getComputedStyle(pay).display, pay.textContent, element.shadowRoot.querySelectorAll('[style]').length].join()",
    );

    policy("require-trusted-types-for 'script'; trusted-types cloudpayments-checkout; style-src 'none'");
    let options = Options { script: &script, time_limit_ms: 5_000 };
    assert_eq!(begun(|then| encrypt(card(), "pk_test", options, then)).await.unwrap().expose(), "packet");
    assert!(define(None));
    assert_eq!(shows_the_form.call0(&JsValue::UNDEFINED).unwrap().as_string().unwrap(), "flex,Pay,0");

    // Two banks, as blocked twice would not tell which of the two was heard.
    let heard: Rc<RefCell<Vec<String>>> = Rc::default();
    let shared = heard.clone();
    let told =
        Closure::<dyn Fn(JsValue)>::new(move |word: JsValue| shared.borrow_mut().push(word.as_string().unwrap()));
    let page = make_page.call2(&JsValue::UNDEFINED, &bank, told.as_ref()).unwrap();
    policy("frame-src https://elsewhere.example");
    let first = open(&page, Place::Frame("Your bank"), &challenge(&origin)).unwrap();
    while !heard.borrow().contains(&"frame-src".to_owned()) {
        sleep(1).await;
    }
    drop(first);

    heard.borrow_mut().clear();
    policy("form-action https://elsewhere.example");
    match open(&page, Place::Window, &challenge(&origin)) {
        Ok(second) => {
            while *heard.borrow() != ["form-action"] {
                sleep(1).await;
            }
            drop(second);
        }
        // Firefox refuses at once, and tells the same by throwing.
        Err(refused) => assert_eq!(refused.code(), "acs.form_refused"),
    }
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
