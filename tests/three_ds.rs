//! The bank's page in a frame, in a real browser. The runner's own server plays the bank: any page will do that loads.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::cell::RefCell;
use std::rc::Rc;

mod wait;

use cloudpayments_checkout::three_ds::{self, ChallengeError, Place, open};
use cloudpayments_checkout::wire::Challenge;
use js_sys::{Function, Promise};
use wait::{settled, sleep};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// What is posted

#[wasm_bindgen_test]
async fn the_bank_gets_a_form_of_three_fields_in_the_frame() {
    ready().await;
    run("window.forms = []");
    let submit = Submit::instead("window.forms.push(this.cloneNode(true)); window.connected = this.isConnected");
    let bank = Bank::open();
    drop(submit);
    assert_eq!(text("return window.forms.length"), "1");
    assert_eq!(text("return window.connected"), "true");
    assert_eq!(
        text(
            "const [form] = window.forms; return [form.method, form.action, form.target === document.querySelector('iframe').name, form.acceptCharset].join()"
        ),
        format!("post,{}/acs,true,UTF-8", origin()),
    );
    assert_eq!(
        text("return JSON.stringify([...window.forms[0].elements].map((field) => [field.type, field.name]))"),
        r#"[["hidden","MD"],["hidden","PaReq"],["hidden","TermUrl"]]"#,
    );
    drop(bank);
}

#[wasm_bindgen_test]
async fn values_arrive_as_they_are() {
    ready().await;
    // By the form's own data, before anything is encoded.
    let submit = Submit::instead("window.sent = JSON.stringify([...new FormData(this)])");
    let bank = Bank::open();
    drop(submit);
    assert_eq!(
        text("return window.sent"),
        format!(r#"[["MD","3192600857"],["PaReq","a+b/c=\"<&@912825847"],["TermUrl","{}/term/t"]]"#, origin()),
    );
    drop(bank);
}

#[wasm_bindgen_test]
async fn no_form_stays_on_the_page() {
    ready().await;
    let bank = Bank::open();
    bank.loaded().await;
    assert_eq!(text("return document.forms.length"), "0");
}

#[wasm_bindgen_test]
async fn the_frame_has_a_title_and_the_banks_permissions() {
    ready().await;
    let bank = Bank::open();
    let attribute = |name: &str| text(&format!("return document.querySelector('iframe').getAttribute('{name}')"));
    assert_eq!(attribute("title"), "Your bank");
    assert_eq!(attribute("allow"), "payment *; publickey-credentials-get *");
    assert_eq!(attribute("sandbox"), "null", "a bank that posts to _top would be stuck");
    let name = attribute("name");
    drop(bank);
    assert!(name.len() == 32 && name.bytes().all(|b| b.is_ascii_hexdigit()), "{name}");
}

#[wasm_bindgen_test]
async fn the_banks_page_loads_in_a_frame_in_a_shadow_root() {
    ready().await;
    let inside = js(
        "const host = document.createElement('div'); document.body.append(host); const inside = document.createElement('section'); \
         host.attachShadow({ mode: 'open' }).append(inside); return inside",
    );
    let bank = Bank::open_in(&inside);
    bank.loaded().await;
    assert_eq!(bank.runs("return location.pathname").as_deref(), Some("/acs"), "not in a new tab");
    drop(bank);
    run("document.body.lastElementChild.remove()");
}

#[wasm_bindgen_test]
async fn dropping_the_frame_takes_everything_away() {
    ready().await;
    let mut bank = Bank::open();
    bank.loaded().await;
    bank.page = None;
    assert_eq!(text("return document.querySelectorAll('iframe').length"), "0");
    let heard = bank.heard().len();
    run("window.arrived = false; addEventListener('message', () => { window.arrived = true }, { once: true })");
    violate("frame-src", &format!("{}/acs", origin()));
    post_message(&answer());
    while text("return window.arrived") != "true" {
        sleep(1).await;
    }
    assert_eq!(bank.heard().len(), heard);
}

#[wasm_bindgen_test]
async fn the_callback_may_drop_the_frame() {
    ready().await;
    let kept: Rc<RefCell<Option<three_ds::Bank>>> = Rc::default();
    let dropped = Rc::new(RefCell::new(0));
    let told = {
        let (kept, dropped) = (kept.clone(), dropped.clone());
        Closure::<dyn Fn(JsValue)>::new(move |_| {
            drop(kept.take());
            *dropped.borrow_mut() += 1;
        })
    };
    let page = page(&body(), &told);
    *kept.borrow_mut() = Some(open(&page, FRAME, &challenge()).unwrap());
    violate("frame-src", &format!("{}/acs", origin()));
    violate("frame-src", &format!("{}/acs", origin()));
    assert_eq!(*dropped.borrow(), 1);
    assert_eq!(text("return document.querySelectorAll('iframe').length"), "0");
}

// What comes back

#[wasm_bindgen_test]
async fn the_message_of_term_urls_page_is_heard_once() {
    ready().await;
    let bank = Bank::open();
    bank.loaded().await;
    bank.says(&answer());
    bank.says(&answer());
    bank.ignores(1, 1).await;
}

#[wasm_bindgen_test]
async fn messages_about_anything_else_are_ignored_and_counted() {
    ready().await;
    for data in [
        "{ type: 'cloudpayments-checkout:returned', attempt: 'a1', md: '5' }",
        "{ type: 'cloudpayments-checkout:returned', attempt: 'a2', md: '3192600857' }",
        "{ type: 'cloudpayments-checkout:returned', attempt: 'a1', md: 3192600857 }",
        "{ type: 'cloudpayments-checkout:returned', attempt: 'a1' }",
        "{ type: 'cloudpayments-checkout:returned' }",
    ] {
        let bank = Bank::open();
        bank.loaded().await;
        bank.says(data);
        bank.ignores(1, 0).await;
    }
}

#[wasm_bindgen_test]
async fn messages_of_other_kinds_are_nobodys_business() {
    ready().await;
    let bank = Bank::open();
    bank.loaded().await;
    for data in
        ["null", "undefined", "'text'", "5", "[]", "{ type: 5 }", "{ type: 'resize', md: '3192600857' }", "new Map()"]
    {
        bank.says(data);
    }
    bank.says(&answer());
    bank.ignores(0, 1).await;
}

#[wasm_bindgen_test]
async fn a_message_from_another_window_of_the_right_origin_is_ignored() {
    ready().await;
    let bank = Bank::open();
    bank.loaded().await;
    post_message(&answer());
    run("window.other = document.createElement('iframe'); document.body.append(window.other)");
    run(&format!(r#"new window.other.contentWindow.Function("parent.postMessage({}, '*')")()"#, answer()));
    bank.ignores(2, 0).await;
    run("window.other.remove()");
}

#[wasm_bindgen_test]
async fn a_message_from_the_frame_but_another_origin_is_ignored() {
    ready().await;
    let mut challenge = challenge();
    "https://shop.example/term/t".clone_into(&mut challenge.term_url);
    let bank = Bank::open_with(&body(), &challenge);
    bank.loaded().await;
    bank.says(&answer());
    bank.ignores(1, 0).await;
}

// What the page's policy forbids

#[wasm_bindgen_test]
async fn a_violation_by_this_challenge_is_told() {
    ready().await;
    for directive in ["frame-src", "form-action"] {
        let bank = Bank::open();
        violate(directive, &format!("{}/acs", origin()));
        assert_eq!(bank.heard(), [directive]);
    }
}

#[wasm_bindgen_test]
async fn a_violation_by_something_else_is_not() {
    ready().await;
    let bank = Bank::open();
    for (directive, blocked) in [
        ("frame-src", "https://ads.example"),
        ("img-src", &*format!("{}/acs", origin())),
        ("form-action", "inline"),
        ("frame-src", ""),
    ] {
        violate(directive, blocked);
    }
    assert_eq!(bank.heard(), [""; 0]);
}

// What is never posted

#[wasm_bindgen_test]
async fn addresses_that_are_not_safe_are_refused() {
    ready().await;
    for url in [
        "http://bank.example/acs",
        "http://10.0.0.1/acs",
        "http://127.0.0.1.bank.example/acs",
        "http://localhost.bank.example/acs",
        "http://[::2]/acs",
        "javascript:alert(1)",
        "data:text/html,x",
        "blob:https://bank.example/5",
        "ftp://127.0.0.1/acs",
        "//bank.example/acs",
        "/acs",
        "acs",
        "https://",
        "",
    ] {
        refuses(|challenge| url.clone_into(&mut challenge.acs_url), ChallengeError::AcsUrl);
        refuses(|challenge| url.clone_into(&mut challenge.term_url), ChallengeError::TermUrl);
    }
    assert_eq!(ChallengeError::AcsUrl.code(), "acs.url_invalid");
}

#[wasm_bindgen_test]
async fn addresses_that_are_safe_are_posted_to() {
    ready().await;
    run("window.sent = []");
    let submit = Submit::instead("window.sent.push(this.action)");
    for url in [
        "https://bank.example/acs?x=1",
        "HTTPS://bank.example/acs",
        "http://localhost:8401/acs",
        "http://127.0.0.1:8401/acs",
        "http://127.8.0.1/acs",
        "http://[::1]:8401/acs",
        "http://0x7f.1/acs",
    ] {
        let mut challenge = challenge();
        url.clone_into(&mut challenge.acs_url);
        assert!(opened(Place::Window, &challenge).is_ok(), "{url}");
    }
    assert_eq!(text("return window.sent.length"), "7");
    drop(submit);
}

#[wasm_bindgen_test]
async fn the_whole_window_is_posted_to_the_top() {
    ready().await;
    let submit = Submit::instead("window.sent = [this.target, this.method, ...new FormData(this).keys()].join()");
    let departure = opened(Place::Window, &challenge()).unwrap();
    assert_eq!(text("return window.sent"), "_top,post,MD,PaReq,TermUrl");
    drop((submit, departure));

    let submit = Submit::instead("throw Error('refused')");
    for place in [FRAME, Place::Window] {
        assert_eq!(opened(place, &challenge()).err(), Some(ChallengeError::Form));
    }
    assert_eq!(text("return document.querySelectorAll('iframe, form').length"), "0");
    drop(submit);
}

// The bank and the page

/// While it lives, forms are not submitted: this is done with them instead.
struct Submit;

impl Submit {
    fn instead(script: &str) -> Self {
        run(&format!(
            "window.native = HTMLFormElement.prototype.submit; HTMLFormElement.prototype.submit = function () {{ {script} }}"
        ));
        Self
    }
}

impl Drop for Submit {
    fn drop(&mut self) {
        run("HTMLFormElement.prototype.submit = window.native");
    }
}

struct Bank {
    page: Option<three_ds::Bank>,
    place: JsValue,
    heard: Rc<RefCell<Vec<String>>>,
    _told: Closure<dyn Fn(JsValue)>,
}

impl Bank {
    fn open() -> Self {
        Self::open_in(&body())
    }

    fn open_in(place: &JsValue) -> Self {
        Self::open_with(place, &challenge())
    }

    fn open_with(place: &JsValue, challenge: &Challenge) -> Self {
        let heard: Rc<RefCell<Vec<String>>> = Rc::default();
        let shared = heard.clone();
        let told = Closure::new(move |word: JsValue| shared.borrow_mut().push(word.as_string().unwrap()));
        let bank = open(&page(place, &told), FRAME, challenge).unwrap();
        // Counted after the bank's own listener has had them.
        run("removeEventListener('message', window.count); window.claims = 0; \
             window.count = (event) => { if (event.data?.type === 'cloudpayments-checkout:returned') window.claims += 1 }; \
             addEventListener('message', window.count)");
        Self { page: Some(bank), place: place.clone(), heard, _told: told }
    }

    fn heard(&self) -> Vec<String> {
        self.heard.borrow().clone()
    }

    /// Runs a script as the page in the frame would: what it posts comes from that window.
    fn runs(&self, script: &str) -> Option<String> {
        let inside = Function::new_with_args(
            "place, script",
            "return new (place.querySelector('iframe').contentWindow.Function)(script)()",
        );
        inside.call2(&JsValue::UNDEFINED, &self.place, &JsValue::from_str(script)).unwrap().as_string()
    }

    fn says(&self, data: &str) {
        self.runs(&format!("parent.postMessage({data}, '*')"));
    }

    async fn loaded(&self) {
        while self.runs("return document.readyState === 'complete' ? location.pathname : ''").as_deref() != Some("/acs")
        {
            sleep(1).await;
        }
    }

    /// Waits until every message that claims to be TermUrl's was either taken or ignored; `ignored` of them should have been.
    async fn ignores(&self, ignored: usize, taken: usize) {
        let claims = || text("return window.claims").parse::<usize>().unwrap();
        let heard = || self.heard.borrow().iter().filter(|word| *word == "returned").count();
        while claims() < ignored + taken {
            sleep(1).await;
        }
        assert_eq!((claims() - heard(), heard()), (ignored, taken));
    }
}

const FRAME: Place<'static> = Place::Frame("Your bank");

/// What a bank's page is opened for, and who is told of it.
fn page(place: &JsValue, told: &Closure<dyn Fn(JsValue)>) -> JsValue {
    let page = Function::new_with_args(
        "place, told",
        "const page = { place, told, open: (...challenge) => window.bank.open(page, ...challenge) }; return page",
    );
    page.call2(&JsValue::UNDEFINED, place, told.as_ref()).unwrap()
}

/// Finds `bank.js`, which came along with the other scripts of the crate.
async fn ready() {
    let import = js("const scripts = performance.getEntriesByType('resource').map(({ name }) => name); \
         const beside = scripts.find((name) => name.endsWith('/src/browser/random.js')); \
         return import(beside.replace('browser/random', 'three_ds/bank')).then((bank) => { window.bank = bank })");
    settled(import.unchecked_ref::<Promise>()).await;
}

/// Opens a bank's page that nobody listens to.
fn opened(place: Place<'_>, challenge: &Challenge) -> Result<three_ds::Bank, ChallengeError> {
    open(&page(&body(), &Closure::new(|_| ())), place, challenge)
}

fn body() -> JsValue {
    js("return document.body")
}

fn challenge() -> Challenge {
    Challenge {
        attempt: "a1".to_owned(),
        acs_url: format!("{}/acs", origin()),
        pa_req: "a+b/c=\"<&@912825847".to_owned(),
        md: "3192600857".to_owned(),
        term_url: format!("{}/term/t", origin()),
        frame: true,
    }
}

fn answer() -> String {
    "{ type: 'cloudpayments-checkout:returned', attempt: 'a1', md: '3192600857' }".to_owned()
}

#[track_caller]
fn refuses(change: impl FnOnce(&mut Challenge), wanted: ChallengeError) {
    let mut challenge = challenge();
    change(&mut challenge);
    for place in [FRAME, Place::Window] {
        assert_eq!(opened(place, &challenge).err(), Some(wanted), "{challenge:?}");
    }
    assert_eq!(text("return document.querySelectorAll('iframe, form').length"), "0");
}

fn origin() -> String {
    text("return location.origin")
}

fn violate(directive: &str, blocked: &str) {
    run(&format!(
        "document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', {{ bubbles: true, composed: true, \
         effectiveDirective: '{directive}', violatedDirective: '{directive}', blockedURI: '{blocked}', documentURI: location.href, \
         originalPolicy: '', disposition: 'enforce', statusCode: 0 }}))"
    ));
}

fn post_message(data: &str) {
    run(&format!("postMessage({data}, '*')"));
}

fn run(script: &str) {
    js(script);
}

fn js(script: &str) -> JsValue {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap()
}

fn text(script: &str) -> String {
    js(&format!("return String((() => {{ {script} }})())")).as_string().unwrap()
}
