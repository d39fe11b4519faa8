//! The two requests that can move money: charge and post3ds.

use std::net::IpAddr;

use serde::Serialize;
use serde_json::{Value, json};

use super::call::Failure;
use super::find::Wanted;
use super::reply::Reply;
use super::{Gateway, Turn};
use crate::{Secret, price};

/// A charge to be sent, once.
#[derive(Debug)]
pub(crate) struct Charge {
    /// The attempt: InvoiceId and X-Request-ID.
    pub(crate) attempt: String,
    pub(crate) order: String,
    /// Minor units of the store's own price.
    pub(crate) amount: i64,
    pub(crate) currency: String,
    pub(crate) cryptogram: Secret,
    pub(crate) holder: Option<Secret>,
    pub(crate) lang: String,
    pub(crate) address: IpAddr,
    pub(crate) description: String,
}

/// What became of a request that can move money.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// The gateway said so.
    Said(Reply),
    /// Nothing was sent, or it was turned away unread.
    NotDone(Failure),
    /// Nobody knows: ask.
    Lost(Failure),
}

impl Gateway {
    /// Sends the charge. Dropping the future does not call it back.
    pub(crate) async fn charge(&self, charge: Charge, _turn: Turn) -> Verdict {
        let body = Body {
            amount: decimal(charge.amount, &charge.currency),
            currency: &charge.currency,
            ip_address: charge.address,
            card_cryptogram_packet: charge.cryptogram.expose(),
            name: charge.holder.as_ref().map(Secret::expose),
            invoice_id: &charge.attempt,
            description: &charge.description,
            culture_name: culture(&charge.lang),
            json_data: json!({ "order": charge.order }).to_string(),
        };
        let answer = self.call("/payments/cards/charge", &body, Some(&charge.attempt), self.patience.charge).await;
        let wanted = Wanted { attempt: &charge.attempt, amount: charge.amount, currency: &charge.currency };
        match verdict(answer, wanted) {
            // The message goes to the log; a gateway that quotes what it was sent must not put it there.
            Verdict::Said(Reply::BadRequest { message }) => {
                Verdict::Said(Reply::BadRequest { message: harmless(&message, charge.holder.as_ref()) })
            }
            other => other,
        }
    }

    /// Hands the bank's answer over, which moves the money. Once per attempt; dropping the future does not call it back.
    pub(crate) async fn post3ds(&self, wanted: Wanted<'_>, transaction: u64, pa_res: &str, _turn: Turn) -> Verdict {
        let body = json!({ "TransactionId": transaction, "PaRes": pa_res });
        let request = format!("{}-3ds", wanted.attempt);
        let answer = self.call("/payments/cards/post3ds", &body, Some(&request), self.patience.charge).await;
        match verdict(answer, wanted) {
            Verdict::Said(Reply::Paid { transaction: other }) if other != transaction => {
                Verdict::Lost(Failure::Lost("it speaks of another transaction"))
            }
            verdict => verdict,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Body<'a> {
    amount: serde_json::Number,
    currency: &'a str,
    ip_address: IpAddr,
    card_cryptogram_packet: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    invoice_id: &'a str,
    description: &'a str,
    culture_name: &'a str,
    json_data: String,
}

/// An answer about another payment proves nothing about this one.
fn verdict(answer: Result<Value, Failure>, wanted: Wanted<'_>) -> Verdict {
    match answer {
        Ok(answer) => {
            let reply = Reply::read(&answer);
            match wanted.differs(answer.get("Model").unwrap_or(&Value::Null), &reply) {
                Some(wrong) => Verdict::Lost(Failure::Lost(wrong)),
                None => Verdict::Said(reply),
            }
        }
        Err(failure @ Failure::Lost(_)) => Verdict::Lost(failure),
        Err(failure) => Verdict::NotDone(failure),
    }
}

/// A message fit for a log: short, printable, without the holder's name, and without a word that may be part of a packet
/// or a card.
fn harmless(message: &str, holder: Option<&Secret>) -> String {
    let name: Vec<String> = holder.map(|holder| letters(holder.expose())).unwrap_or_default();
    let message = without_numbers(message);
    let words = message.split_whitespace().map(|word| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let quoted = letters(word).iter().any(|part| name.contains(part));
        if quoted || word.chars().count() > 24 || digits > 5 || word.chars().any(char::is_control) {
            "(left out)"
        } else {
            word
        }
    });
    words.take(24).collect::<Vec<_>>().join(" ")
}

/// A text whose long numbers are left out, also those that are written in groups: 4111 1111 1111 1111, 4111-1111-1111-1111.
fn without_numbers(text: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(char::is_numeric) {
        let run = &rest[start..];
        let run = &run[..run.find(char::is_alphabetic).unwrap_or(run.len())];
        let number = run.trim_end_matches(|last: char| !last.is_numeric());
        left.push_str(&rest[..start]);
        left.push_str(if number.chars().filter(|digit| digit.is_numeric()).count() > 5 {
            "(left out)"
        } else {
            number
        });
        rest = &rest[start + number.len()..];
    }
    left + rest
}

/// The runs of letters in a text, in lower case.
fn letters(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphabetic()).filter(|run| !run.is_empty()).map(str::to_lowercase).collect()
}

/// A decimal of at most two digits after the dot: 1250000 is 12500.0, 1250029 is 12500.29.
fn decimal(minor: i64, currency: &str) -> serde_json::Number {
    price::text(minor, currency).parse::<f64>().ok().and_then(serde_json::Number::from_f64).unwrap_or_else(|| 0.into())
}

/// The gateway's names of languages. Its plain `kk` is Russian words with Almaty's time; Kazakh is `kk-KZ`.
fn culture(lang: &str) -> &'static str {
    match lang {
        "kk" => "kk-KZ",
        "en" => "en-US",
        _ => "ru-RU",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_goes_out_with_no_more_digits_than_it_has() {
        for (minor, wanted) in
            [(1_250_000, "12500.0"), (29, "0.29"), (99_999_999_999_999, "999999999999.99"), (1, "0.01")]
        {
            assert_eq!(decimal(minor, "KZT").to_string(), wanted);
        }
    }

    #[test]
    fn a_message_that_quotes_a_packet_a_card_or_the_holder_loses_it() {
        assert_eq!(harmless("Amount is required", None), "Amount is required");
        let packet = "QUJD".repeat(40);
        let holder = Secret::new("CARD-HOLDER O");
        let quoting = format!("bad packet {packet} for 4242424242424242 of \"Card Holder\"");
        let left = "bad packet (left out) for (left out) of (left out) (left out)";
        assert_eq!(harmless(&quoting, Some(&holder)), left);
        for card in [
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "4111  1111 - 1111.1111",
            "\u{664}\u{661}\u{661}\u{661} 1111",
        ] {
            assert_eq!(harmless(&format!("card {card} is wrong"), None), "card (left out) is wrong");
            assert_eq!(harmless(&format!("card:{card}, 12 of it"), None), "card:(left out) of it");
        }
        assert_eq!(harmless("Amount 12.50 is less than 100", None), "Amount 12.50 is less than 100");
    }
}
