//! The bank's page in a frame, in a real browser. The runner's own server plays the bank: any page will do that loads.
#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by panicking")]

use std::cell::RefCell;
use std::rc::Rc;

mod wait;

use cloudpayments_checkout::browser::{Element, dom};
use cloudpayments_checkout::three_ds::{ChallengeError, Directive, Frame, Outcome, frame, whole_window};
use cloudpayments_checkout::wire::Challenge;
use js_sys::Function;
use wait::sleep;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// What is posted

#[wasm_bindgen_test]
async fn the_bank_gets_a_form_of_three_fields_in_the_frame() {
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
    let bank = Bank::open();
    bank.loaded().await;
    assert_eq!(text("return document.forms.length"), "0");
}

#[wasm_bindgen_test]
async fn the_frame_has_a_title_and_the_banks_permissions() {
    let bank = Bank::open();
    let frame = bank.frame.as_ref().unwrap().element();
    assert_eq!(frame.attribute("title").as_deref(), Some("Your bank"));
    assert_eq!(frame.attribute("allow").as_deref(), Some("payment *; publickey-credentials-get *"));
    assert_eq!(frame.attribute("sandbox"), None, "a bank that posts to _top would be stuck");
    let name = frame.attribute("name").unwrap();
    assert!(name.len() == 32 && name.bytes().all(|b| b.is_ascii_hexdigit()), "{name}");
}

#[wasm_bindgen_test]
async fn the_banks_page_loads_in_a_frame_in_a_shadow_root() {
    let host = Element::create("div");
    dom::body().unwrap().append(&host);
    Function::new_with_args("host", "host.attachShadow({ mode: 'open' }).append(document.createElement('section'))")
        .call1(&JsValue::UNDEFINED, host.as_ref())
        .unwrap();
    let inside = host.shadow_root().unwrap().query("section").unwrap();
    let bank = Bank::open_in(&inside);
    bank.loaded().await;
    assert_eq!(run_in(&bank, "return location.pathname").as_deref(), Some("/acs"), "not in a new tab");
    drop(bank);
    host.detach();
}

#[wasm_bindgen_test]
async fn dropping_the_frame_takes_everything_away() {
    let mut bank = Bank::open();
    bank.loaded().await;
    bank.frame = None;
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
    let kept: Rc<RefCell<Option<Frame>>> = Rc::default();
    let dropped = Rc::new(RefCell::new(false));
    let on = {
        let (kept, dropped) = (kept.clone(), dropped.clone());
        move |_| {
            let frame = kept.borrow_mut().take();
            drop(frame);
            *dropped.borrow_mut() = true;
        }
    };
    *kept.borrow_mut() = Some(frame(&dom::body().unwrap(), &challenge(), "Your bank", on).unwrap());
    while !*dropped.borrow() {
        sleep(1).await;
    }
    assert_eq!(text("return document.querySelectorAll('iframe').length"), "0");
}

// What comes back

#[wasm_bindgen_test]
async fn the_message_of_term_urls_page_is_heard_once() {
    let bank = Bank::open();
    bank.loaded().await;
    bank.says(&answer());
    bank.says(&answer());
    bank.ignores(1, 1).await;
}

#[wasm_bindgen_test]
async fn messages_about_anything_else_are_ignored_and_counted() {
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
    let bank = Bank::open();
    bank.loaded().await;
    post_message(&answer());
    let other = Element::create("iframe");
    dom::body().unwrap().append(&other);
    run_inside(&other, &format!("parent.postMessage({}, '*')", answer()));
    bank.ignores(2, 0).await;
    other.detach();
}

#[wasm_bindgen_test]
async fn a_message_from_the_frame_but_another_origin_is_ignored() {
    let mut challenge = challenge();
    "https://shop.example/term/t".clone_into(&mut challenge.term_url);
    let bank = Bank::open_with(&dom::body().unwrap(), &challenge);
    bank.loaded().await;
    bank.says(&answer());
    bank.ignores(1, 0).await;
}

// What the page's policy forbids

#[wasm_bindgen_test]
async fn a_violation_by_this_challenge_is_told() {
    for (directive, wanted) in [("frame-src", Directive::FrameSrc), ("form-action", Directive::FormAction)] {
        let bank = Bank::open();
        violate(directive, &format!("{}/acs", origin()));
        assert_eq!(bank.heard(), [Outcome::Blocked(wanted)]);
    }
}

#[wasm_bindgen_test]
async fn a_violation_by_something_else_is_not() {
    let bank = Bank::open();
    for (directive, blocked) in [
        ("frame-src", "https://ads.example"),
        ("img-src", &*format!("{}/acs", origin())),
        ("form-action", "inline"),
        ("frame-src", ""),
    ] {
        violate(directive, blocked);
    }
    assert_eq!(bank.heard(), []);
}

// What is never posted

#[wasm_bindgen_test]
async fn addresses_that_are_not_safe_are_refused() {
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
        assert!(whole_window(&challenge, |_| ()).is_ok(), "{url}");
    }
    assert_eq!(text("return window.sent.length"), "7");
    drop(submit);
}

#[wasm_bindgen_test]
async fn the_whole_window_is_posted_to_the_top() {
    let submit = Submit::instead("window.sent = [this.target, this.method, ...new FormData(this).keys()].join()");
    let departure = whole_window(&challenge(), |_| ()).unwrap();
    assert_eq!(text("return window.sent"), "_top,post,MD,PaReq,TermUrl");
    drop((submit, departure));

    let submit = Submit::instead("throw Error('refused')");
    assert_eq!(whole_window(&challenge(), |_| ()).err(), Some(ChallengeError::Form));
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
    frame: Option<Frame>,
    heard: Rc<RefCell<Vec<Outcome>>>,
}

impl Bank {
    fn open() -> Self {
        Self::open_in(&dom::body().unwrap())
    }

    fn open_in(parent: &Element) -> Self {
        Self::open_with(parent, &challenge())
    }

    fn open_with(parent: &Element, challenge: &Challenge) -> Self {
        let heard: Rc<RefCell<Vec<Outcome>>> = Rc::default();
        let shared = heard.clone();
        let frame = frame(parent, challenge, "Your bank", move |outcome| shared.borrow_mut().push(outcome)).unwrap();
        Self { frame: Some(frame), heard }
    }

    fn heard(&self) -> Vec<Outcome> {
        self.heard.borrow().clone()
    }

    fn ignored(&self) -> u32 {
        self.frame.as_ref().unwrap().ignored()
    }

    fn says(&self, data: &str) {
        run_in(self, &format!("parent.postMessage({data}, '*')"));
    }

    async fn loaded(&self) {
        self.hears(Outcome::Loaded).await;
    }

    async fn hears(&self, outcome: Outcome) {
        while !self.heard.borrow().contains(&outcome) {
            sleep(1).await;
        }
    }

    /// Waits until every message sent was either taken or ignored; `ignored` of them should have been.
    async fn ignores(&self, ignored: u32, taken: u32) {
        let heard = || self.heard.borrow().iter().filter(|outcome| **outcome == Outcome::Returned).count();
        while self.ignored() + u32::try_from(heard()).unwrap() < ignored + taken {
            sleep(1).await;
        }
        assert_eq!((self.ignored(), heard()), (ignored, taken as usize));
    }
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
    assert_eq!(frame(&dom::body().unwrap(), &challenge, "Your bank", |_| ()).err(), Some(wanted), "{challenge:?}");
    assert_eq!(whole_window(&challenge, |_| ()).err(), Some(wanted), "{challenge:?}");
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
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap();
}

fn run_in(bank: &Bank, script: &str) -> Option<String> {
    run_inside(bank.frame.as_ref().unwrap().element(), script)
}

/// Runs a script as the page in the frame would: what it posts comes from that window.
fn run_inside(frame: &Element, script: &str) -> Option<String> {
    let inside = Function::new_with_args("frame, script", "return new frame.contentWindow.Function(script)()");
    inside.call2(&JsValue::UNDEFINED, frame.as_ref(), &JsValue::from_str(script)).unwrap().as_string()
}

fn text(script: &str) -> String {
    let script = format!("return String((() => {{ {script} }})())");
    Function::new_no_args(&script).call0(&JsValue::UNDEFINED).unwrap().as_string().unwrap()
}
