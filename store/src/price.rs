//! Prices in minor units and their text on the wire, `12500.00`.

/// Reads a decimal with a dot and exactly two digits after it; `None` for anything else, zero included.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.')?;
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let canonical = whole == "0" || !whole.starts_with('0');
    if whole.is_empty() || whole.len() > MOST_DIGITS || part.len() != 2 || !canonical || !digits(whole) || !digits(part)
    {
        return None;
    }
    let minor = whole.parse::<i64>().ok()? * 100 + part.parse::<i64>().ok()?;
    (minor > 0).then_some(minor)
}

/// The text of an amount in minor units.
pub(crate) fn text(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

/// Whether `text` looks like an ISO 4217 code.
pub(crate) fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// Above this an amount is a mistake, and below it no sum can overflow.
const MOST_DIGITS: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_a_decimal_with_two_digits_and_nothing_else() {
        for (text, minor) in [("12500.00", 1_250_000), ("0.01", 1), ("9.90", 990)] {
            assert_eq!(parse(text), Some(minor), "{text}");
            assert_eq!(super::text(minor), text);
        }
        for wrong in [
            "",
            "0.00",
            "12500",
            "12500.0",
            "12500.000",
            "012.00",
            "-1.00",
            "+1.00",
            "1e3.00",
            "1 0.00",
            ".50",
            "1,00",
            "9999999999999.00",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
