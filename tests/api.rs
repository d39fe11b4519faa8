//! The headless API in a real browser, called with all that JavaScript can throw at it.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by panicking")]

use std::sync::Once;

use cloudpayments_checkout::api;
use js_sys::{Error, Function, JSON, Promise, Reflect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Values of every kind that are no string, and a few that would like to be taken for one.
const HOSTILE: &[&str] = &[
    "undefined",
    "null",
    "true",
    "0",
    "NaN",
    "4111111111111111",
    "4111111111111111n",
    "Symbol('4111')",
    "Symbol.iterator",
    "{}",
    "[]",
    "['4111111111111111']",
    "Object('4111111111111111')",
    "Object.create(null)",
    "{ toString() { throw new Error('4111'); }, valueOf() { throw new Error('4111'); } }",
    "{ toString: () => '4111111111111111' }",
    "() => '4111111111111111'",
    "class {}",
    "/4111/",
    "new Date(NaN)",
    "new Error('4111')",
    "new Proxy({}, { get() { throw new Error('4111'); }, getPrototypeOf() { throw new Error('4111'); }, has() { throw new Error('4111'); } })",
    "new Proxy(() => {}, {})",
    "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()",
    "globalThis",
    "document.createElement('input')",
    "Promise.resolve('4111')",
    "new Uint8Array(4)",
];

#[wasm_bindgen_test]
fn a_check_given_anything_but_a_string_throws_one_clear_error() {
    for hostile in HOSTILE {
        let value = || js(hostile);
        throws_bad_argument(check_number(value()), hostile);
        throws_bad_argument(check_expiry(value(), JsValue::UNDEFINED), hostile);
        throws_bad_argument(check_security_code(value()), hostile);
        throws_bad_argument(check_holder(value()), hostile);
        throws_bad_argument(edit_number(value(), 1.into(), JsValue::UNDEFINED), hostile);
        throws_bad_argument(edit_expiry(value(), 1.into(), JsValue::UNDEFINED), hostile);
    }
}

#[wasm_bindgen_test]
fn an_optional_argument_may_be_left_out_and_is_otherwise_of_its_kind() {
    for hostile in HOSTILE {
        if matches!(*hostile, "undefined" | "null") {
            assert!(check_expiry("04/31".into(), js(hostile)).is_ok());
            assert!(edit_number("4111".into(), js(hostile), js(hostile)).is_ok());
            continue;
        }
        throws_bad_argument(check_expiry("04/31".into(), js(hostile)), hostile);
        throws_bad_argument(edit_number("4111".into(), 1.into(), js(hostile)), hostile);
        // A number is what a caret is.
        if !matches!(*hostile, "0" | "4111111111111111") {
            throws_bad_argument(edit_expiry("04".into(), js(hostile), JsValue::UNDEFINED), hostile);
        }
    }
}

#[wasm_bindgen_test]
fn a_date_is_taken_from_any_realm_and_in_no_other_shape() {
    let frame = "(() => { const frame = document.body.appendChild(document.createElement('iframe')); const now = new frame.contentWindow.Date(2026, 10, 23); frame.remove(); return now; })()";
    for date in ["new Date('2026-11-23T12:00:00Z')", "new (class extends Date {})('2026-11-23T12:00:00Z')", frame] {
        let checked = check_expiry("10/26".into(), js(date)).unwrap();
        assert_eq!(json(&checked), r#"{"valid":false,"error":"expiry.past","month":10,"year":2026}"#, "{date}");
    }
    for other in [
        "new Proxy(new Date(), {})",
        "Object.create(Date.prototype)",
        "{ getTime: 1 }",
        "{ getTime() { throw new Error('4111'); } }",
        "{ getTime: () => '2026' }",
        "{ getTime: () => Symbol('4111') }",
        "{ getTime: () => ({ valueOf() { throw new Error('4111'); } }) }",
        "{ get getTime() { throw new Error('4111'); } }",
        "Object.defineProperty(new Date(), 'getTime', { value: () => NaN })",
    ] {
        throws_bad_argument(check_expiry("04/31".into(), js(other)), other);
    }
}

#[wasm_bindgen_test]
fn text_that_is_no_unicode_is_judged_like_any_other_wrong_text() {
    for (text, error) in [
        ("'\\ud800'", "number.invalid_chars"),
        ("'4111\\udc00'", "number.invalid_chars"),
        ("'\\u0000'", "number.invalid_chars"),
    ] {
        let checked: Checked = read(check_number(js(text)).unwrap());
        assert_eq!(checked.error.as_deref(), Some(error), "{text}");
    }
    assert_eq!(
        json(&edit_number(js("'4111\\ud83d'"), 5.into(), JsValue::UNDEFINED).unwrap()).matches("4111").count(),
        1
    );
}

#[wasm_bindgen_test]
fn a_text_of_any_length_gets_an_answer() {
    let checked: Checked = read(check_number(js("'4'.repeat(4000)")).unwrap());
    assert_eq!((checked.valid, checked.brand.as_str()), (false, "visa"));
    assert_eq!(checked.error.as_deref(), Some("number.too_long"));
    // What is cut would be judged by its beginning alone.
    throws_bad_argument(check_number(js("'4111111111111111' + ' '.repeat(1 << 20) + '9'")), "a megabyte");
}

#[wasm_bindgen_test]
fn a_caret_anywhere_lands_in_the_text() {
    for caret in ["0", "0.5", "3", "5", "1e9", "4294967296", "Infinity", "Number.MAX_VALUE", "-0"] {
        let edited = edit_number("41111".into(), js(caret), JsValue::UNDEFINED).unwrap();
        let Edited { text, caret: landed } = read(edited);
        assert!(landed as usize <= text.len() && text == "4111 1", "{caret}: {landed} in {text}");
    }
}

#[wasm_bindgen_test]
async fn a_card_or_options_of_the_wrong_shape_reject_with_one_clear_error() {
    for hostile in HOSTILE {
        rejects_bad_argument(asked(js(hostile), js(OPTIONS)), hostile).await;
        rejects_bad_argument(asked(js(CARD), js(hostile)), hostile).await;
        for part in ["number", "expiry", "code"] {
            rejects_bad_argument(asked(js(&format!("{{ ...{CARD}, {part}: {hostile} }}")), js(OPTIONS)), hostile).await;
        }
        rejects_bad_argument(asked(js(CARD), js(&format!("{{ publicId: {hostile} }}"))), hostile).await;
        if !matches!(*hostile, "undefined" | "null") {
            rejects_bad_argument(asked(js(&format!("{{ ...{CARD}, holder: {hostile} }}")), js(OPTIONS)), hostile).await;
            rejects_bad_argument(asked(js(CARD), js(&format!("{{ ...{OPTIONS}, script: {hostile} }}"))), hostile).await;
        }
    }
    for part in ["number", "expiry", "code", "holder"] {
        let card =
            format!("Object.defineProperty({{ ...{CARD} }}, '{part}', {{ get() {{ throw new Error('4111'); }} }})");
        rejects_bad_argument(asked(js(&card), js(OPTIONS)), part).await;
    }
    for part in ["publicId", "script", "timeLimit"] {
        let options =
            format!("Object.defineProperty({{ ...{OPTIONS} }}, '{part}', {{ get() {{ throw new Error('4111'); }} }})");
        rejects_bad_argument(asked(js(CARD), js(&options)), part).await;
    }
    for limit in ["0", "-1", "NaN", "'20000'", "{}", "1n"] {
        rejects_bad_argument(asked(js(CARD), js(&format!("{{ ...{OPTIONS}, timeLimit: {limit} }}"))), limit).await;
    }
}

#[wasm_bindgen_test]
async fn the_first_wrong_field_in_tab_order_is_named() {
    for (part, code, field) in [
        ("number: '4111111111111112', code: '1'", "number.luhn", "number"),
        ("number: '', expiry: ''", "number.empty", "number"),
        ("expiry: '13/31', code: ''", "expiry.month", "expiry"),
        ("code: '12', holder: '1'", "cvv.incomplete", "code"),
        ("holder: ''", "name.empty", "holder"),
    ] {
        let error = rejected(asked(js(&format!("{{ ...{CARD}, {part} }}")), js(OPTIONS))).await;
        is_error(&error, code, "shopper", true, Some(field));
    }
}

#[wasm_bindgen_test]
async fn the_packet_of_the_provider_s_script_is_what_comes_back() {
    let script = provider("createPaymentCryptogram: async (card) => `${settings.publicId}:${card.cardNumber.length}`");
    for card in [CARD, &format!("Object.assign(Object.create(null), {CARD})"), &format!("new Proxy({CARD}, {{}})")] {
        let options = js(&format!("{{ publicId: 'pk_1', script: {script}, timeLimit: Infinity }}"));
        let packet = JsFuture::from(asked(js(card), options)).await.unwrap();
        assert_eq!(packet, JsValue::from_str("pk_1:16"), "{card}");
    }
}

#[wasm_bindgen_test]
async fn the_card_is_read_before_the_call_returns_and_each_part_once() {
    let script = provider("createPaymentCryptogram: async (card) => String(card.cardNumber.length)");
    let card = js(
        "(() => { const reads = []; return new Proxy({ number: '4111111111111111', expiry: '04/31', code: '123', reads }, { get(target, key) { if (key !== 'reads') reads.push(key); const value = target[key]; if (key !== 'reads') delete target[key]; return value; } }); })()",
    );
    let asked = asked(card.clone(), js(&format!("{{ publicId: 'pk_1', script: {script} }}")));
    assert_eq!(json(&Reflect::get(&card, &"reads".into()).unwrap()), r#"["number","expiry","code","holder"]"#);
    assert_eq!(JsFuture::from(asked).await.unwrap(), JsValue::from_str("16"));
}

#[wasm_bindgen_test]
async fn a_field_that_the_script_alone_refuses_is_named() {
    let script = provider(
        "createPaymentCryptogram: () => Promise.reject({ cvv: 'Cvv_Invalid', cardNumber: 'CardNumber_Invalid' })",
    );
    let asked = asked(js(CARD), js(&format!("{{ publicId: 'pk_1', script: {script} }}")));
    is_error(&rejected(asked).await, "number.refused", "shopper", true, Some("number"));
}

#[wasm_bindgen_test]
async fn what_only_the_store_or_the_network_can_mend_is_told_apart() {
    let blank = asked(js(CARD), js("{ publicId: ' ' }"));
    is_error(&rejected(blank).await, "config.public_id", "store", false, None);
    // Port 1 is one that browsers never open.
    let blocked = asked(js(CARD), js("{ publicId: 'pk_1', script: 'http://127.0.0.1:1/checkout.js' }"));
    is_error(&rejected(blocked).await, "script.blocked", "network", true, None);
    let wrong = asked(js(CARD), js("{ publicId: 'pk_1', script: URL.createObjectURL(new Blob(['void 0'])) }"));
    is_error(&rejected(wrong).await, "script.wrong_content", "component", true, None);
}

/// The functions of the package, over the same one of the module as in the package.
fn check_number(text: JsValue) -> Result<JsValue, JsValue> {
    adopt_once();
    headless_check_number(text)
}

fn check_expiry(text: JsValue, now: JsValue) -> Result<JsValue, JsValue> {
    adopt_once();
    headless_check_expiry(text, now)
}

fn check_security_code(text: JsValue) -> Result<JsValue, JsValue> {
    adopt_once();
    headless_check_security_code(text)
}

fn check_holder(text: JsValue) -> Result<JsValue, JsValue> {
    adopt_once();
    headless_check_holder(text)
}

fn edit_number(text: JsValue, caret: JsValue, edit: JsValue) -> Result<JsValue, JsValue> {
    adopt_once();
    headless_edit_number(text, caret, edit)
}

fn edit_expiry(text: JsValue, caret: JsValue, edit: JsValue) -> Result<JsValue, JsValue> {
    adopt_once();
    headless_edit_expiry(text, caret, edit)
}

fn asked(card: JsValue, options: JsValue) -> Promise {
    adopt_once();
    headless_create_cryptogram(card, options).dyn_into().unwrap()
}

fn adopt_once() {
    static ADOPTED: Once = Once::new();
    ADOPTED.call_once(|| {
        let rules = |field, text: String, now| api::ask_rules(field, &text, now);
        let rules = Closure::<dyn Fn(u8, String, f64) -> u32>::new(rules).into_js_value();
        let words = |field, text: String, now| api::ask_words(field, &text, now);
        let words = Closure::<dyn Fn(u8, String, f64) -> JsValue>::new(words).into_js_value();
        let edit = |field, text: String, edit, caret| api::ask_edit(field, &text, edit, caret);
        let edit = Closure::<dyn Fn(u8, String, u8, u32) -> JsValue>::new(edit).into_js_value();
        let card = |number: String, expiry: String, code: String, holder: String, named, now| {
            api::ask_card(&number, &expiry, &code, &holder, named, now)
        };
        let card = Closure::<dyn Fn(String, String, String, String, bool, f64) -> JsValue>::new(card).into_js_value();
        let failure = Closure::<dyn Fn(u8) -> JsValue>::new(|number| api::ask_failure(number).into()).into_js_value();
        adopt(&rules, &words, &edit, &card, &failure);
    });
}

#[wasm_bindgen(module = "/src/api/headless.js")]
extern "C" {
    fn adopt(rules: &JsValue, words: &JsValue, edit: &JsValue, card: &JsValue, failure: &JsValue);
    #[wasm_bindgen(catch, js_name = checkNumber)]
    fn headless_check_number(text: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = checkExpiry)]
    fn headless_check_expiry(text: JsValue, now: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = checkSecurityCode)]
    fn headless_check_security_code(text: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = checkHolder)]
    fn headless_check_holder(text: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = editNumber)]
    fn headless_edit_number(text: JsValue, caret: JsValue, edit: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = editExpiry)]
    fn headless_edit_expiry(text: JsValue, caret: JsValue, edit: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = createCryptogram)]
    fn headless_create_cryptogram(card: JsValue, options: JsValue) -> JsValue;
}

#[track_caller]
fn throws_bad_argument<E: Into<JsValue>>(result: Result<JsValue, E>, what: &str) {
    match result {
        Ok(value) => panic!("{what} was taken: {}", json(&value)),
        Err(error) => is_bad_argument(&error.into(), what),
    }
}

async fn rejects_bad_argument(asked: Promise, what: &str) {
    is_bad_argument(&rejected(asked).await, what);
}

#[track_caller]
fn is_bad_argument(error: &JsValue, what: &str) {
    is_error(error, "component.bad_argument", "store", false, None);
    let message = String::from(error.unchecked_ref::<Error>().message());
    assert!(message.contains(" wants ") && message.contains(", found "), "{what}: {message}");
}

#[track_caller]
fn is_error(error: &JsValue, code: &str, fault: &str, retry: bool, field: Option<&str>) {
    let error = error.dyn_ref::<Error>().unwrap_or_else(|| panic!("{error:?} is no Error"));
    assert_eq!(error.name(), "CheckoutError");
    let shown = json(error);
    let field = field.map_or(String::new(), |field| format!(r#","field":"{field}""#));
    assert_eq!(
        shown,
        format!(r#"{{"code":"{code}","fault":"{fault}","retry":{retry}{field}}}"#),
        "{}",
        error.message()
    );
    let stack = Reflect::get(error, &"stack".into()).unwrap().as_string().unwrap_or_default();
    assert!(!stack.contains("4111"), "{stack}");
}

async fn rejected(asked: Promise) -> JsValue {
    match JsFuture::from(asked).await {
        Ok(packet) => panic!("it gave {packet:?}"),
        Err(error) => error,
    }
}

fn js(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return ({expression});")).call0(&JsValue::UNDEFINED).unwrap()
}

/// What a check of a number answers, as `index.d.ts` has it, and nothing else.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Checked {
    valid: bool,
    brand: String,
    error: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edited {
    text: String,
    caret: u32,
}

#[track_caller]
fn read<T: DeserializeOwned>(answer: JsValue) -> T {
    serde_wasm_bindgen::from_value(answer).unwrap()
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

/// An expression: the address of a script that stands in for the provider's.
fn provider(method: &str) -> String {
    format!(
        "URL.createObjectURL(new Blob(['globalThis.tiptop = {{ Checkout: function (settings) {{ return {{ {} }}; }} }};'], {{ type: 'text/javascript' }}))",
        method.replace('\'', "\\'")
    )
}

const CARD: &str = "{ number: '4111 1111 1111 1111', expiry: '04 / 31', code: '123' }";
const OPTIONS: &str = "{ publicId: 'test_api_00000000000000000000001' }";
