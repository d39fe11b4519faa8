//! Origins of the addresses in the settings, for policies and messages.

use reqwest::Url;

/// The origin of `address`, `https://pay.example:8443`; `None` when it is no http or https address.
pub(crate) fn of(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.origin().ascii_serialization())
}

/// Whether `address` is https, or http on this machine: nothing in between may carry a payment.
pub(crate) fn is_safe(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| url.scheme() == "https" || (url.scheme() == "http" && is_this_machine(&url)))
}

/// Whether `address` is http on this machine.
pub(crate) fn is_local(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| url.scheme() == "http" && is_this_machine(&url))
}

fn is_this_machine(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_this_machine_are_safe() {
        for safe in ["https://acs.example/x", "http://127.0.0.1:8401/acs", "http://[::1]:1/", "http://localhost/"] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_one in [
            "http://acs.example/",
            "javascript:alert(1)",
            "data:text/html,x",
            "acs",
            "http://127.0.0.1.example/",
            "ftp://127.0.0.1/",
        ] {
            assert!(!is_safe(unsafe_one), "{unsafe_one}");
        }
    }

    #[test]
    fn an_origin_has_no_path() {
        assert_eq!(of("https://checkout.tiptoppay.kz/checkout.js").as_deref(), Some("https://checkout.tiptoppay.kz"));
        assert_eq!(of("http://127.0.0.1:8401/").as_deref(), Some("http://127.0.0.1:8401"));
        assert_eq!(of("checkout.js"), None);
    }
}
