//! The card number (PAN).

use core::fmt;

use super::brand::Brand;
use super::digits::Digits;
use super::fold;
use super::tally::Tally;

/// A Visa or Mastercard number of the right length whose check digit is right (ISO/IEC 7812-1, Luhn).
///
/// Not `Clone`, `Display` or `Serialize`: it moves to where it is encrypted. `Debug` shows the last four digits.
///
/// ```
/// use cloudpayments_checkout::card::{Brand, CardNumber, NumberError};
///
/// let number = CardNumber::parse("4242 4242-4242 4242")?;
/// assert_eq!((number.brand(), number.last_four()), (Brand::Visa, "4242"));
/// assert_eq!(number.expose(), "4242424242424242");
/// assert_eq!(CardNumber::parse("4242 4242 4242 4243").err(), Some(NumberError::Luhn));
/// # Ok::<(), NumberError>(())
/// ```
pub struct CardNumber {
    digits: Digits,
    brand: Brand,
}

impl CardNumber {
    /// Reads a whole field: digits of any script, with spaces, dashes, dots, underscores and invisible marks between them.
    ///
    /// # Errors
    /// What is wrong first, in the order of [`NumberError`]'s variants.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let mut digits = Digits::new();
        match judge(text, Some(&mut digits)) {
            // A number that is to be charged has the crate's word for it, and not that of the quick sum alone by which keys are judged.
            (brand, None) if luhn::valid(digits.expose()) => Ok(Self { digits, brand }),
            (_, error) => Err(error.unwrap_or(NumberError::Luhn)),
        }
    }

    /// [`Brand::Visa`] or [`Brand::Mastercard`].
    #[must_use]
    pub const fn brand(&self) -> Brand {
        self.brand
    }

    /// The last four digits, which may be shown and kept (PCI DSS 3.4.1).
    #[must_use]
    pub fn last_four(&self) -> &str {
        let digits = self.digits.expose();
        digits.get(digits.len().saturating_sub(4)..).unwrap_or_default()
    }

    /// All the digits, 13 to 19, without separators.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.digits.expose()
    }
}

/// The brand, and what is wrong; the digits are put where they are to be kept.
pub(crate) fn judge(text: &str, kept: Option<&mut Digits>) -> (Brand, Option<NumberError>) {
    let Some(tally) = Tally::of(text, fold::is_number_separator, kept) else {
        return (Brand::Unknown, Some(NumberError::InvalidChars));
    };
    let (brand, count) = (tally.brand(), tally.count);
    let error = match brand {
        Brand::Unknown => NumberError::Empty,
        Brand::Other => NumberError::UnsupportedBrand,
        _ if count > brand.longest() => NumberError::TooLong,
        _ if !brand.has_length(count) => NumberError::Incomplete,
        _ if !tally.has_check_digit() => NumberError::Luhn,
        _ => return (brand, None),
    };
    (brand, Some(error))
}

impl fmt::Debug for CardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CardNumber({} ... {})", self.brand.as_str(), self.last_four())
    }
}

/// Why a text is no card number we accept.
///
/// ```
/// use cloudpayments_checkout::card::NumberError;
///
/// assert_eq!(NumberError::Luhn.code(), "number.luhn");
/// assert_eq!(NumberError::Luhn.message(), NumberError::Luhn.to_string());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    /// No digit and nothing wrong.
    Empty,
    /// Something besides digits and separators.
    InvalidChars,
    /// Neither Visa nor Mastercard.
    UnsupportedBrand,
    /// More digits than the brand's longest.
    TooLong,
    /// A count of digits the brand does not have.
    Incomplete,
    /// The check digit is wrong: a digit was mistyped or two were swapped.
    Luhn,
}

impl NumberError {
    /// Stable code, as in events and in the headless API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "number.empty",
            Self::InvalidChars => "number.invalid_chars",
            Self::UnsupportedBrand => "number.unsupported_brand",
            Self::TooLong => "number.too_long",
            Self::Incomplete => "number.incomplete",
            Self::Luhn => "number.luhn",
        }
    }

    /// One sentence for a developer: what was found, what was wanted; never the input.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Empty => "no card number, wanted 16 digits",
            Self::InvalidChars => "something besides digits and separators, wanted a card number",
            Self::UnsupportedBrand => "a card of another network, wanted Visa or Mastercard",
            Self::TooLong => "more digits than a card number has, wanted 16 (Visa: 13, 16 or 19)",
            Self::Incomplete => "fewer digits than a card number has, wanted 16 (Visa: 13, 16 or 19)",
            Self::Luhn => "a wrong check digit, wanted the number as it stands on the card",
        }
    }
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl core::error::Error for NumberError {}

#[cfg(test)]
mod tests {
    use super::CardNumber;

    #[test]
    fn debug_shows_four_digits_and_the_brand() {
        let number = CardNumber::parse("4111 1111 1111 1111").unwrap();
        assert_eq!(format!("{number:?}"), "CardNumber(visa ... 1111)");
        assert_eq!(number.expose(), "4111111111111111");
    }
}
