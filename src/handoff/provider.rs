//! The provider's script: what it defines, and one checkout per question.

use wasm_bindgen::JsValue;

use super::EncryptError;
use super::rejection::Rejection;
use crate::browser::script::{self, Wanted};
use crate::browser::url::Url;
use crate::browser::{Element, object, read};

/// The script's `Checkout` class.
pub(super) struct Provider(JsValue);

impl Provider {
    /// Loads the script, or finds it loaded; `limit_ms` at most.
    pub(super) async fn load(src: &str, limit_ms: u32) -> Result<Self, EncryptError> {
        Ok(Self(script::load(src, CHECKOUT, limit_ms).await?))
    }

    /// A fresh checkout. One per question: the asynchronous call breaks the number check of the instance it is made on.
    pub(super) fn checkout(&self, public_id: &str) -> Result<JsValue, Rejection> {
        let settings = object::empty();
        object::set_text(&settings, "publicId", public_id);
        // Without a container of its own it would scan the whole page, and throw at any card field with a `name`.
        object::set(&settings, "container", Element::create("div").as_ref());
        object::construct(&self.0, &settings).map_err(|thrown| Rejection::of(&thrown))
    }
}

/// Both names are the Kazakhstan script's, one object; the Russian one defines `cp` alone.
const CHECKOUT: Wanted =
    Wanted { globals: &["tiptop", "cp"], member: "Checkout", present: already_there, policy: "cloudpayments-checkout" };

/// The class that a tag of the page for this address has defined. Another region's script has another key, so its `cp` is not taken for ours.
fn already_there(url: &Url) -> Option<JsValue> {
    let global = object::global();
    let [tiptop, cp] = ["tiptop", "cp"].map(|name| read::field(&global, name));
    let host = url.host();
    let is_of = |name: &str| host.split('.').any(|label| label == name);
    let candidates = if is_of("tiptoppay") {
        [&tiptop, &tiptop]
    } else if is_of("cloudpayments") && cp == tiptop {
        return None;
    } else if is_of("cloudpayments") {
        [&cp, &cp]
    } else {
        [&tiptop, &cp]
    };
    candidates.into_iter().map(|namespace| read::field(namespace, "Checkout")).find(JsValue::is_function)
}
