use super::digits::Digits;
use super::{AmountError, AmountStyle, Currency};

/// An exact, positive amount in a currency's minor units (tiyn, kopecks, cents).
///
/// ```
/// use cloudpayments_checkout::money::{Amount, AmountError, AmountStyle, Currency};
///
/// let amount = Amount::from_minor(1_250_000, Currency::KZT)?;
/// assert_eq!((amount.minor(), amount.currency()), (1_250_000, Currency::KZT));
/// assert_eq!(Amount::from_wire(&amount.wire(), Currency::KZT), Ok(amount));
/// assert_eq!(amount.display(AmountStyle::Spaces), "12\u{a0}500\u{a0}₸");
/// # Ok::<(), AmountError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    minor: u64,
    currency: Currency,
}

impl Amount {
    /// From minor units.
    ///
    /// # Errors
    /// [`AmountError::Zero`], or [`AmountError::TooLarge`] from a million million major units on.
    pub fn from_minor(minor: u64, currency: Currency) -> Result<Self, AmountError> {
        match minor {
            0 => Err(AmountError::Zero),
            _ if minor >= LARGEST_MAJOR * currency.unit() => Err(AmountError::TooLarge),
            _ => Ok(Self { minor, currency }),
        }
    }

    /// Reads an attribute as a page's author writes it: `12500`, `12500.5`, `12500.00`.
    ///
    /// # Errors
    /// For a comma, a sign, an exponent, a space or a group ([`AmountError::Format`]), for more decimals than the currency
    /// has unless they are zeros ([`AmountError::Decimals`]), for nothing and for too much.
    ///
    /// ```
    /// use cloudpayments_checkout::money::{Amount, AmountError, Currency};
    ///
    /// assert_eq!(Amount::parse("12500.5", Currency::KZT)?.wire(), "12500.50");
    /// assert_eq!(Amount::parse("12500,50", Currency::KZT), Err(AmountError::Format));
    /// # Ok::<(), AmountError>(())
    /// ```
    pub fn parse(text: &str, currency: Currency) -> Result<Self, AmountError> {
        if text.is_empty() {
            return Err(AmountError::Empty);
        }
        let (mut minor, mut unit) = (0, currency.unit());
        let (mut digits, mut after_point) = (0, false);
        let mut error = None;
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => {
                    digits += 1;
                    let digit = u64::from(byte - b'0');
                    if !after_point {
                        minor = minor * 10 + digit * unit;
                        if minor >= LARGEST_MAJOR * unit {
                            // Stays there, however many digits follow.
                            minor = LARGEST_MAJOR * unit;
                            error = Some(AmountError::TooLarge);
                        }
                    } else if unit > 1 {
                        unit /= 10;
                        minor += digit * unit;
                    } else if digit > 0 {
                        error = Some(AmountError::Decimals);
                    }
                }
                b'.' if digits > 0 && !after_point => (digits, after_point) = (0, true),
                _ => return Err(AmountError::Format),
            }
        }
        match error {
            _ if digits == 0 => Err(AmountError::Format),
            Some(error) => Err(error),
            None => Self::from_minor(minor, currency),
        }
    }

    /// Reads the form [`wire`](Amount::wire) writes, and no other.
    ///
    /// # Errors
    /// As [`Amount::parse`], and [`AmountError::Format`] for anything it would write differently.
    pub fn from_wire(text: &str, currency: Currency) -> Result<Self, AmountError> {
        let amount = Self::parse(text, currency)?;
        if amount.wire() == text { Ok(amount) } else { Err(AmountError::Format) }
    }

    /// The amount in minor units: `1250000` for 12 500.00 ₸.
    #[must_use]
    pub const fn minor(self) -> u64 {
        self.minor
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// A decimal with a dot and two digits (three where the currency has three), `12500.00`: what the store and CloudPayments exchange.
    #[must_use]
    pub fn wire(self) -> String {
        let mut text = String::new();
        let decimals = self.currency.exponent();
        Digits { decimals, group: "", point: "." }.write(&mut text, self.minor);
        if decimals == 0 {
            text.push_str(".00");
        }
        text
    }

    /// As a shopper reads it, given a style or a locale. Tenge show their tiyn only where there are some; spaces are
    /// no-break ones (U+00A0).
    #[must_use]
    pub fn display(self, style: impl Into<AmountStyle>) -> String {
        let commas = style.into() == AmountStyle::Commas;
        let (group, point) = if commas { (",", ".") } else { (NBSP, ",") };
        let symbol = self.currency.symbol();
        let first = commas && self.is_symbol_first();
        let mut text = String::new();
        if first {
            text.push_str(&symbol);
            if !self.currency.has_symbol() {
                text.push_str(NBSP);
            }
        }
        if self.currency == Currency::KZT && self.minor.is_multiple_of(100) {
            Digits { decimals: 0, group, point }.write(&mut text, self.minor / 100);
        } else {
            Digits { decimals: self.currency.exponent(), group, point }.write(&mut text, self.minor);
        }
        if !first {
            text.push_str(NBSP);
            text.push_str(&symbol);
        }
        text
    }

    /// Whether English writes the symbol before the amount: `$125.00`, `UZS 500.00`, but `12,500 ₸` as in Kazakhstan's shops.
    fn is_symbol_first(self) -> bool {
        self.currency != Currency::KZT && self.currency != Currency::RUB
    }
}

/// With three decimals this stays below 2^53, which JavaScript's numbers hold exactly.
const LARGEST_MAJOR: u64 = 1_000_000_000_000;

const NBSP: &str = "\u{A0}";

#[cfg(test)]
mod tests {
    use super::{Amount, AmountError, AmountStyle, Currency};

    #[track_caller]
    fn reads(text: &str, code: &str, minor: u64, wire: &str) {
        let amount = Amount::parse(text, Currency::parse(code).unwrap()).unwrap();
        assert_eq!((amount.minor(), amount.wire().as_str()), (minor, wire));
        assert_eq!(Amount::from_wire(wire, amount.currency()), Ok(amount));
    }

    #[track_caller]
    fn refuses(text: &str, error: AmountError) {
        assert_eq!(Amount::parse(text, Currency::KZT), Err(error));
    }

    #[track_caller]
    fn shows(text: &str, code: &str, spaces: &str, commas: &str) {
        let amount = Amount::parse(text, Currency::parse(code).unwrap()).unwrap();
        assert_eq!(amount.display(AmountStyle::Spaces).replace('\u{A0}', "_"), spaces);
        assert_eq!(amount.display(AmountStyle::Commas).replace('\u{A0}', "_"), commas);
    }

    #[test]
    fn attributes_are_read_as_authors_write_them() {
        reads("12500", "KZT", 1_250_000, "12500.00");
        reads("12500.5", "KZT", 1_250_050, "12500.50");
        reads("12500.00", "KZT", 1_250_000, "12500.00");
        reads("0.01", "RUB", 1, "0.01");
        reads("007", "USD", 700, "7.00");
        reads("1.500", "USD", 150, "1.50");
        reads("500", "JPY", 500, "500.00");
        reads("500.00", "JPY", 500, "500.00");
        reads("1.5", "KWD", 1500, "1.500");
        reads("999999999999.99", "KZT", 99_999_999_999_999, "999999999999.99");
    }

    #[test]
    fn what_could_be_read_two_ways_is_refused() {
        for text in [
            "12500,00",
            "12,500",
            "12 500",
            "1e3",
            "-5",
            "+5",
            ".5",
            "5.",
            "1.2.3",
            "٥",
            " 5",
            "12500 KZT",
            "0x10",
            ".",
        ] {
            refuses(text, AmountError::Format);
        }
        refuses("", AmountError::Empty);
        refuses("0", AmountError::Zero);
        refuses("0.00", AmountError::Zero);
        refuses("1.005", AmountError::Decimals);
        refuses("1000000000000", AmountError::TooLarge);
        refuses("99999999999999999999999999", AmountError::TooLarge);
    }

    #[test]
    fn the_wire_has_one_form() {
        for text in ["12500", "12500.5", "012500.00", "12500.000"] {
            assert_eq!(Amount::from_wire(text, Currency::KZT), Err(AmountError::Format), "{text}");
        }
        assert_eq!(Amount::from_wire("500", Currency::parse("JPY").unwrap()), Err(AmountError::Format));
    }

    #[test]
    fn amounts_read_as_in_shops() {
        shows("12500.00", "KZT", "12_500_₸", "12,500_₸");
        shows("12500.50", "KZT", "12_500,50_₸", "12,500.50_₸");
        shows("12500.00", "RUB", "12_500,00_₽", "12,500.00_₽");
        shows("125.00", "USD", "125,00_$", "$125.00");
        shows("1234567.8", "EUR", "1_234_567,80_€", "€1,234,567.80");
        shows("999", "JPY", "999_JPY", "JPY_999");
        shows("0.05", "USD", "0,05_$", "$0.05");
        shows("1000.5", "KWD", "1_000,500_KWD", "KWD_1,000.500");
    }
}
