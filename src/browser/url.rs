//! Addresses, parsed by the browser's own parser.

use wasm_bindgen::prelude::*;

use super::read;

/// An absolute address.
pub struct Url(JsValue);

impl Url {
    /// Parses an absolute address; `None` where it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        NativeUrl::new(text, &JsValue::UNDEFINED).ok().map(|url| Self(url.into()))
    }

    /// The whole address, normalised.
    #[must_use]
    pub fn href(&self) -> String {
        self.part("href")
    }

    /// Scheme, host and port, `https://bank.example`; `null` for an address without one.
    #[must_use]
    pub fn origin(&self) -> String {
        self.part("origin")
    }

    /// The host's name without port: `bank.example`, `[::1]`.
    #[must_use]
    pub fn host(&self) -> String {
        self.part("hostname")
    }

    /// Whether nobody on the way can read or change what is sent there: https, or http to this very machine.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        match self.part("protocol").as_str() {
            "https:" => true,
            // The parser has turned every spelling of an IPv4 address into four decimal numbers.
            "http:" => match self.host().as_str() {
                "localhost" | "[::1]" => true,
                host => host.starts_with("127.") && host.bytes().all(|b| b == b'.' || b.is_ascii_digit()),
            },
            _ => false,
        }
    }

    fn part(&self, name: &str) -> String {
        read::string(&self.0, name).unwrap_or_default()
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = URL)]
    type NativeUrl;
    #[wasm_bindgen(constructor, js_class = "URL", catch)]
    fn new(text: &str, base: &JsValue) -> Result<NativeUrl, JsValue>;
}
