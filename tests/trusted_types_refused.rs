//! A page that requires Trusted Types and does not allow our policy: the script stays out, and nothing else breaks.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod wait;

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
    let write = Function::new_with_args("src", "window.tag = Object.assign(document.createElement('script'), { src })");
    write.call1(&JsValue::UNDEFINED, &JsValue::from_str(&script)).unwrap();
    let append = Function::new_no_args("document.head.append(window.tag)");
    let policy = "document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'Content-Security-Policy', \
                  content: \"require-trusted-types-for 'script'; trusted-types 'none'\" }))";
    Function::new_no_args(policy).call0(&JsValue::UNDEFINED).unwrap();

    let options = Options { script: &script, time_limit_ms: 5_000 };
    assert_eq!(begun(|then| prepare(options, then)).await, Err(EncryptError::ScriptBlocked));
    append.call0(&JsValue::UNDEFINED).unwrap();
    assert_eq!(begun(|then| prepare(options, then)).await, Ok(()));
}
