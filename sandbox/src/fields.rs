//! The parameters of a request, from JSON or from a form; names are matched without regard to case, as the API does.

use cloudpayments_checkout::money::{Amount, Currency};
use serde_json::{Map, Value};
use thiserror::Error;

use crate::money;

/// A request's parameters.
#[derive(Debug, Default)]
pub(crate) struct Fields(Map<String, Value>);

impl Fields {
    /// Reads a body by its content type: a form, else JSON. An empty body has no fields.
    ///
    /// # Errors
    /// The body is neither.
    pub(crate) fn read(content_type: Option<&str>, body: &[u8]) -> Result<Self, BodyError> {
        if body.is_empty() {
            return Ok(Self::default());
        }
        if content_type.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) {
            let pairs = form_urlencoded::parse(body);
            return Ok(Self(
                pairs.map(|(name, value)| (name.into_owned(), Value::String(value.into_owned()))).collect(),
            ));
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(map)) => Ok(Self(map)),
            _ => Err(BodyError),
        }
    }

    /// A text; numbers count as their digits. None when absent, null or empty.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.value(name)? {
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(flag) => Some(flag.to_string()),
            _ => None,
        }
    }

    /// Any JSON as a text (`JsonData` may come as an object or as its text).
    pub(crate) fn json_text(&self, name: &str) -> Option<String> {
        match self.value(name)? {
            Value::Object(map) => Some(Value::Object(map.clone()).to_string()),
            _ => self.text(name),
        }
    }

    /// A transaction's number, as number or digits; a fraction is rounded, as the API documents.
    pub(crate) fn id(&self, name: &str) -> Result<u64, FieldError> {
        let text = self.text(name).ok_or_else(|| FieldError::missing(name))?;
        let whole = text.parse().ok().or_else(|| {
            let number: f64 = text.parse().ok()?;
            format!("{:.0}", number.round()).parse().ok()
        });
        whole.ok_or_else(|| FieldError::invalid(name))
    }

    /// A text that must be there.
    pub(crate) fn required(&self, name: &str) -> Result<String, FieldError> {
        self.text(name).ok_or_else(|| FieldError::missing(name))
    }

    /// An amount that must be there.
    pub(crate) fn amount(&self, name: &str, currency: Currency) -> Result<Amount, FieldError> {
        let value = self.value(name).filter(|value| **value != Value::String(String::new()));
        let value = value.ok_or_else(|| FieldError::missing(name))?;
        money::read(value, currency).ok_or_else(|| FieldError::invalid(name))
    }

    fn value(&self, name: &str) -> Option<&Value> {
        let same = |(key, _): &(&String, &Value)| key.eq_ignore_ascii_case(name);
        let value = self.0.get(name).or_else(|| self.0.iter().find(same).map(|(_, value)| value));
        value.filter(|value| !value.is_null())
    }
}

/// The body is neither JSON nor a form.
#[derive(Debug, PartialEq, Eq, Error)]
#[error("The request body must be a JSON object or a form")]
pub(crate) struct BodyError;

/// A parameter is missing or wrong. The text is the answer's `Message`, in the documentation's words.
#[derive(Debug, PartialEq, Eq, Error)]
pub(crate) enum FieldError {
    #[error("{0} is required")]
    Missing(String),
    #[error("Invalid {0} value")]
    Invalid(String),
}

impl FieldError {
    fn missing(name: &str) -> Self {
        Self::Missing(name.to_owned())
    }

    /// The value of `name` is of the wrong kind.
    pub(crate) fn invalid(name: &str) -> Self {
        Self::Invalid(name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_and_form_say_the_same() {
        let json =
            Fields::read(Some("application/json"), br#"{"TransactionId":5000000001,"InvoiceId":12,"Amount":10.5}"#);
        let form = Fields::read(
            Some("application/x-www-form-urlencoded; charset=utf-8"),
            b"TransactionId=5000000001&InvoiceId=12&Amount=10.5",
        );
        for fields in [json.unwrap(), form.unwrap()] {
            assert_eq!(fields.id("TransactionId"), Ok(5_000_000_001));
            assert_eq!(fields.text("InvoiceId").as_deref(), Some("12"));
            assert_eq!(fields.text("invoiceid").as_deref(), Some("12"));
            assert_eq!(fields.amount("Amount", Currency::KZT).map(Amount::wire).as_deref(), Ok("10.50"));
            assert_eq!(fields.required("Email").unwrap_err().to_string(), "Email is required");
        }
    }

    #[test]
    fn wrong_kinds_are_named_as_in_the_documentation() {
        let fields =
            Fields::read(None, br#"{"Amount":"a lot","TransactionId":{},"InvoiceId":null,"Empty":""}"#).unwrap();
        assert_eq!(fields.amount("Amount", Currency::KZT).unwrap_err().to_string(), "Invalid Amount value");
        assert_eq!(fields.amount("Empty", Currency::KZT).unwrap_err().to_string(), "Empty is required");
        assert_eq!(fields.id("TransactionId").unwrap_err().to_string(), "TransactionId is required");
        assert_eq!(fields.text("InvoiceId"), None);
    }

    #[test]
    fn a_body_that_is_neither_is_refused() {
        for body in [&b"[1]"[..], b"hello", b"{"] {
            assert_eq!(Fields::read(Some("application/json"), body).err(), Some(BodyError));
        }
        assert!(Fields::read(None, b"").is_ok());
    }
}
