//! A store that an element on the test's page pays.

use super::{Page, js, stub};

/// A store whose every answer is the same, and what it was sent: `window.sent` the charges, `window.asked` the addresses asked.
pub(crate) struct Store;

impl Store {
    pub(crate) fn answering(answer: &str) -> Self {
        js(&format!(
            "window.sent = []; window.asked = []; window.real ??= window.fetch; \
             window.fetch = async (url, options) => {{ \
               if (!String(url).startsWith('https://store.example/')) return window.real(url, options); \
               const body = options.body && JSON.parse(options.body), attempt = body?.attempt ?? /[0-9a-f]{{32}}/.exec(url)[0]; \
               if (body?.cryptogram) window.sent.push(body); else window.asked.push(String(url)); \
               return new Response(JSON.stringify(await {answer}), {{ headers: {{ 'content-type': 'application/json' }} }}); \
             }}"
        ));
        Self
    }

    #[expect(clippy::unused_self, reason = "a page of this store, for as long as it stands")]
    pub(crate) fn page(&self, attributes: &str) -> Page {
        Page::with(&settings(attributes))
    }

    #[expect(clippy::unused_self, reason = "a page of this store, for as long as it stands")]
    pub(crate) fn form(&self, attributes: &str) -> Page {
        Page::inside_form(&settings(attributes))
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        js("window.fetch = window.real; sessionStorage.clear()");
    }
}

fn settings(attributes: &str) -> String {
    format!("public-id='pk_x' endpoint='https://store.example/payments' script='{}' {attributes}", stub())
}
