//! Lists of origins in the settings.

use std::net::SocketAddr;

use reqwest::Url;

use crate::{Settings, StartError, origin};

/// The list as browsers write it; every one must be an origin, https or on this machine.
///
/// # Errors
/// Names the setting and the first one that is none.
pub(crate) fn checked(name: &'static str, list: &[String]) -> Result<Vec<String>, StartError> {
    let one = |found: &String| {
        exact(found).ok_or_else(|| StartError::Setting {
            name,
            found: found.clone(),
            wanted: "origins such as https://pay.example, https or on this machine",
        })
    };
    list.iter().filter(|text| !text.is_empty()).map(one).collect()
}

/// The payment pages of a store.
#[derive(Debug)]
pub(crate) struct Pages {
    /// The origin of the one it serves itself.
    pub(crate) own: Option<String>,
    /// The origins of all.
    pub(crate) origins: Vec<String>,
}

/// The payment pages in the settings; `address` is where the store's own one listens.
///
/// # Errors
/// When one is no origin, or the store's own, or the key of the tokens is too short.
pub(crate) fn pages(settings: &Settings, address: Option<SocketAddr>, store: &str) -> Result<Pages, StartError> {
    if settings.token_key.as_ref().is_some_and(|key| key.expose().len() < SHORTEST_KEY) {
        return Err(StartError::Setting {
            name: "STORE_TOKEN_KEY",
            found: "too short".to_owned(),
            wanted: "at least 32 random bytes",
        });
    }
    let given = settings.pay.as_ref().and_then(|pay| pay.public_url.clone());
    let own = address.map(|address| given.unwrap_or_else(|| format!("http://{address}")));
    let own = checked("STORE_PAY_PUBLIC_URL", own.as_slice())?.pop();
    let mut origins = checked("STORE_PAY_ORIGINS", &settings.pay_origins)?;
    if let Some(own) = own.as_ref().filter(|own| !origins.contains(own)) {
        origins.insert(0, own.clone());
    }
    if origins.iter().any(|origin| origin == store) {
        return Err(StartError::Setting {
            name: "STORE_PAY_ORIGINS",
            found: store.to_owned(),
            wanted: "other origins than the store's own, whose scripts could read what is typed there",
        });
    }
    Ok(Pages { own, origins })
}

/// Parts a list at spaces and commas.
pub(crate) fn parted(text: &str) -> Vec<String> {
    text.split([' ', ',', '\t', '\n']).filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

/// The origin, if that is all there is to the text. It goes into policies, so its host holds nothing but a host's letters.
pub(super) fn exact(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let nobody = url.username().is_empty() && url.password().is_none();
    let plain = url.host_str()?.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._[]:".contains(&b));
    (bare && nobody && plain && origin::is_safe(text)).then(|| url.origin().ascii_serialization())
}

/// As long as what HMAC-SHA256 makes of it.
const SHORTEST_KEY: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_read_as_browsers_write_it() {
        for (text, wanted) in [
            ("https://pay.example", "https://pay.example"),
            ("https://Pay.Example:443/", "https://pay.example"),
            ("https://pay.example:8443", "https://pay.example:8443"),
            ("http://127.0.0.1:8403", "http://127.0.0.1:8403"),
            ("http://localhost:8403", "http://localhost:8403"),
            ("http://[::1]:8403", "http://[::1]:8403"),
        ] {
            assert_eq!(exact(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_more_or_less_than_an_origin_is_refused() {
        for text in [
            "",
            "*",
            "null",
            "pay.example",
            "https:",
            "http://pay.example",
            "https://pay.example/pay.html",
            "https://pay.example/?x",
            "https://pay.example/#x",
            "https://me@pay.example",
            "https://*.example",
            "https://pay.example;script-src",
            "javascript:alert(1)",
        ] {
            assert_eq!(exact(text), None, "{text}");
        }
        let wrong = checked("STORE_PAY_ORIGINS", &["https://pay.example".into(), "*".into()]).unwrap_err().to_string();
        assert!(wrong.contains("STORE_PAY_ORIGINS") && wrong.contains("\"*\""), "{wrong}");
    }

    #[test]
    fn a_list_is_parted_by_spaces_or_commas() {
        assert_eq!(parted(" https://a.example, https://b.example\thttps://c.example ").len(), 3);
        assert!(parted(" , ").is_empty());
    }
}
