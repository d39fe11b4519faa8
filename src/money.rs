//! Exact amounts of money, and how they are read and written.

use core::fmt;

/// An ISO 4217 currency: three capitals. Any three will do; those known have their symbol and count of decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Kazakhstan's tenge.
    pub const KZT: Self = Self(*b"KZT");
    /// The Russian rouble.
    pub const RUB: Self = Self(*b"RUB");
    /// The US dollar.
    pub const USD: Self = Self(*b"USD");
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// Reads a code, `KZT`.
    ///
    /// # Errors
    /// [`AmountError::Currency`] unless it is three capital Latin letters.
    pub fn parse(code: &str) -> Result<Self, AmountError> {
        match <[u8; 3]>::try_from(code.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Self(code)),
            _ => Err(AmountError::Currency),
        }
    }

    /// The code, `KZT`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Digits after the point: 2 but for a few. Source: ISO 4217 list one, "minor unit".
    #[must_use]
    pub fn exponent(self) -> u32 {
        let within = |codes: &[u8]| codes.chunks(3).any(|code| code == self.0);
        if within(NO_MINOR_UNIT) {
            0
        } else if within(THREE_DECIMALS) {
            3
        } else {
            2
        }
    }

    /// What is written beside the amount: `₸`, or the code where there is no symbol known to everyone.
    #[must_use]
    pub fn symbol(&self) -> &str {
        match self.0 {
            [b'K', b'Z', b'T'] => "₸",
            [b'R', b'U', b'B'] => "₽",
            [b'U', b'S', b'D'] => "$",
            [b'E', b'U', b'R'] => "€",
            [b'G', b'B', b'P'] => "£",
            _ => self.as_str(),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An exact, positive amount in a currency's minor units (tiyn, kopecks, cents).
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
            _ if minor >= LARGEST_MAJOR * 10_u64.pow(currency.exponent()) => Err(AmountError::TooLarge),
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
        let (major, decimals) = match text.split_once('.') {
            Some((_, "")) => return Err(AmountError::Format),
            Some(parts) => parts,
            None => (text, ""),
        };
        if text.is_empty() {
            return Err(AmountError::Empty);
        }
        let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if major.is_empty() || !is_number(major) || !is_number(decimals) {
            return Err(AmountError::Format);
        }
        let exponent = currency.exponent() as usize;
        let (kept, beyond) = decimals.split_at_checked(exponent).unwrap_or((decimals, ""));
        if beyond.bytes().any(|digit| digit != b'0') {
            return Err(AmountError::Decimals);
        }
        let missing = core::iter::repeat_n(b'0', exponent - kept.len());
        let minor = major
            .bytes()
            .chain(kept.bytes())
            .chain(missing)
            .try_fold(0_u64, |minor, digit| minor.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
        Self::from_minor(minor.ok_or(AmountError::TooLarge)?, currency)
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
        let (major, mut decimals) = self.parts();
        while decimals.len() < WIRE_DECIMALS {
            decimals.push('0');
        }
        major + "." + &decimals
    }

    /// As a shopper reads it, given a style or a locale. Tenge show their tiyn only where there are some; spaces are
    /// no-break ones (U+00A0).
    #[must_use]
    pub fn display(self, style: impl Into<AmountStyle>) -> String {
        let style = style.into();
        let (major, decimals) = self.parts();
        let mut text = String::with_capacity(32);
        let symbol = self.currency.symbol();
        let first = style == AmountStyle::Commas && self.is_symbol_first();
        if first {
            text.push_str(symbol);
            if symbol.len() == 3 && symbol.is_ascii() {
                text.push(NBSP);
            }
        }
        for (place, digit) in major.chars().enumerate() {
            if place > 0 && (major.len() - place).is_multiple_of(3) {
                text.push(style.group());
            }
            text.push(digit);
        }
        let round = decimals.bytes().all(|digit| digit == b'0');
        if !(decimals.is_empty() || (round && self.currency == Currency::KZT)) {
            text.push(style.point());
            text.push_str(&decimals);
        }
        if !first {
            text.push(NBSP);
            text.push_str(symbol);
        }
        text
    }

    /// Whether English writes the symbol before the amount: `$125.00`, `UZS 500.00`, but `12,500 ₸` as in Kazakhstan's shops.
    fn is_symbol_first(self) -> bool {
        !matches!(self.currency, Currency::KZT | Currency::RUB)
    }

    /// Major units and the decimals the currency has.
    fn parts(self) -> (String, String) {
        let exponent = self.currency.exponent() as usize;
        let mut digits = decimal(self.minor);
        while digits.len() <= exponent {
            digits.insert(0, '0');
        }
        let decimals = digits.split_off(digits.len() - exponent);
        (digits, decimals)
    }
}

/// The number in decimal digits: `to_string` would bring the whole of `core::fmt` into the browser (3 KB brotli).
pub(crate) fn decimal(number: u64) -> String {
    let mut digits = if number < 10 { String::new() } else { decimal(number / 10) };
    digits.extend(u32::try_from(number % 10).ok().and_then(|digit| char::from_digit(digit, 10)));
    digits
}

/// How a language groups digits and where it puts the currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountStyle {
    /// Kazakh and Russian: `12 500,00 ₽`.
    Spaces,
    /// English: `$12,500.00`.
    Commas,
}

impl AmountStyle {
    const fn group(self) -> char {
        match self {
            Self::Spaces => NBSP,
            Self::Commas => ',',
        }
    }

    const fn point(self) -> char {
        match self {
            Self::Spaces => ',',
            Self::Commas => '.',
        }
    }
}

/// Why a text is no amount we take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountError {
    /// Nothing there.
    Empty,
    /// Something besides digits and one dot.
    Format,
    /// More decimals than the currency has.
    Decimals,
    /// Nothing to pay.
    Zero,
    /// A million million or more.
    TooLarge,
    /// No ISO 4217 code.
    Currency,
}

impl AmountError {
    /// Stable code, as in events.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "amount.empty",
            Self::Format => "amount.format",
            Self::Decimals => "amount.decimals",
            Self::Zero => "amount.zero",
            Self::TooLarge => "amount.too_large",
            Self::Currency => "amount.currency",
        }
    }
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "no amount, wanted a decimal such as 12500.00",
            Self::Format => "something besides digits and one dot, wanted a decimal such as 12500.00",
            Self::Decimals => "more decimals than the currency has, wanted an amount that can be paid",
            Self::Zero => "an amount of nothing, wanted more than zero",
            Self::TooLarge => "an amount too large, wanted less than 1000000000000",
            Self::Currency => "no currency code, wanted three capital letters such as KZT",
        })
    }
}

impl core::error::Error for AmountError {}

/// Source for both: ISO 4217 list one, 2024-06-25; concatenated codes.
const NO_MINOR_UNIT: &[u8] = b"BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF";
const THREE_DECIMALS: &[u8] = b"BHDIQDJODKWDLYDOMRTND";

/// With three decimals this stays below 2^53, which JavaScript's numbers hold exactly.
const LARGEST_MAJOR: u64 = 1_000_000_000_000;

const WIRE_DECIMALS: usize = 2;

const NBSP: char = '\u{A0}';

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
    fn currencies_are_three_capitals() {
        for code in ["", "KZ", "kzt", "KZTT", "K T", "КЗТ", "₸"] {
            assert_eq!(Currency::parse(code), Err(AmountError::Currency), "{code}");
        }
        assert_eq!(Currency::parse("KZT"), Ok(Currency::KZT));
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
