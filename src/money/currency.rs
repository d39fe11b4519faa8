use core::fmt;

use super::AmountError;

/// An ISO 4217 currency: three capitals. Any three will do; those known have their symbol and count of decimals.
///
/// ```
/// use cloudpayments_checkout::money::{AmountError, Currency};
///
/// assert_eq!(Currency::parse("KZT")?, Currency::KZT);
/// assert_eq!([Currency::RUB, Currency::USD, Currency::EUR].map(Currency::exponent), [2, 2, 2]);
/// assert_eq!((Currency::RUB.as_str(), Currency::RUB.symbol().as_str()), ("RUB", "₽"));
/// # Ok::<(), AmountError>(())
/// ```
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
        match self.unit() {
            1 => 0,
            1_000 => 3,
            _ => 2,
        }
    }

    /// Minor units in a major one.
    pub(super) fn unit(self) -> u64 {
        if self.is_in(NO_MINOR_UNIT) {
            1
        } else if self.is_in(THREE_DECIMALS) {
            1_000
        } else {
            100
        }
    }

    fn is_in(self, codes: &[u8]) -> bool {
        for code in codes.chunks_exact(3) {
            if code == self.0 {
                return true;
            }
        }
        false
    }

    /// What is written beside the amount: `₸`, or the code where there is no symbol known to everyone.
    #[must_use]
    pub fn symbol(self) -> String {
        match self.known_symbol() {
            Some(symbol) => symbol.to_owned(),
            // Letter by letter: nothing else in the component has bytes looked through for UTF-8, as `as_str` does.
            None => self.0.into_iter().map(char::from).collect(),
        }
    }

    /// Whether there is a symbol known to everyone.
    pub(super) fn has_symbol(self) -> bool {
        self.known_symbol().is_some()
    }

    fn known_symbol(self) -> Option<&'static str> {
        for (currency, symbol) in &SYMBOLS {
            if *currency == self {
                return Some(symbol);
            }
        }
        None
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

static SYMBOLS: [(Currency, &str); 5] =
    [(Currency::KZT, "₸"), (Currency::RUB, "₽"), (Currency::USD, "$"), (Currency::EUR, "€"), (Currency(*b"GBP"), "£")];

/// Source for both: ISO 4217 list one, 2024-06-25; concatenated codes.
const NO_MINOR_UNIT: &[u8] = b"BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF";
const THREE_DECIMALS: &[u8] = b"BHDIQDJODKWDLYDOMRTND";

#[cfg(test)]
mod tests {
    use super::{AmountError, Currency};

    #[test]
    fn currencies_are_three_capitals() {
        for code in ["", "KZ", "kzt", "KZTT", "K T", "КЗТ", "₸"] {
            assert_eq!(Currency::parse(code), Err(AmountError::Currency), "{code}");
        }
        assert_eq!(Currency::parse("KZT"), Ok(Currency::KZT));
    }
}
