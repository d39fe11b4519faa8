//! Which card network a number belongs to, by its first digits.

use super::fold;
use super::tally::Tally;

/// The card network as far as the digits typed so far tell.
///
/// ```
/// use cloudpayments_checkout::card::Brand;
///
/// assert_eq!(Brand::of("4"), Brand::Visa);
/// assert_eq!(Brand::of_text("5555 55").as_str(), "mastercard");
/// assert_eq!(Brand::Visa.longest(), 19);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Brand {
    /// No digit yet.
    #[default]
    Unknown,
    /// `2`, `22`, `222`, `27`, `272`, `5`: may become Mastercard, or not.
    PossibleMastercard,
    /// Starts with 4.
    Visa,
    /// Starts with 51 to 55, or with 2221 to 2720.
    Mastercard,
    /// Any other network: not accepted here.
    Other,
}

impl Brand {
    /// How many leading digits decide.
    pub(super) const PREFIX: usize = 4;

    /// The brand of ASCII digits; anything else in `digits` gives [`Brand::Other`].
    #[must_use]
    pub fn of(digits: &str) -> Self {
        let mut beginning = 0;
        for digit in digits.bytes().take(Self::PREFIX) {
            if !digit.is_ascii_digit() {
                return Self::Other;
            }
            beginning = beginning * 10 + u16::from(digit - b'0');
        }
        Self::beginning(beginning, digits.len())
    }

    /// The same of the first four digits as one number, of all there are; those beyond the fourth change nothing.
    pub(super) fn beginning(beginning: u16, digits: usize) -> Self {
        if digits == 0 {
            return Self::Unknown;
        }
        // All the beginnings of four digits that can still come: 4100 to 4199 from "41".
        let (mut first, mut last) = (beginning, beginning);
        for _ in digits..Self::PREFIX {
            first *= 10;
            last = last * 10 + 9;
        }
        let mut brand = Self::Other;
        for (from, to, whose) in RANGES {
            if *from <= first && last <= *to {
                return *whose;
            }
            // What may still become Visa is Visa from its first digit on, so a range touched in part is a Mastercard's.
            if *from <= last && first <= *to {
                brand = Self::PossibleMastercard;
            }
        }
        brand
    }

    /// The brand of a number as typed or pasted, with its separators; [`Brand::Unknown`] when it holds anything else.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        match Tally::of(text, fold::is_number_separator, None) {
            Some(tally) => tally.brand(),
            None => Self::Unknown,
        }
    }

    /// The name used in events and in the headless API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::PossibleMastercard => "possible_mastercard",
            Self::Visa => "visa",
            Self::Mastercard => "mastercard",
            Self::Other => "other",
        }
    }

    /// The most digits a number of this brand has; as a person types, a digit more is refused.
    #[must_use]
    pub const fn longest(self) -> usize {
        match self {
            Self::Mastercard => 16,
            _ => 19,
        }
    }

    /// Whether a number of this brand can have this many digits.
    pub(crate) const fn has_length(self, digits: usize) -> bool {
        match self {
            Self::Visa => matches!(digits, 13 | 16 | 19),
            Self::Mastercard => digits == 16,
            _ => false,
        }
    }
}

/// First four digits, from and to, both included. Source: ISO/IEC 7812 issuer ranges as Visa and Mastercard publish them.
const RANGES: &[(u16, u16, Brand)] =
    &[(4000, 4999, Brand::Visa), (5100, 5599, Brand::Mastercard), (2221, 2720, Brand::Mastercard)];

#[cfg(test)]
mod tests {
    use super::Brand;

    #[test]
    fn every_border_of_the_mastercard_ranges_is_where_it_should_be() {
        for (digits, brand) in [
            ("2220", Brand::Other),
            ("2221", Brand::Mastercard),
            ("2720", Brand::Mastercard),
            ("2721", Brand::Other),
            ("5", Brand::PossibleMastercard),
            ("50", Brand::Other),
            ("51", Brand::Mastercard),
            ("55", Brand::Mastercard),
            ("56", Brand::Other),
            ("4", Brand::Visa),
            ("", Brand::Unknown),
            ("x", Brand::Other),
            ("99999", Brand::Other),
        ] {
            assert_eq!(Brand::of(digits), brand, "{digits}");
        }
    }
}
