//! `Content-HMAC` and `X-Content-HMAC`.

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD};

/// Base64 of HMAC-SHA256 over the body as sent: the value of `Content-HMAC`.
pub(crate) fn of_encoded(body: &str, secret: &str) -> String {
    sign(body.as_bytes(), secret)
}

/// The same over the URL-decoded body: the value of `X-Content-HMAC`.
pub(crate) fn of_decoded(body: &str, secret: &str) -> String {
    sign(&decoded(body), secret)
}

fn sign(message: &[u8], secret: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    STANDARD.encode(hmac::sign(&key, message))
}

/// Takes `%XX` and `+` out of the whole body, keeping its `&` and `=`.
fn decoded(body: &str) -> Vec<u8> {
    let mut rest = body.as_bytes();
    let mut plain = Vec::with_capacity(rest.len());
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        let escaped = (byte == b'%').then(|| tail.get(..2)).flatten();
        let value = escaped.and_then(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        match (byte, value) {
            (_, Some(value)) => {
                plain.push(value);
                rest = &tail[2..];
            }
            (b'+', None) => plain.push(b' '),
            (byte, None) => plain.push(byte),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "fixture-secret-2026";
    const BODY: &str = "TransactionId=12345&Amount=7890.00&Currency=KZT&InvoiceId=cl3-attempt-001&AccountId=order-001&Name=%D0%90%D0%B9%D0%B4%D0%B0%D0%BD";

    #[test]
    fn the_vector_checked_with_openssl_comes_out() {
        assert_eq!(of_encoded(BODY, SECRET), "+rjISSRvuc7ezdUkFKVIrw45ExbSSJz+SxXjMoYWUEo=");
    }

    #[test]
    fn the_second_signature_is_over_the_decoded_text() {
        assert_eq!(
            decoded(BODY),
            "TransactionId=12345&Amount=7890.00&Currency=KZT&InvoiceId=cl3-attempt-001&AccountId=order-001&Name=Айдан"
                .as_bytes()
        );
        assert_eq!(of_decoded(BODY, SECRET), sign(&decoded(BODY), SECRET));
        assert_ne!(of_decoded(BODY, SECRET), of_encoded(BODY, SECRET));
    }

    #[test]
    fn pluses_are_spaces_and_broken_escapes_stay() {
        for (body, wanted) in [
            ("a=1+2", "a=1 2"),
            ("a=%2B", "a=+"),
            ("a=%", "a=%"),
            ("a=%4", "a=%4"),
            ("a=%zz+", "a=%zz "),
            ("%41%42", "AB"),
        ] {
            assert_eq!(String::from_utf8(decoded(body)).unwrap(), wanted, "{body}");
        }
    }
}
