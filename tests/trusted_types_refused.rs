//! A page that requires Trusted Types and does not allow our policy: the script stays out, and nothing else breaks.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod wait;

use cloudpayments_checkout::browser::{Element, dom};
use cloudpayments_checkout::handoff::{EncryptError, Options, prepare};
use js_sys::Function;
use wait::begun;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_page_that_does_not_allow_our_trusted_types_policy_blocks_the_script_unless_it_wrote_the_tag_itself() {
    let make =
        "return URL.createObjectURL(new Blob(['window.tiptop = { Checkout: class {} }'], { type: 'text/javascript' }))";
    let script = Function::new_no_args(make).call0(&JsValue::UNDEFINED).unwrap().as_string().unwrap();
    let write =
        Function::new_with_args("src", "const tag = document.createElement('script'); tag.src = src; return tag");
    let tag = Element::from_js(&write.call1(&JsValue::UNDEFINED, &JsValue::from_str(&script)).unwrap()).unwrap();

    let meta = Element::create("meta");
    meta.set_attribute("http-equiv", "Content-Security-Policy")
        .set_attribute("content", "require-trusted-types-for 'script'; trusted-types 'none'");
    dom::head().unwrap().append(&meta);

    let options = Options { script, time_limit_ms: 5_000 };
    assert_eq!(begun(|then| prepare(&options, then)).await, Err(EncryptError::ScriptBlocked));
    dom::head().unwrap().append(&tag);
    assert_eq!(begun(|then| prepare(&options, then)).await, Ok(()));
}
