//! The one place that reads the time, and the three forms the API writes it in.

use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970-01-01 UTC.
pub(crate) fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// `/Date(1635154784619)/`, the form of `CreatedDate`.
pub(crate) fn asp_net(ms: i64) -> String {
    format!("/Date({ms})/")
}

/// `2021-10-25T09:39:44`, the form of `CreatedDateIso`; UTC.
pub(crate) fn iso(ms: i64) -> String {
    let Moment { year, month, day, hour, minute, second } = Moment::of(ms);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

/// `2021-10-25 09:39:44`, the form of a webhook's `DateTime`; UTC.
pub(crate) fn spaced(ms: i64) -> String {
    iso(ms).replace('T', " ")
}

/// Year and month at this moment, UTC: what a card's expiry is held against.
pub(crate) fn year_and_month(ms: i64) -> (i64, u32) {
    let moment = Moment::of(ms);
    (moment.year, moment.month)
}

struct Moment {
    year: i64,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
}

impl Moment {
    /// Days to civil date by Howard Hinnant's `civil_from_days` (<https://howardhinnant.github.io/date_algorithms.html>).
    fn of(ms: i64) -> Self {
        let seconds = ms.div_euclid(1000);
        let days = seconds.div_euclid(86_400) + 719_468;
        let second_of_day = seconds.rem_euclid(86_400);
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let small = |number: i64| u32::try_from(number).unwrap_or(0);
        Self {
            year,
            month: small(month),
            day: small(day),
            hour: small(second_of_day / 3_600),
            minute: small(second_of_day / 60 % 60),
            second: small(second_of_day % 60),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_sample_is_written_as_documented() {
        assert_eq!(asp_net(1_635_154_784_619), "/Date(1635154784619)/");
        assert_eq!(iso(1_635_154_784_619), "2021-10-25T09:39:44");
        assert_eq!(spaced(1_635_154_784_619), "2021-10-25 09:39:44");
    }

    #[test]
    fn leap_days_and_month_ends_are_right() {
        for (ms, wanted) in [
            (0, "1970-01-01T00:00:00"),
            (951_782_400_000, "2000-02-29T00:00:00"),
            (1_709_251_199_999, "2024-02-29T23:59:59"),
            (1_735_689_599_000, "2024-12-31T23:59:59"),
            (-1, "1969-12-31T23:59:59"),
        ] {
            assert_eq!(iso(ms), wanted, "{ms}");
        }
    }
}
