//! `Content-HMAC`: base64 of HMAC-SHA256 over the body as it came, keyed with the API secret.
//!
//! Its twin `X-Content-HMAC` is over the URL-decoded body, where two bodies that mean different things can look the
//! same; it is not enough.

use aws_lc_rs::hmac;
use axum::http::HeaderMap;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::Secret;

/// Whether the provider signed this body. Compared in constant time.
pub(super) fn is_right(headers: &HeaderMap, body: &[u8], secret: &Secret) -> bool {
    let Some(given) = headers.get("content-hmac").and_then(|value| BASE64_STANDARD.decode(value.as_bytes()).ok())
    else {
        return false;
    };
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.expose().as_bytes());
    hmac::verify(&key, body, &given).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"TransactionId=12345&Amount=7890.00&Currency=KZT&InvoiceId=cl3-attempt-001&AccountId=order-001&Name=%D0%90%D0%B9%D0%B4%D0%B0%D0%BD";
    const SIGNATURE: &str = "+rjISSRvuc7ezdUkFKVIrw45ExbSSJz+SxXjMoYWUEo=";

    fn signed(signature: Option<&str>, body: &[u8], secret: &str) -> bool {
        let mut headers = HeaderMap::new();
        if let Some(signature) = signature {
            headers.insert("content-hmac", signature.parse().unwrap());
        }
        is_right(&headers, body, &Secret::new(secret))
    }

    #[test]
    fn the_known_vector_is_right_and_nothing_else_is() {
        assert!(signed(Some(SIGNATURE), BODY, "fixture-secret-2026"));
        assert!(!signed(Some(SIGNATURE), BODY, "fixture-secret-2025"));
        assert!(!signed(Some(SIGNATURE), &BODY[1..], "fixture-secret-2026"));
        assert!(!signed(Some("x"), BODY, "fixture-secret-2026"));
        assert!(!signed(Some(""), BODY, "fixture-secret-2026"));
        assert!(!signed(None, BODY, "fixture-secret-2026"));
    }
}
