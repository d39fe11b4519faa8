//! The browser's words, against a browser and pages that misbehave.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

mod wait;

use cloudpayments_checkout::browser::{Timer, callback, fetch, random};
use cloudpayments_checkout::card::{Inline, scrubbed};
use js_sys::{Function, Reflect};
use wait::{begun, sleep};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_text_that_was_dropped_is_nowhere_in_memory_however_often_it_moved() {
    // Never whole in the program: what is searched for would be found there. The second grows while it is read.
    for (letters, rest) in [("'qz' + 'xj'", "''"), ("'zq' + 'jx'", "'ж'.repeat(99)")] {
        let mut text = js(&format!("({letters}).repeat(50) + {rest}")).as_string().unwrap();
        assert!(held(letters), "the search is blind");
        text.reserve(1000);
        drop(text);
        assert!(!held(letters), "{letters}");
    }
}

#[wasm_bindgen_test]
fn a_text_that_was_cleared_leaves_no_byte_behind() {
    wipes("'vk' + 'qw'", Inline::clear);
}

#[wasm_bindgen_test]
fn a_text_from_which_every_byte_was_taken_leaves_none_behind() {
    wipes("'kv' + 'wq'", |text| {
        while !text.is_empty() {
            text.remove(text.len() - 1);
        }
    });
}

#[track_caller]
fn wipes(letters: &str, way: impl FnOnce(&mut Inline)) {
    let typed = js(&format!("({letters}).repeat(4)")).as_string().unwrap();
    let mut text = Box::new(Inline::new());
    text.push_str(&typed);
    drop(typed);
    assert!(held(letters), "the search is blind");
    // What goes over the stack is wiped there by whoever handles what is typed.
    scrubbed(|| way(&mut text));
    assert!(!held(letters));
    assert!(text.is_empty());
}

/// Whether the module's memory has a text three times in a row.
fn held(text: &str) -> bool {
    let search = "return new TextDecoder('latin1').decode(memory.buffer).includes(text.repeat(3));";
    let search = Function::new_with_args("memory, text", search);
    search.call2(&JsValue::UNDEFINED, &wasm_bindgen::memory(), &js(text)).unwrap().is_truthy()
}

#[wasm_bindgen_test]
fn random_digits_are_32_and_never_the_same() {
    let (one, two) = (random::hex128().unwrap(), random::hex128().unwrap());
    assert!(one.len() == 32 && one.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)), "{one}");
    assert_ne!(one, two);
}

// Time

#[wasm_bindgen_test]
async fn a_dropped_timer_never_fires() {
    let fired = Rc::new(Cell::new(false));
    let timer = Timer::after(0, {
        let fired = fired.clone();
        move || fired.set(true)
    });
    drop(timer);
    sleep(0).await;
    sleep(5).await;
    assert!(!fired.get());
}

// Requests

fn field(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

#[wasm_bindgen_test]
async fn json_is_sent_and_read() {
    let real = Fetch::instead(
        "window.sent = JSON.stringify([url, { ...init, signal: init.signal instanceof AbortSignal }]); \
         return Promise.resolve(new Response('{\"status\":\"paid\"}', { status: 409 }))",
    );
    let answer = requested("POST", "/api/payments", &js("({ order: '5' })"), 5_000).await;
    drop(real);
    assert_eq!(
        (field(&answer, "http").as_f64(), field(&answer, "status").as_string().as_deref()),
        (Some(409.0), Some("paid"))
    );
    assert_eq!(
        js("window.sent").as_string().unwrap(),
        r#"["/api/payments",{"method":"POST","headers":{"accept":"application/json","content-type":"application/json"},"body":"{\"order\":\"5\"}","credentials":"same-origin","cache":"no-store","signal":true}]"#
    );
}

#[wasm_bindgen_test]
async fn a_question_has_no_body() {
    let real = Fetch::instead("window.sent = JSON.stringify(init); return Promise.resolve(new Response('{}'))");
    let answer = requested("GET", "/", &JsValue::UNDEFINED, 5_000).await;
    drop(real);
    assert_eq!(field(&answer, "http").as_f64(), Some(200.0));
    assert_eq!(
        js("window.sent").as_string().unwrap(),
        r#"{"method":"GET","headers":{"accept":"application/json"},"credentials":"same-origin","cache":"no-store","signal":{}}"#
    );
}

#[wasm_bindgen_test]
async fn what_is_no_answer_is_told_apart() {
    for (answer, status) in [
        ("return Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 }))", Some(502.0)),
        ("return Promise.resolve(new Response('', { status: 200 }))", Some(200.0)),
        ("return Promise.resolve(new Response('null', { status: 404 }))", Some(404.0)),
        ("return Promise.resolve(new Response('{\"http\":200}', { status: 403 }))", Some(403.0)),
        ("return Promise.reject(new TypeError('Failed to fetch'))", None),
        (
            "return Promise.resolve(new Response(new ReadableStream({ start(body) { body.error(Error('cut')) } })))",
            None,
        ),
        ("return Promise.reject(new DOMException('x', 'AbortError'))", None),
        ("throw 5", None),
        ("return 5", None),
        ("return Promise.resolve(null)", None),
    ] {
        let real = Fetch::instead(answer);
        let answered = requested("GET", "/", &JsValue::UNDEFINED, 5_000).await;
        drop(real);
        assert_eq!(field(&answered, "http").as_f64(), status, "{answer}");
        assert_eq!(answered.is_undefined(), status.is_none(), "{answer}");
    }
}

#[wasm_bindgen_test]
async fn a_request_without_an_answer_is_given_up_at_the_limit_and_aborted() {
    let real = Fetch::instead("window.signal = init.signal; return new Promise(() => {})");
    assert!(requested("GET", "/", &JsValue::UNDEFINED, 5).await.is_undefined());
    drop(real);
    assert_eq!(js("window.signal.aborted"), JsValue::TRUE);
}

fn requested(method: &str, url: &str, body: &JsValue, limit_ms: u32) -> impl Future<Output = JsValue> + use<> {
    begun(|then| fetch::json(method, url, body, limit_ms, then))
}

#[wasm_bindgen_test]
fn a_callback_hears_one_call() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let shared = heard.clone();
    let callback = callback::once(Box::new(move |value| {
        shared.borrow_mut().push(value.as_f64());
        JsValue::TRUE
    }));
    with(&callback, "it(5); it(6)");
    assert_eq!(heard.take(), [Some(5.0)]);
}

/// While it lives, requests are answered by this instead of the network.
struct Fetch;

impl Fetch {
    fn instead(script: &str) -> Self {
        js(&format!("(window.network = window.fetch, window.fetch = (url, init) => {{ {script} }})"));
        Self
    }
}

impl Drop for Fetch {
    fn drop(&mut self) {
        js("window.fetch = window.network");
    }
}

fn js(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return {expression}")).call0(&JsValue::UNDEFINED).unwrap()
}

fn with(it: &JsValue, script: &str) {
    Function::new_with_args("it", script).call1(&JsValue::UNDEFINED, it).unwrap();
}
