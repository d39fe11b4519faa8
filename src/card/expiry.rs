//! The month a card is good to.

use core::fmt;

use super::fold::{self, Scan};
use super::inline::Inline;
use super::month::{Month, Now};

/// A card's expiry: the card is good through the last day of this month.
///
/// Not `Clone` or `Serialize`, and `Debug` hides it, as for all that stands on a card.
///
/// ```
/// use cloudpayments_checkout::card::{Expiry, ExpiryError, Month, Now};
///
/// let now = Month::new(2026, 11).map_or(Now::unknown(), Now::month);
/// let expiry = Expiry::parse("4/2031", now)?;
/// assert_eq!((expiry.month(), expiry.year(), expiry.mmyy()), (4, 2031, *b"0431"));
/// assert_eq!(expiry.display().as_str(), "04 / 31");
/// assert_eq!(Expiry::parse("10/26", now).err(), Some(ExpiryError::Past));
/// // A month that has passed can be read all the same, and a date typed year first be turned around.
/// assert_eq!(Some(Expiry::read("10/26", now)?), Month::new(2026, 10));
/// assert_eq!(Expiry::reversed_hint("31/04", now), Some(expiry.date()));
/// # Ok::<(), ExpiryError>(())
/// ```
pub struct Expiry(Month);

impl Expiry {
    /// Reads a whole field: `04/31`, `4/2031`, `2031-04`, `0431`, `431`, in digits of any script.
    ///
    /// # Errors
    /// [`ExpiryError::Past`] and [`ExpiryError::TooFar`] (over 20 years) are judged only where the month it is now is known.
    pub fn parse(text: &str, now: Now) -> Result<Self, ExpiryError> {
        match Self::judge(text, now)? {
            (month, None) => Ok(Self(month)),
            (_, Some(error)) => Err(error),
        }
    }

    /// The month, and what is wrong with it: one that cannot be is a month all the same.
    pub(crate) fn judge(text: &str, now: Now) -> Result<(Month, Option<ExpiryError>), ExpiryError> {
        let month = Self::read(text, now)?;
        let reference = now.reference();
        let error = match now.known() {
            Some(today) if month < today => ExpiryError::Past,
            Some(today) if month.year() > farthest(today) => ExpiryError::TooFar,
            // Without a clock, still refuse what two digits of a year cannot say.
            None if month.year() / 100 < reference.year() / 100 => ExpiryError::Past,
            None if month.year() >= reference.year() + 100 => ExpiryError::TooFar,
            _ => return Ok((month, None)),
        };
        Ok((month, Some(error)))
    }

    /// The month a whole field names, whether or not a card can be good to it.
    ///
    /// # Errors
    /// All of [`ExpiryError`] but [`ExpiryError::Past`] and [`ExpiryError::TooFar`].
    pub fn read(text: &str, now: Now) -> Result<Month, ExpiryError> {
        let written = Written::of(text)?;
        let year = match (written.year.digits, written.year.value()) {
            (2, short) => pivot(short, now.reference().year()),
            (4, full) if full >= 1000 => full,
            (4, _) => return Err(ExpiryError::Invalid),
            _ => return Err(ExpiryError::Incomplete),
        };
        Month::new(year, written.month.value().to_le_bytes()[0]).ok_or(ExpiryError::Month)
    }

    /// The month meant where year and month were swapped (`26/01`), for a "did you mean 01 / 26?".
    ///
    /// `None` unless the first number can be no month and the second can, and a card can be good to that year.
    #[must_use]
    pub fn reversed_hint(text: &str, now: Now) -> Option<Month> {
        let written = Written::of(text).ok()?;
        let (year, month) = (written.month, written.year);
        let sure = year.digits == 2 && month.digits == 2 && (year.value == 0 || year.value > 12);
        let today = now.reference();
        let full = pivot(year.value(), today.year());
        let near = today.year() <= full && full <= farthest(today);
        Month::new(full, month.value().to_le_bytes()[0]).filter(|_| sure && near)
    }

    /// The calendar month.
    #[must_use]
    pub const fn date(&self) -> Month {
        self.0
    }

    /// 1 for January to 12 for December.
    #[must_use]
    pub const fn month(&self) -> u8 {
        self.0.month()
    }

    /// The year in full, `2031`.
    #[must_use]
    pub const fn year(&self) -> u16 {
        self.0.year()
    }

    /// Four ASCII digits, `0431`, as the provider's script wants them.
    #[must_use]
    pub fn mmyy(&self) -> [u8; 4] {
        let [a, b] = two_digits(u16::from(self.month()));
        let [c, d] = two_digits(self.year());
        [a, b, c, d]
    }

    /// `04 / 31`, as it stands in the field and on the card.
    #[must_use]
    pub fn display(&self) -> Inline {
        let mut text = Inline::new();
        write(self.0, &mut text);
        text
    }
}

impl fmt::Debug for Expiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Expiry(..)")
    }
}

/// Writes the month a text names as `04 / 31`; `false`, and nothing written, where it names none or a year that two digits do
/// not say.
pub(crate) fn tidy(text: &str, tidy: &mut Inline) -> bool {
    let Ok(month) = Expiry::read(text, Now::unknown()) else { return false };
    let told = pivot(month.year() % 100, Now::unknown().reference().year()) == month.year();
    if told {
        write(month, tidy);
    }
    told
}

/// The month of [`Expiry::reversed_hint`] as `01 / 26`; empty where there is none.
pub(crate) fn turned(text: &str, now: Now) -> Inline {
    let mut turned = Inline::new();
    if let Some(month) = Expiry::reversed_hint(text, now) {
        write(month, &mut turned);
    }
    turned
}

fn write(month: Month, text: &mut Inline) {
    text.clear();
    let ([a, b], [c, d]) = (two_digits(u16::from(month.month())), two_digits(month.year()));
    for byte in [a, b, b' ', b'/', b' ', c, d] {
        text.push(char::from(byte));
    }
}

/// Why a text is no expiry we accept.
///
/// ```
/// use cloudpayments_checkout::card::ExpiryError;
///
/// assert_eq!(ExpiryError::Past.code(), "expiry.past");
/// assert_eq!(ExpiryError::Past.message(), ExpiryError::Past.to_string());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpiryError {
    /// Nothing there.
    Empty,
    /// Digits, but not a whole date.
    Incomplete,
    /// A month that is not 1 to 12.
    Month,
    /// The month has ended everywhere on earth.
    Past,
    /// Over 20 years ahead.
    TooFar,
    /// No date at all.
    Invalid,
}

impl ExpiryError {
    /// Stable code, as in events and in the headless API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "expiry.empty",
            Self::Incomplete => "expiry.incomplete",
            Self::Month => "expiry.month",
            Self::Past => "expiry.past",
            Self::TooFar => "expiry.too_far",
            Self::Invalid => "expiry.invalid",
        }
    }

    /// One sentence for a developer: what was found, what was wanted; never the input.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Empty => "no expiry, wanted month and year",
            Self::Incomplete => "part of an expiry, wanted month and year",
            Self::Month => "a month that does not exist, wanted 01 to 12",
            Self::Past => "an expiry in the past, wanted this month or later",
            Self::TooFar => "an expiry too far ahead, wanted at most 20 years",
            Self::Invalid => "no date, wanted month and year",
        }
    }
}

impl fmt::Display for ExpiryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl core::error::Error for ExpiryError {}

/// Month and year as they were written.
struct Written {
    month: Number,
    year: Number,
}

/// A number and how many digits it took.
#[derive(Clone, Copy, Default)]
struct Number {
    value: u32,
    digits: u8,
}

impl Number {
    /// Of four digits at most.
    fn value(self) -> u16 {
        let [a, b, ..] = self.value.to_le_bytes();
        u16::from_le_bytes([a, b])
    }
}

impl Written {
    /// No digit at all is [`ExpiryError::Invalid`] (or empty); digits and something that is no part of a date are
    /// [`ExpiryError::Incomplete`], as is every text that names no whole date.
    fn of(text: &str) -> Result<Self, ExpiryError> {
        // Spaces part month and year only where nothing stronger does: "0 4 / 3 1".
        let slashed = has_slash(text);
        let (mut first, mut second) = (Number::default(), Number::default());
        let (mut parted, mut blank, mut strange) = (false, true, false);
        for c in Scan::new(text) {
            if matches!(c, ' ' | '\n') {
                parted |= !slashed;
                continue;
            }
            blank = false;
            if fold::is_date_separator(c) {
                parted = true;
            } else if let Some(digit) = c.to_digit(10) {
                if parted && second.digits > 0 {
                    // A third group is no part of a date.
                    strange |= first.digits > 0;
                    first = second;
                    second = Number::default();
                }
                parted = false;
                second.value = second.value.wrapping_mul(10).wrapping_add(digit);
                second.digits = second.digits.saturating_add(1);
            } else {
                strange = true;
            }
        }
        match second.digits {
            0 if blank => return Err(ExpiryError::Empty),
            0 => return Err(ExpiryError::Invalid),
            _ => {}
        }
        if first.digits == 0 && slashed && parted && second.digits == 2 && !matches!(second.value, 1..=12) {
            // Followed by a slash it is the month, and no year mends it.
            return Err(ExpiryError::Month);
        }
        if first.digits == 0 {
            // CloudPayments' own rule for digits alone (`expDateMonthYear`): an odd count has a month of one digit.
            let (year, century) = if second.digits > 4 { (4, 10_000) } else { (2, 100) };
            first = Number { value: second.value / century, digits: second.digits.saturating_sub(year) };
            second = Number { value: second.value % century, digits: year };
        }
        if first.digits == 4 && second.digits <= 2 {
            (first, second) = (second, first);
        }
        if strange || !matches!(first.digits, 1 | 2) {
            return Err(ExpiryError::Incomplete);
        }
        Ok(Self { month: first, year: second })
    }
}

fn has_slash(text: &str) -> bool {
    for c in Scan::new(text) {
        if fold::is_date_separator(c) {
            return true;
        }
    }
    false
}

/// The full year of a two-digit one: in the century of `today`, or in the next when that lies 80 or more years back.
fn pivot(short: u16, today: u16) -> u16 {
    let year = today - today % 100 + short;
    if today >= year + 80 { year + 100 } else { year }
}

fn two_digits(value: u16) -> [u8; 2] {
    let [value, _] = (value % 100).to_le_bytes();
    [b'0' + value / 10, b'0' + value % 10]
}

/// The last year a card may be good to, 20 ahead. `today` is the earliest month on earth: in December the next year may have begun
/// where the shopper stands.
fn farthest(today: Month) -> u16 {
    today.year() + 20 + u16::from(today.month() == 12)
}

#[cfg(test)]
mod tests {
    use super::{Expiry, ExpiryError, Month, Now};

    #[track_caller]
    fn reads(now: (u16, u8), text: &str, wanted: Result<(u16, u8), ExpiryError>) {
        let now = Month::new(now.0, now.1).map_or(Now::unknown(), Now::month);
        assert_eq!(Expiry::parse(text, now).map(|expiry| (expiry.year(), expiry.month())), wanted, "{text}");
    }

    #[test]
    fn two_digits_of_a_year_are_of_this_century_until_80_years_lie_between() {
        reads((2085, 1), "01/05", Ok((2105, 1)));
        reads((2085, 1), "01/06", Err(ExpiryError::Past));
        reads((2099, 12), "01/00", Ok((2100, 1)));
        reads((2101, 1), "01/00", Err(ExpiryError::Past));
    }

    #[test]
    fn without_a_clock_no_card_is_expired_but_impossible_years_are_refused() {
        reads((0, 0), "01/20", Ok((2020, 1)));
        reads((0, 0), "01/2000", Ok((2000, 1)));
        reads((0, 0), "12/99", Ok((2099, 12)));
        reads((0, 0), "12/1999", Err(ExpiryError::Past));
        reads((0, 0), "12/2126", Err(ExpiryError::TooFar));
    }

    #[test]
    fn digits_that_name_no_whole_date_are_incomplete_and_anything_else_is_invalid() {
        for text in [
            "13",
            "14 ",
            "00",
            "4",
            "04/",
            "04 / 3",
            "04/315",
            "1/2/31",
            "0431999",
            "123456789012",
            "431x",
            "04/31 exp",
            "203/1",
            "/31",
        ] {
            reads((2026, 11), text, Err(ExpiryError::Incomplete));
        }
        for text in ["x", "--", "MM/YY", "04/0031", "\u{2074}/\u{B3}"] {
            reads((2026, 11), text, Err(ExpiryError::Invalid));
        }
        for text in ["", "  ", "\u{200E}", "\u{A0}"] {
            reads((2026, 11), text, Err(ExpiryError::Empty));
        }
        for text in ["00/31", "13/31", "1331", "2031-13", "2031-00", "203104"] {
            reads((2026, 11), text, Err(ExpiryError::Month));
        }
    }

    #[test]
    fn spaces_part_only_where_nothing_stronger_does() {
        reads((2026, 11), " 0 4 / 3 1 ", Ok((2031, 4)));
        reads((2026, 11), "04\u{A0}2031", Ok((2031, 4)));
        reads((2026, 11), "\u{200E}04/31\u{200E}", Ok((2031, 4)));
        reads((2026, 11), "04.2031", Ok((2031, 4)));
    }
}
