//! A notice, read: as a form, which is the provider's default, or as JSON, which its cabinet offers.

use std::collections::HashMap;

use axum::http::{HeaderMap, header};
use serde_json::Value;

use crate::price;

/// The kinds of notices the store takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// May this payment go on?
    Check,
    /// Money is taken, or held.
    Pay,
    /// A try failed.
    Fail,
    /// Held money is taken.
    Confirm,
    /// Money is given back.
    Refund,
    /// Held money is let go.
    Cancel,
}

impl Kind {
    /// The kind named in the address.
    pub(super) fn of(name: &str) -> Option<Self> {
        [Self::Check, Self::Pay, Self::Fail, Self::Confirm, Self::Refund, Self::Cancel]
            .into_iter()
            .find(|kind| kind.name() == name)
    }

    /// Its name in the address.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Pay => "pay",
            Self::Fail => "fail",
            Self::Confirm => "confirm",
            Self::Refund => "refund",
            Self::Cancel => "cancel",
        }
    }
}

/// The fields the store reads. Names, cards, mails and addresses are not among them.
#[derive(Debug)]
pub(super) struct Notice {
    pub(super) transaction: u64,
    pub(super) invoice: String,
    amount: Option<Value>,
    /// Empty where the notice has none: Refund and Cancel.
    pub(super) currency: String,
    /// The payment that a refund gives back.
    payment: Option<u64>,
    /// `Completed`, `Authorized`; empty where the notice has none.
    pub(super) status: String,
}

impl Notice {
    /// Reads a body; `None` when it has no TransactionId.
    pub(super) fn read(headers: &HeaderMap, body: &[u8]) -> Option<Self> {
        let is_json =
            headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
        let fields: HashMap<String, Value> = if is_json {
            serde_json::from_slice(body).ok()?
        } else {
            form_urlencoded::parse(body)
                .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
                .collect()
        };
        let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let number = |name: &str| fields.get(name).and_then(|id| id.as_u64().or_else(|| id.as_str()?.parse().ok()));
        Some(Self {
            transaction: number("TransactionId")?,
            invoice: text("InvoiceId"),
            amount: fields.get("Amount").cloned(),
            currency: text("Currency"),
            payment: number("PaymentTransactionId"),
            status: text("Status"),
        })
    }

    /// The payment it is about, as a notice of this kind. A refund is an operation of its own, with a number of its own.
    pub(super) fn payment_of(&self, kind: Kind) -> Option<u64> {
        if kind == Kind::Refund { self.payment } else { Some(self.transaction) }
    }

    /// Its amount, in minor units of a currency.
    pub(super) fn amount_in(&self, currency: &str) -> Option<i64> {
        price::of_gateway(self.amount.as_ref()?, currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_and_json_say_the_same() {
        let form =
            Notice::read(&HeaderMap::new(), b"TransactionId=3192600857&Amount=7890.00&Currency=KZT&InvoiceId=a%2B1")
                .unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, "application/json; charset=utf-8".parse().unwrap());
        let json = Notice::read(
            &headers,
            br#"{"TransactionId":3192600857,"Amount":7890.0,"Currency":"KZT","InvoiceId":"a+1"}"#,
        )
        .unwrap();
        let said = |notice: &Notice| {
            (
                notice.transaction,
                notice.invoice.clone(),
                notice.amount_in("KZT"),
                notice.currency.clone(),
                notice.payment,
            )
        };
        assert_eq!(said(&form), said(&json));
        assert_eq!(said(&form), (3_192_600_857, "a+1".into(), Some(789_000), "KZT".into(), None));
    }

    #[test]
    fn a_body_without_a_transaction_is_no_notice() {
        for body in [&b""[..], b"Amount=1.00", b"TransactionId=x", b"\xff\xff"] {
            assert!(Notice::read(&HeaderMap::new(), body).is_none());
        }
    }
}
