//! The whole card, ready to be encrypted.

use super::expiry::Expiry;
use super::holder::{Holder, Reader};
use super::month::Now;
use super::number::CardNumber;
use super::security_code::SecurityCode;
use super::verdict::FieldError;

/// Every part of a card, each of them checked.
///
/// It moves from the form to where it is encrypted and is dropped, and so wiped, there: no `Clone`, `Serialize` or
/// `Display`. `Debug` shows brand and last four digits.
///
/// ```
/// use cloudpayments_checkout::card::{Card, CardNumber, Expiry, Now, SecurityCode};
///
/// let card = Card {
///     number: CardNumber::parse("4242 4242 4242 4242")?,
///     expiry: Expiry::parse("12/30", Now::unknown())?,
///     code: SecurityCode::parse("123")?,
///     holder: None,
/// };
/// assert!(!format!("{card:?}").contains("4242424242424242"));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Card {
    /// The number.
    pub number: CardNumber,
    /// The month it is good to.
    pub expiry: Expiry,
    /// CVV2 or CVC2.
    pub code: SecurityCode,
    /// The holder's name, where the form asks for it and it was given.
    pub holder: Option<Holder>,
}

impl Card {
    /// Reads what stands in four fields; no name where the last is not asked for.
    ///
    /// # Errors
    /// What is wrong with the first field, in Tab order, that is not right.
    pub(crate) fn read(
        [number, expiry, code]: [&str; 3],
        holder: Option<&str>,
        reader: Reader,
        now: Now,
    ) -> Result<Self, FieldError> {
        Ok(Self {
            number: CardNumber::parse(number).map_err(FieldError::Number)?,
            expiry: Expiry::parse(expiry, now).map_err(FieldError::Expiry)?,
            code: SecurityCode::parse(code).map_err(FieldError::Code)?,
            holder: match holder {
                Some(holder) => Some(Holder::read(holder, reader).map_err(FieldError::Holder)?),
                None => None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Card;
    use crate::card::{CardNumber, Expiry, Holder, HolderPolicy, Now, SecurityCode};

    #[test]
    fn debug_shows_four_digits_of_the_number_and_nothing_else() {
        let card = Card {
            number: CardNumber::parse("4012888888881881").unwrap(),
            expiry: Expiry::parse("04/31", Now::unknown()).unwrap(),
            code: SecurityCode::parse("947").unwrap(),
            holder: Holder::parse("IVAN PETROV", HolderPolicy::Latin).ok(),
        };
        let shown = format!("{card:?}");
        assert!(shown.contains("1881"), "{shown}");
        for secret in ["4012", "8888", "947", "31,", "IVAN"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
}
