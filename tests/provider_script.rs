//! How the provider's script comes to the page, in a real browser against stubs of that script.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

mod provider;
mod wait;

use cloudpayments_checkout::handoff::{EncryptError, Options};
use provider::{Page, Stalled, THROWS, ask, ready, run, shown, stub, text, until};
use wait::sleep;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn two_presses_at_once_load_the_script_once() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    let stalled = Stalled::start();
    let first = ask("pk_test", page.options(5_000));
    let second = ask("pk_test", page.options(5_000));
    sleep(0).await;
    drop(stalled);
    assert_eq!(text("return window.stalled.length"), "1");
    run("document.head.append(window.stalled[0])");
    assert_eq!([first.await, second.await].map(|made| shown(made.unwrap())), ["packet", "packet"]);
    assert_eq!(text("return window.loads"), "1");
    page.encrypt().await.unwrap();
    assert_eq!(text("return window.loads"), "1", "and never again");
}

#[wasm_bindgen_test]
async fn who_waits_longer_gets_what_another_gave_up() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    let stalled = Stalled::start();
    let patient = ask("pk_test", page.options(5_000));
    let ahead = ready(page.options(20));
    assert_eq!(ahead.await, Err(EncryptError::ScriptTimeout));
    drop(stalled);
    run("document.head.append(window.stalled[0])");
    assert_eq!(patient.await.map(shown), Ok("packet".to_owned()));
    page.encrypt().await.unwrap();
    assert_eq!(text("return window.loads"), "1");
}

#[wasm_bindgen_test]
async fn a_script_loaded_ahead_is_there_when_it_is_wanted() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    ready(page.options(5_000)).await.unwrap();
    assert_eq!(text("return window.loads"), "1");
    page.encrypt().await.unwrap();
    assert_eq!(text("return window.loads"), "1");
}

#[wasm_bindgen_test]
async fn a_tag_of_the_page_that_is_still_loading_is_waited_for() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    page.write_tag();
    page.encrypt().await.unwrap();
    assert_eq!(text("return [window.loads, document.querySelectorAll('script[src^=blob]').length].join()"), "1,1");
}

#[wasm_bindgen_test]
async fn a_tag_of_the_page_that_has_loaded_is_used() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    page.write_tag();
    until("return window.loads === 1").await;
    page.encrypt().await.unwrap();
    assert_eq!(text("return [window.loads, document.querySelectorAll('script[src^=blob]').length].join()"), "1,1");
}

#[wasm_bindgen_test]
async fn a_tag_of_the_page_that_never_comes_is_not_waited_for_for_ever() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    // Markup from innerHTML never runs, like a tag that failed before we looked.
    run(&format!(
        "const box = document.createElement('div'); box.innerHTML = '<script src=\"{}\"></' + 'script>'; document.head.append(box)",
        page.script
    ));
    ask("pk_test", page.options(3_000)).await.unwrap();
    assert_eq!(text("return window.loads"), "1");
}

#[wasm_bindgen_test]
async fn a_tag_that_a_consent_tool_holds_back_is_not_waited_for() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    run(&format!(
        "const tag = document.createElement('script'); tag.type = 'text/plain'; tag.src = '{}'; document.head.append(tag)",
        page.script
    ));
    page.encrypt().await.unwrap();
    assert_eq!(text("return window.loads"), "1");
}

#[wasm_bindgen_test]
async fn another_regions_script_is_not_taken_for_ours() {
    let tag = "https://checkout.tiptoppay.kz/checkout.js";
    for (globals, wanted) in [
        ("window.tiptop = window.cp = { Checkout }", Ok("there".to_owned())),
        ("window.cp = { Checkout }", Err(EncryptError::ScriptTimeout)),
    ] {
        let page = Page::with("");
        run(&format!(
            "class Checkout {{ createPaymentCryptogram() {{ return Promise.resolve('there') }} }}; {globals}"
        ));
        run(&format!(
            "const box = document.createElement('div'); box.innerHTML = '<script src=\"{tag}\"></' + 'script>'; document.head.append(box)"
        ));
        let stalled = Stalled::start();
        let options = Options { script: tag, time_limit_ms: 40 };
        assert_eq!(ask("pk_test", options).await.map(shown), wanted, "{globals}");
        drop((stalled, page));
    }
}

#[wasm_bindgen_test]
async fn a_load_that_failed_can_be_tried_again() {
    // The same address every time: nothing, then something else, then the script.
    let page = Page::with(&format!("if (window.ready) {{ {} }}", stub("return Promise.resolve('packet')", THROWS)));
    run("window.src = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, 'src'); \
         Object.defineProperty(HTMLScriptElement.prototype, 'src', { ...window.src, set() { throw TypeError('refused') } })");
    let refused = page.encrypt().await.map(shown);
    run("Object.defineProperty(HTMLScriptElement.prototype, 'src', window.src)");
    assert_eq!(refused, Err(EncryptError::ScriptBlocked));

    assert_eq!(page.encrypt().await.map(shown), Err(EncryptError::ScriptWrong));
    assert_eq!(text("return document.querySelectorAll('script[src^=blob]').length"), "0", "a failed tag does not stay");

    run("window.ready = true");
    page.encrypt().await.unwrap();
}

#[wasm_bindgen_test]
async fn a_script_that_cannot_be_fetched_is_blocked() {
    let page = Page::with("");
    run(&format!("URL.revokeObjectURL('{}')", page.script));
    for script in [&*page.script, "http://[", ""] {
        let options = Options { script, time_limit_ms: 5_000 };
        let error = ask("pk_test", options).await.unwrap_err();
        assert!(matches!(error, EncryptError::ScriptBlocked | EncryptError::ScriptWrong), "{script}: {error:?}");
    }
    assert_eq!(text("return document.querySelectorAll('script[src^=blob]').length"), "0");
}

#[wasm_bindgen_test]
async fn a_script_that_throws_or_defines_something_else_is_wrong() {
    for content in [
        "throw Error('boom')",
        "globalThis.tiptop = {}",
        "globalThis.cp = { Checkout: 5 }",
        "<!doctype html>",
        "window.tiptop = null",
    ] {
        let page = Page::with(content);
        // The browser reports an error of a script to the window, where the test runner would hear it.
        run(
            "window.onerror = () => true; addEventListener('error', window.quiet = (event) => { event.preventDefault(); event.stopImmediatePropagation() }, true)",
        );
        let result = page.encrypt().await.map(shown);
        run("window.onerror = null; removeEventListener('error', window.quiet, true)");
        assert_eq!(result, Err(EncryptError::ScriptWrong), "{content}");
    }
}

#[wasm_bindgen_test]
async fn another_scripts_checkout_does_not_make_wrong_content_right() {
    let page = Page::with("'something else'");
    run("window.cp = { Checkout: class { createPaymentCryptogram() { return Promise.resolve('foreign') } } }");
    assert_eq!(page.encrypt().await.map(shown), Err(EncryptError::ScriptWrong));
    assert_eq!(text("return typeof window.cp.Checkout"), "function");
}

#[wasm_bindgen_test]
async fn a_script_that_comes_too_late_keeps_its_hands_off_the_page() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    run("window.cp = { CloudPayments: 'widget' }");
    let stalled = Stalled::start();
    assert_eq!(ask("pk_test", page.options(40)).await.map(shown), Err(EncryptError::ScriptTimeout));
    drop(stalled);

    run("window.stalled.forEach((tag) => document.head.append(tag))");
    until("return window.loads === 1").await;
    until("return window.cp.CloudPayments === 'widget'").await;
    page.encrypt().await.unwrap();
    assert_eq!(text("return window.loads"), "1", "what came late is used all the same");
}

#[wasm_bindgen_test]
async fn a_try_after_a_time_out_gets_a_fresh_tag() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    let stalled = Stalled::start();
    assert_eq!(ask("pk_test", page.options(40)).await.map(shown), Err(EncryptError::ScriptTimeout));
    drop(stalled);
    page.encrypt().await.unwrap();
    assert_eq!(text("return window.loads"), "1");
}

#[wasm_bindgen_test]
async fn another_scripts_cp_is_put_back() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    run(
        "window.widget = window.cp = { CloudPayments: class {}, Checkout: class { constructor() { throw Error('foreign') } } }",
    );
    page.encrypt().await.unwrap();
    assert_eq!(text("return window.cp === window.widget"), "true");
    page.encrypt().await.unwrap();
}

#[wasm_bindgen_test]
async fn a_namespace_that_the_script_adds_to_stays_as_it_is() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    run("window.widget = window.tiptop = { Widget: class {} }");
    page.encrypt().await.unwrap();
    assert_eq!(
        text("return [window.tiptop === window.widget, typeof tiptop.Widget, typeof tiptop.Checkout].join()"),
        "true,function,function"
    );
}
