//! Amounts in the API's JSON, and sums of them. The amount itself is the checkout's own exact type.

use cloudpayments_checkout::money::{Amount, Currency};
use serde_json::{Number, Value};

/// Reads a JSON number or a form's text; at least 0.01, no more decimals than the currency has.
pub(crate) fn read(value: &Value, currency: Currency) -> Option<Amount> {
    match value {
        // A fraction is held as f64 and printed as the shortest text that reads back the same, so up to fifteen digits
        // come out as they were written.
        Value::Number(number) => Amount::parse(&number.to_string(), currency).ok(),
        Value::String(text) => Amount::parse(text, currency).ok(),
        _ => None,
    }
}

/// `12500` or `12500.5`, the form of the JSON answers.
pub(crate) fn json(amount: Amount) -> Value {
    let wire = amount.wire();
    match wire.split_once('.') {
        Some((whole, decimals)) if decimals.bytes().all(|digit| digit == b'0') => {
            whole.parse::<u64>().map_or(Value::Null, Value::from)
        }
        _ => wire.parse().ok().and_then(Number::from_f64).map_or(Value::Null, Value::Number),
    }
}

/// What is left after taking `other` away; None when that is nothing or less.
pub(crate) fn less(amount: Amount, other: Amount) -> Option<Amount> {
    Amount::from_minor(amount.minor().checked_sub(other.minor())?, amount.currency()).ok()
}

/// The sum of both; None when it is more than an amount can be.
pub(crate) fn plus(amount: Amount, other: Amount) -> Option<Amount> {
    Amount::from_minor(amount.minor().checked_add(other.minor())?, amount.currency()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn amounts_are_read_exactly_from_numbers_and_texts() {
        for (value, wanted) in [
            (json!(10), Some("10.00")),
            (json!(12500.00), Some("12500.00")),
            (json!(0.01), Some("0.01")),
            (json!(0.1), Some("0.10")),
            (json!(65.98), Some("65.98")),
            (json!("12500.00"), Some("12500.00")),
            (json!("10.500"), Some("10.50")),
            (json!(0), None),
            (json!(0.001), None),
            (json!(-1), None),
            (json!("1,5"), None),
            (json!("1e3"), None),
            (json!(" 1"), None),
            (json!(""), None),
            (json!("10.005"), None),
            (json!(null), None),
            (json!([1]), None),
        ] {
            assert_eq!(read(&value, Currency::KZT).map(Amount::wire).as_deref(), wanted, "{value}");
        }
    }

    #[test]
    fn an_answer_writes_whole_amounts_without_a_fraction() {
        for (text, wanted) in [("10", "10"), ("65.98", "65.98"), ("0.10", "0.1"), ("12500.50", "12500.5")] {
            assert_eq!(json(Amount::parse(text, Currency::KZT).unwrap()).to_string(), wanted);
        }
    }

    #[test]
    fn a_refund_of_everything_leaves_nothing() {
        let [ten, four, six] = ["10", "4", "6"].map(|text| Amount::parse(text, Currency::KZT).unwrap());
        assert_eq!(less(ten, four), Some(six));
        assert_eq!(less(ten, ten), None);
        assert_eq!(less(four, ten), None);
        assert_eq!(plus(four, six), Some(ten));
    }
}
