//! Stubs of the provider's script, and pages that have one.
#![allow(dead_code, reason = "each test takes what it needs")]

use cloudpayments_checkout::card::{Card, CardNumber, Expiry, Holder, HolderPolicy, Now, SecurityCode};
use cloudpayments_checkout::handoff::{Cryptogram, EncryptError, Options, encrypt, prepare};
use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::wait::{begun, sleep};

/// A script like the provider's: adds `Checkout` to `tiptop`, then makes `cp` the same object.
pub(crate) fn stub(ask: &str, at_once: &str) -> String {
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

pub(crate) const THROWS: &str = "throw Error('nobody should ask at once')";

/// A page without any script of the provider's, and a script ready at an address of its own.
pub(crate) struct Page {
    pub(crate) script: String,
}

impl Page {
    pub(crate) fn with(content: &str) -> Self {
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

    pub(crate) fn options(&self, time_limit_ms: u32) -> Options<'_> {
        Options { script: &self.script, time_limit_ms }
    }

    pub(crate) async fn encrypt(&self) -> Result<Cryptogram, EncryptError> {
        ask("pk_test", self.options(5_000)).await
    }

    /// With a limit too short for loading the script, which is done ahead.
    pub(crate) async fn encrypt_within(&self, time_limit_ms: u32) -> Result<Cryptogram, EncryptError> {
        ready(self.options(5_000)).await?;
        ask("pk_test", self.options(time_limit_ms)).await
    }

    pub(crate) fn write_tag(&self) {
        run(&format!(
            "const tag = document.createElement('script'); tag.src = '{}'; document.head.append(tag)",
            self.script
        ));
    }
}

/// While it lives, a script tag that is appended goes to `window.stalled` instead: a network that never answers.
pub(crate) struct Stalled;

impl Stalled {
    pub(crate) fn start() -> Self {
        run("window.stalled = []; document.head.appendChild = (tag) => { window.stalled.push(tag); return tag }");
        Self
    }
}

impl Drop for Stalled {
    fn drop(&mut self) {
        run("delete document.head.appendChild");
    }
}

/// An encryption that has begun.
pub(crate) fn ask(
    public_id: &str,
    options: Options<'_>,
) -> impl Future<Output = Result<Cryptogram, EncryptError>> + use<> {
    begun(|then| encrypt(card(), public_id, options, then))
}

/// A loading ahead that has begun.
pub(crate) fn ready(options: Options<'_>) -> impl Future<Output = Result<(), EncryptError>> + use<> {
    begun(|then| prepare(options, then))
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
pub(crate) fn shown(cryptogram: Cryptogram) -> String {
    cryptogram.expose().to_owned()
}

/// Waits for a condition; the runner's own limit ends a test whose condition never comes.
pub(crate) async fn until(condition: &str) {
    while text(condition) != "true" {
        sleep(1).await;
    }
}

pub(crate) fn run(script: &str) {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap();
}

pub(crate) fn text(script: &str) -> String {
    let script = format!("return String((() => {{ {script} }})())");
    Function::new_no_args(&script).call0(&JsValue::UNDEFINED).unwrap().as_string().unwrap()
}
