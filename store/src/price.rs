//! Prices as the database holds them, in minor units, and their two texts: ours on the wire and the gateway's numbers.

use cloudpayments_checkout::money::{Amount, Currency};
use serde_json::Value;

/// Reads an amount as the wire has it, `12500.00`, in minor units of its currency.
pub(crate) fn parse(text: &str, currency: &str) -> Option<i64> {
    let amount = Amount::from_wire(text, Currency::parse(currency).ok()?).ok()?;
    i64::try_from(amount.minor()).ok()
}

/// Reads a gateway's decimal, a JSON number or its text, in minor units of its currency. No arithmetic on floats.
pub(crate) fn of_gateway(value: &Value, currency: &str) -> Option<i64> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        _ => return None,
    };
    let amount = Amount::parse(&text, Currency::parse(currency).ok()?).ok()?;
    i64::try_from(amount.minor()).ok()
}

/// An amount in minor units as the wire has it.
pub(crate) fn text(minor: i64, currency: &str) -> String {
    let amount = || Amount::from_minor(u64::try_from(minor).ok()?, Currency::parse(currency).ok()?).ok();
    amount().map(Amount::wire).unwrap_or_default()
}

/// Whether `text` looks like an ISO 4217 code.
pub(crate) fn is_currency(text: &str) -> bool {
    Currency::parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_wire_has_one_text_for_each_amount() {
        for (text, currency, minor) in
            [("12500.00", "KZT", 1_250_000), ("0.01", "KZT", 1), ("9.90", "RUB", 990), ("500.00", "JPY", 500)]
        {
            assert_eq!(parse(text, currency), Some(minor), "{text}");
            assert_eq!(super::text(minor, currency), text);
        }
        for wrong in ["", "0.00", "12500", "12500.0", "12500.000", "012.00", "-1.00", "+1.00", "1e3.00", "1,00"] {
            assert_eq!(parse(wrong, "KZT"), None, "{wrong}");
        }
        assert_eq!(parse("1.00", "tenge"), None);
    }

    #[test]
    fn the_gateways_amounts_come_as_numbers_or_text() {
        for (value, wanted) in [
            (json!(12500), Some(1_250_000)),
            (json!(12500.0), Some(1_250_000)),
            (json!(0.29), Some(29)),
            (json!(9_999_999_999.99), Some(999_999_999_999)),
            (json!("7890.00"), Some(789_000)),
            (json!("7890"), Some(789_000)),
            (json!(10.005), None),
            (json!(-1), None),
            (json!(1e300), None),
            (json!(null), None),
        ] {
            assert_eq!(of_gateway(&value, "KZT"), wanted, "{value}");
        }
    }
}
