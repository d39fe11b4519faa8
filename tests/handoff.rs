//! The hand-off to the provider's script, in a real browser against stubs of that script.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use cloudpayments_checkout::browser::{after, promise};
use cloudpayments_checkout::card::{Card, CardNumber, Expiry, Field, Holder, HolderPolicy, Now, SecurityCode};
use cloudpayments_checkout::handoff::{Cryptogram, EncryptError, Options, encrypt, prepare};
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// What is asked

#[wasm_bindgen_test]
async fn a_card_becomes_the_packet_the_script_answers() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    assert_eq!(page.encrypt().await.unwrap().expose(), "packet");
}

#[wasm_bindgen_test]
async fn the_script_gets_strings_only_and_never_the_holder() {
    let page = Page::with(&stub("window.seen = JSON.stringify(values); return Promise.resolve('packet')", THROWS));
    page.encrypt().await.unwrap();
    let seen = text("return JSON.stringify(Object.entries(JSON.parse(window.seen)).sort())");
    assert_eq!(seen, r#"[["cardNumber","4012888888881881"],["cvv","947"],["expDateMonthYear","0431"]]"#);
}

#[wasm_bindgen_test]
async fn the_checkout_gets_an_empty_container_of_its_own() {
    let page = Page::with(&stub("window.settings = this.settings; return Promise.resolve('packet')", THROWS));
    page.encrypt().await.unwrap();
    let seen = text(
        "const { publicId, container } = window.settings; \
         return [publicId, container instanceof HTMLElement, container.isConnected, container.childNodes.length].join()",
    );
    assert_eq!(seen, "pk_test,true,false,0");
}

#[wasm_bindgen_test]
async fn each_attempt_gets_a_fresh_checkout() {
    let page = Page::with(&stub(
        "if (this.used) throw Error('used'); this.used = true; return Promise.resolve('packet')",
        THROWS,
    ));
    page.encrypt().await.unwrap();
    page.encrypt().await.unwrap();
    assert_eq!(text("return window.made"), "2");
}

#[wasm_bindgen_test]
async fn what_the_script_was_given_and_put_there_is_blanked_afterwards() {
    let page =
        Page::with(&stub("values.bin = '401288'; window.kept = values; return Promise.resolve('packet')", THROWS));
    page.encrypt().await.unwrap();
    assert_eq!(text("return JSON.stringify([...new Set(Object.values(window.kept))])"), r#"[""]"#);
}

#[wasm_bindgen_test]
async fn an_older_script_with_the_synchronous_call_alone_will_do() {
    let page = Page::with(
        "globalThis.cp = { Checkout: function () { this.createCryptogramPacket = () => ({ success: true, packet: 'old' }) } }",
    );
    assert_eq!(page.encrypt().await.unwrap().expose(), "old");
}

#[wasm_bindgen_test]
async fn debug_of_a_cryptogram_shows_nothing_of_it() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    assert_eq!(format!("{:?}", page.encrypt().await.unwrap()), "Cryptogram(..)");
}

// Every way to say no

#[wasm_bindgen_test]
async fn refused_fields_are_named_in_tab_order() {
    refuses("Promise.reject({ cardNumber: 'CardNumber_Invalid' })", EncryptError::Fields(vec![Field::Number])).await;
    refuses(
        "Promise.reject({ cvv: 'Cvv_Invalid', expDateMonthYear: 'ExpDateMonth_Invalid' })",
        EncryptError::Fields(vec![Field::Expiry, Field::Code]),
    )
    .await;
    refuses(
        "Promise.reject({ expDateYear: 'ExpDateYear_Empty', expDateMonth: 'ExpDateMonth_Empty', cardNumber: 'CardNumber_Empty' })",
        EncryptError::Fields(vec![Field::Number, Field::Expiry]),
    )
    .await;
    refuses(
        "Promise.reject(Object.assign(Object.create(null), { cvv: 'Cvv_Empty' }))",
        EncryptError::Fields(vec![Field::Code]),
    )
    .await;
    refuses("(() => { throw { cvv: 'Cvv_Empty' } })()", EncryptError::Fields(vec![Field::Code])).await;
}

#[wasm_bindgen_test]
async fn an_error_of_the_script_is_final() {
    for answer in [
        "Promise.reject(Error(\"Field 'cvv' must be provided\"))",
        "Promise.reject(new TypeError('x.replace is not a function'))",
        "(() => { throw Error('boom') })()",
    ] {
        refuses(answer, EncryptError::Provider).await;
    }
}

#[wasm_bindgen_test]
async fn an_answer_that_is_no_text_is_no_cryptogram() {
    for answer in [
        "Promise.resolve('')",
        "Promise.resolve('  ')",
        "Promise.resolve()",
        "Promise.resolve({})",
        "Promise.resolve(5)",
        "undefined",
    ] {
        refuses(answer, EncryptError::Provider).await;
    }
}

#[wasm_bindgen_test]
async fn a_failed_look_up_falls_back_to_the_synchronous_call() {
    for answer in [
        "Promise.reject(Error('HTTP xhr error'))",
        "Promise.reject(Error('HTTP xhr abort'))",
        "Promise.reject({ Success: false, Message: 'Too many requests' })",
        "Promise.reject({ Success: false, cardNumber: 'not a verdict' })",
        "Promise.reject({ error: { code: 403 } })",
        "Promise.reject({ message: 'Forbidden' })",
        "Promise.reject(null)",
        "Promise.reject()",
        "Promise.reject('text')",
        "Promise.reject([])",
        "Promise.reject(new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 } }))",
        "Promise.reject({ get message() { throw 1 }, get cardNumber() { throw 2 } })",
        "({ then(_, no) { no(Error('HTTP xhr error')) } })",
    ] {
        let page = Page::with(&stub(
            &format!("return {answer}"),
            "return { success: true, packet: 'at once', messages: null }",
        ));
        assert_eq!(page.encrypt().await.map(shown), Ok("at once".to_owned()), "{answer}");
        assert_eq!(text("return window.made"), "2", "{answer}: the second question needs an instance of its own");
    }
}

#[wasm_bindgen_test]
async fn the_synchronous_call_may_say_no_as_well() {
    let no = "Promise.reject(Error('HTTP xhr error'))";
    for (at_once, wanted) in [
        (
            "return { success: false, packet: null, messages: { cvv: 'Введите CVC код' } }",
            EncryptError::Fields(vec![Field::Code]),
        ),
        ("return { success: false, packet: null, messages: {} }", EncryptError::Provider),
        ("return { success: false, packet: 'packet' }", EncryptError::Provider),
        ("return { success: true, packet: '' }", EncryptError::Provider),
        ("return { success: true, get packet() { throw 1 } }", EncryptError::Provider),
        ("return null", EncryptError::Provider),
        ("throw Error('boom')", EncryptError::Provider),
        ("throw undefined", EncryptError::Provider),
    ] {
        let page = Page::with(&stub(&format!("return {no}"), at_once));
        assert_eq!(page.encrypt().await.map(shown), Err(wanted), "{at_once}");
    }
}

#[wasm_bindgen_test]
async fn a_call_that_never_settles_falls_back_and_its_late_answer_is_dropped() {
    let page = Page::with(&stub(
        "window.kept = values; return new Promise((yes) => { window.late = () => yes('late') })",
        "return { success: true, packet: 'at once' }",
    ));
    let packet = page.encrypt_within(60).await;
    run("window.late()");
    assert_eq!(packet.unwrap().expose(), "at once");
    assert_eq!(text("return JSON.stringify([...new Set(Object.values(window.kept))])"), r#"[""]"#);
}

#[wasm_bindgen_test]
async fn without_the_synchronous_call_a_slow_answer_is_waited_for() {
    let page = Page::with(&stub(
        "return new Promise((yes) => { window.late = () => yes('late') })",
        "window.late(); throw Error('gone')",
    ));
    assert_eq!(page.encrypt_within(60).await.unwrap().expose(), "late");
}

#[wasm_bindgen_test]
async fn a_call_that_never_settles_ends_at_the_limit() {
    let page = Page::with(&stub("return new Promise(() => {})", "throw Error('gone')"));
    assert_eq!(page.encrypt_within(40).await.map(shown), Err(EncryptError::TimedOut));
}

#[wasm_bindgen_test]
async fn a_bad_public_id_is_the_stores_to_mend() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    assert_eq!(encrypt(card(), "  ", &page.options(5_000)).await.map(shown), Err(EncryptError::BadPublicId));
    assert_eq!(text("return window.loads"), "0", "an empty public id needs no script");

    let page = Page::with(
        "globalThis.tiptop = { Checkout: class { constructor() { throw Error(\"Argument 'publicId' must be specified\") } } }",
    );
    assert_eq!(page.encrypt().await.map(shown), Err(EncryptError::BadPublicId));
}

// The script

#[wasm_bindgen_test]
async fn two_presses_at_once_load_the_script_once() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    let stalled = Stalled::start();
    let first = started(&page);
    let second = started(&page);
    after::sleep(0).await;
    drop(stalled);
    assert_eq!(text("return window.stalled.length"), "1");
    run("document.head.append(window.stalled[0])");
    assert_eq!([first.await, second.await], ["packet", "packet"]);
    assert_eq!(text("return window.loads"), "1");
    page.encrypt().await.unwrap();
    assert_eq!(text("return window.loads"), "1", "and never again");
}

#[wasm_bindgen_test]
async fn a_script_loaded_ahead_is_there_when_it_is_wanted() {
    let page = Page::with(&stub("return Promise.resolve('packet')", THROWS));
    prepare(&page.options(5_000)).await.unwrap();
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
    encrypt(card(), "pk_test", &page.options(3_000)).await.unwrap();
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
        let options = Options { script: tag.to_owned(), time_limit_ms: 40 };
        assert_eq!(encrypt(card(), "pk_test", &options).await.map(shown), wanted, "{globals}");
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
        let options = Options { script: script.to_owned(), time_limit_ms: 5_000 };
        let error = encrypt(card(), "pk_test", &options).await.unwrap_err();
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
    assert_eq!(encrypt(card(), "pk_test", &page.options(40)).await.map(shown), Err(EncryptError::ScriptTimeout));
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
    assert_eq!(encrypt(card(), "pk_test", &page.options(40)).await.map(shown), Err(EncryptError::ScriptTimeout));
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

// Stubs and the page

/// A script like the provider's: adds `Checkout` to `tiptop`, then makes `cp` the same object.
fn stub(ask: &str, at_once: &str) -> String {
    format!(
        "(function (namespace) {{
            window.loads += 1;
            namespace.Checkout = class {{
                constructor(settings) {{ this.settings = settings; window.made += 1 }}
                createPaymentCryptogram(values) {{ {ask} }}
                createCryptogramPacket(values) {{ {at_once} }}
            }};
        }})(window.tiptop = window.tiptop || {{}});
        window.cp = window.tiptop;"
    )
}

const THROWS: &str = "throw Error('nobody should ask at once')";

/// A page without any script of the provider's, and a script ready at an address of its own.
struct Page {
    script: String,
}

impl Page {
    fn with(content: &str) -> Self {
        run(
            "delete window.tiptop; delete window.cp; window.loads = 0; window.made = 0; delete window.seen; delete window.kept; \
             document.querySelectorAll('script[src^=blob]').forEach((tag) => tag.remove())",
        );
        let make = Function::new_with_args(
            "content",
            "return URL.createObjectURL(new Blob([content], { type: 'text/javascript' }))",
        );
        let script = make.call1(&JsValue::UNDEFINED, &JsValue::from_str(content)).unwrap().as_string().unwrap();
        Self { script }
    }

    fn options(&self, time_limit_ms: u32) -> Options {
        Options { script: self.script.clone(), time_limit_ms }
    }

    async fn encrypt(&self) -> Result<Cryptogram, EncryptError> {
        encrypt(card(), "pk_test", &self.options(5_000)).await
    }

    /// With a limit too short for loading the script, which is done ahead.
    async fn encrypt_within(&self, time_limit_ms: u32) -> Result<Cryptogram, EncryptError> {
        prepare(&self.options(5_000)).await?;
        encrypt(card(), "pk_test", &self.options(time_limit_ms)).await
    }

    fn write_tag(&self) {
        run(&format!(
            "const tag = document.createElement('script'); tag.src = '{}'; document.head.append(tag)",
            self.script
        ));
    }
}

/// While it lives, a script tag that is appended goes to `window.stalled` instead: a network that never answers.
struct Stalled;

impl Stalled {
    fn start() -> Self {
        run("window.stalled = []; document.head.appendChild = (tag) => { window.stalled.push(tag); return tag }");
        Self
    }
}

impl Drop for Stalled {
    fn drop(&mut self) {
        run("delete document.head.appendChild");
    }
}

fn card() -> Box<Card> {
    Box::new(Card {
        number: CardNumber::parse("4012 8888 8888 1881").unwrap(),
        expiry: Expiry::parse("04 / 31", Now::unknown()).unwrap(),
        code: SecurityCode::parse("947").unwrap(),
        holder: Holder::parse("AIDA SAMPLE", HolderPolicy::Latin).ok(),
    })
}

#[expect(clippy::needless_pass_by_value, reason = "a step in a chain")]
fn shown(cryptogram: Cryptogram) -> String {
    cryptogram.expose().to_owned()
}

async fn refuses(answer: &str, wanted: EncryptError) {
    let page = Page::with(&stub(&format!("return {answer}"), THROWS));
    assert_eq!(page.encrypt().await.map(shown), Err(wanted), "{answer}");
}

/// An encryption that has begun, and is not waited for yet.
fn started(page: &Page) -> impl Future<Output = String> + use<> {
    let options = page.options(5_000);
    let result = std::rc::Rc::new(std::cell::RefCell::new(None));
    let shared = result.clone();
    promise::spawn(async move {
        let packet = encrypt(card(), "pk_test", &options).await.unwrap();
        *shared.borrow_mut() = Some(shown(packet));
    });
    async move {
        while result.borrow().is_none() {
            after::sleep(1).await;
        }
        result.take().unwrap()
    }
}

/// Waits for a condition; the runner's own limit ends a test whose condition never comes.
async fn until(condition: &str) {
    while text(condition) != "true" {
        after::sleep(1).await;
    }
}

fn run(script: &str) {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap();
}

fn text(script: &str) -> String {
    let script = format!("return String((() => {{ {script} }})())");
    Function::new_no_args(&script).call0(&JsValue::UNDEFINED).unwrap().as_string().unwrap()
}
