//! What comes in is read here; a wrong request is refused without repeating a word of it.

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum::http::HeaderMap;
use cloudpayments_checkout::wire::ChargeRequest;
use serde::de::DeserializeOwned;

use super::refused::Refused;
use crate::{Secret, body, price, sold};

/// A charge request, checked.
#[derive(Debug)]
pub(super) struct Intake {
    pub(super) attempt: String,
    pub(super) order: String,
    /// Minor units, as the shopper saw them.
    pub(super) amount: i64,
    pub(super) currency: String,
    pub(super) cryptogram: Secret,
    pub(super) holder: Option<Secret>,
    pub(super) lang: String,
}

impl Intake {
    /// Reads and checks a charge request.
    pub(super) fn read(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Self, Refused> {
        let request: ChargeRequest = json(headers, body)?;
        let cryptogram = Secret::new(request.cryptogram);
        let holder = request.holder.map(Secret::new);
        if !is_attempt(&request.attempt) {
            return Err(Refused::bad_request("`attempt` is wrong, wanted 32 lower-case hex digits"));
        }
        if !is_order(&request.order) {
            return Err(Refused::bad_request("`order` is wrong, wanted 1 to 64 letters, digits, `-`, `_` or `.`"));
        }
        if !price::is_currency(&request.currency) {
            return Err(Refused::bad_request("`currency` is wrong, wanted an ISO 4217 code in capitals, `KZT`"));
        }
        let Some(amount) = price::parse(&request.amount, &request.currency) else {
            return Err(Refused::bad_request(
                "`amount` is wrong, wanted a decimal with a dot and two digits, `12500.00`",
            ));
        };
        if !sold::is_spoken(&request.lang) {
            return Err(Refused::bad_request("`lang` is wrong, wanted `kk`, `ru` or `en`"));
        }
        if !is_cryptogram(cryptogram.expose()) {
            return Err(Refused::bad_request("`cryptogram` is wrong, wanted the packet made by the provider's script"));
        }
        if holder.as_ref().is_some_and(|holder| !is_holder(holder.expose())) {
            return Err(Refused::bad_request("`holder` is wrong, wanted Latin letters and no long number"));
        }
        Ok(Self {
            attempt: request.attempt,
            order: request.order,
            amount,
            currency: request.currency,
            cryptogram,
            holder,
            lang: request.lang,
        })
    }
}

/// Reads a JSON body.
pub(super) fn json<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<T, Refused> {
    let body = body.map_err(|wrong| match wrong {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => {
            Refused::bad_request("the body is too long")
        }
        // Which attempt it is about is not known, so nothing is promised.
        _ => Refused::bad_request("the body broke off, or came too slowly").but_maybe_charged(),
    })?;
    body::json(headers, &body).map_err(Refused::bad_request)
}

/// Whether this is an attempt's id: 32 lower-case hex digits.
pub(super) fn is_attempt(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether this may be an order's id.
pub(super) fn is_order(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// Base64 of either alphabet, never a bare card number.
fn is_cryptogram(text: &str) -> bool {
    (1..=CRYPTOGRAM_LIMIT).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=-_".contains(&b))
        && !text.bytes().all(|b| b.is_ascii_digit())
}

/// Latin letters, with their marks too (Müller, Məmmədov, Nguyễn), and what stands between them, as docs/store-api.json has it. A name
/// has not as many digits as a card number's shortest.
fn is_holder(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_latin = |c| matches!(c, ' '..='~' | '\u{C0}'..='\u{2AF}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}');
    (1..=HOLDER_LIMIT).contains(&text.chars().count()) && text.chars().all(is_latin) && digits < 13
}

/// The component's 45 letters have spaces between them, and may have marks.
const HOLDER_LIMIT: usize = 255;
const CRYPTOGRAM_LIMIT: usize = 16 << 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_the_component_takes_is_taken_here() {
        for name in [
            "CARD HOLDER",
            "O'CONNOR-SMITH",
            "Müller",
            "Łukasz Żak",
            "ÇELİK ŞAHİN",
            "Æsa Ørsted",
            "CHARGEBACK:10_4",
            "Əli Məmmədov",
            "Nguyễn Thị Ánh",
            "Jose\u{301} Pe\u{301}rez",
            "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z A B C D E F G H",
        ] {
            assert!(is_holder(name), "{name}");
        }
        for name in ["", "Ж", "4242424242424242", "É 4242424242424242", "A\nB", "A\u{202e}B"] {
            assert!(!is_holder(name), "{name}");
        }
    }
}
