//! A calendar month, and the month it is now.

/// A year and a month of the Gregorian calendar; ordered in time.
///
/// ```
/// use cloudpayments_checkout::card::Month;
///
/// let month = Month::new(2031, 4);
/// assert_eq!(month.map(|month| (month.year(), month.month())), Some((2031, 4)));
/// assert!(month < Month::new(2031, 5) && Month::new(2031, 13).is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: u16,
    month: u8,
}

impl Month {
    /// `month` counts from 1 to 12 and `year` is written in full, up to 9999; `None` outside of that.
    #[must_use]
    pub const fn new(year: u16, month: u8) -> Option<Self> {
        if year <= 9999 && month >= 1 && month <= 12 { Some(Self { year, month }) } else { None }
    }

    /// The year in full, `2031`.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// 1 for January to 12 for December.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }
}

/// The month it is, as far as the clock can be believed. The core has no clock: whoever asks brings the time.
///
/// ```
/// use cloudpayments_checkout::card::{Month, Now};
///
/// assert_eq!(Now::at(1_922_000_000_000).known(), Month::new(2030, 11));
/// assert_eq!(Month::new(2030, 11).map(Now::month), Some(Now::at(1_922_000_000_000)));
/// assert_eq!(Now::unknown().known(), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now(Option<Month>);

impl Now {
    /// From milliseconds since 1970-01-01 UTC, as JavaScript's `Date.now()` gives them.
    ///
    /// Takes the earliest month anywhere on earth (UTC-12): a card is good to the last day of its month where the shopper
    /// stands, and on the border the issuer decides.
    #[must_use]
    pub fn at(unix_ms: i64) -> Self {
        let west = unix_ms.saturating_sub(12 * HOUR_MS);
        month_of_day(west.div_euclid(24 * HOUR_MS)).map_or(Self(None), Self::month)
    }

    /// The month itself.
    #[must_use]
    pub fn month(month: Month) -> Self {
        // A clock behind the build is wrong; a card must not be refused for it.
        Self((month >= BUILT).then_some(month))
    }

    /// No clock, or one that is not to be asked (`expiry-check="off"`): no card is expired.
    #[must_use]
    pub const fn unknown() -> Self {
        Self(None)
    }

    /// The month, where it is known.
    #[must_use]
    pub const fn known(self) -> Option<Month> {
        self.0
    }

    /// The month that two-digit years are read from.
    pub(crate) fn reference(self) -> Month {
        self.0.unwrap_or(BUILT)
    }
}

/// The month of a day counted from 1970-01-01, from year 0 on. Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
fn month_of_day(day: i64) -> Option<Month> {
    let day = u32::try_from(day.checked_add(719_468)?).ok()?;
    let era = day / 146_097;
    let day_of_era = day % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153; // 0 is March, so that the leap day comes last
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u32::from(month <= 2);
    Month::new(u16::try_from(year).ok()?, month.to_le_bytes()[0])
}

/// The month this code was written: no true clock shows an earlier one.
const BUILT: Month = Month { year: 2026, month: 11 };

const HOUR_MS: i64 = 3_600_000;

#[cfg(test)]
mod tests {
    use super::{HOUR_MS, Month, Now, month_of_day};

    #[track_caller]
    fn day(day: i64, year: u16, month: u8) {
        assert_eq!(month_of_day(day), Month::new(year, month));
    }

    #[test]
    fn days_fall_in_their_months() {
        day(0, 1970, 1);
        day(-1, 1969, 12);
        day(11_016, 2000, 2); // 29 February
        day(11_017, 2000, 3);
        day(20_788, 2026, 12);
        day(20_787, 2026, 11);
    }

    #[test]
    fn any_clock_at_all_is_survived() {
        for ms in [i64::MIN, -1, 0, i64::MAX, 1 << 53] {
            let _ = Now::at(ms);
        }
        assert_eq!(Now::at(i64::MAX).known(), None);
    }

    #[test]
    fn a_month_begins_when_it_has_begun_everywhere() {
        let december = 20_788 * 24 * HOUR_MS;
        assert_eq!(Now::at(december + 12 * HOUR_MS - 1).known(), Month::new(2026, 11));
        assert_eq!(Now::at(december + 12 * HOUR_MS).known(), Month::new(2026, 12));
    }

    #[test]
    fn a_clock_behind_the_build_is_not_believed() {
        assert_eq!(Now::at(0), Now::unknown());
        assert_eq!(Now::month(Month::new(2026, 10).unwrap()), Now::unknown());
        assert_eq!(Now::month(Month::new(2026, 11).unwrap()).known(), Month::new(2026, 11));
    }
}
