//! The three digits on the back of the card.

use core::fmt;

use super::digits::Digits;
use super::fold;
use super::tally::Tally;

/// CVV2 (Visa) or CVC2 (Mastercard): exactly three digits; `000` is one too.
///
/// Never kept after authorisation (PCI DSS 3.3.1): not `Clone`, wiped on drop, `Debug` shows nothing of it.
///
/// ```
/// use cloudpayments_checkout::card::{CodeError, SecurityCode};
///
/// assert_eq!(SecurityCode::parse("12 3")?.expose(), "123");
/// assert_eq!(SecurityCode::parse("1234").err(), Some(CodeError::TooLong));
/// # Ok::<(), CodeError>(())
/// ```
#[derive(Debug)]
pub struct SecurityCode(Digits);

impl SecurityCode {
    /// Reads a whole field: three digits of any script; spaces and invisible marks are dropped.
    ///
    /// # Errors
    /// What is wrong first, in the order of [`CodeError`]'s variants.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let mut digits = Digits::new();
        match Tally::of(text, fold::is_space, Some(&mut digits)).ok_or(CodeError::InvalidChars)?.count {
            0 => Err(CodeError::Empty),
            LENGTH => Ok(Self(digits)),
            1..LENGTH => Err(CodeError::Incomplete),
            _ => Err(CodeError::TooLong),
        }
    }

    /// The three digits.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

/// Why a text is no security code.
///
/// ```
/// use cloudpayments_checkout::card::CodeError;
///
/// assert_eq!(CodeError::Incomplete.code(), "cvv.incomplete");
/// assert_eq!(CodeError::Incomplete.message(), CodeError::Incomplete.to_string());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    /// No digit and nothing wrong.
    Empty,
    /// Something besides digits and spaces.
    InvalidChars,
    /// Fewer than three digits.
    Incomplete,
    /// More than three digits (four are American Express).
    TooLong,
}

impl CodeError {
    /// Stable code, as in events and in the headless API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "cvv.empty",
            Self::InvalidChars => "cvv.invalid_chars",
            Self::Incomplete => "cvv.incomplete",
            Self::TooLong => "cvv.too_long",
        }
    }

    /// One sentence for a developer: what was found, what was wanted; never the input.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Empty => "no security code, wanted three digits",
            Self::InvalidChars => "something besides digits, wanted a security code of three digits",
            Self::Incomplete => "fewer digits than a security code has, wanted three",
            Self::TooLong => "more digits than a security code has, wanted three",
        }
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl core::error::Error for CodeError {}

/// Digits of a CVV2 or CVC2.
const LENGTH: usize = 3;

#[cfg(test)]
mod tests {
    use super::SecurityCode;

    #[test]
    fn debug_shows_no_digit() {
        assert_eq!(format!("{:?}", SecurityCode::parse("947").unwrap()), "SecurityCode(Digits(3 of them))");
    }
}
