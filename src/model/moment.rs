//! Points in time as the files give them: an instant in UTC and how exactly it is known.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Serialize, Serializer};

/// Seconds in a day.
pub const DAY: i64 = 86_400;

/// How exactly a time is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Known to the second.
    Second,
    /// Known to the minute.
    Minute,
    /// Only the day is known; the instant is the first of that day in UTC.
    Day,
}

/// An instant in UTC, in seconds since 1970, with its precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// How exactly `at` is known.
    pub precision: Precision,
}

/// In JSON an instant is its day.
impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.date())
    }
}

/// How Outlook writes that there is no day: `0/0/00`, `0.0.00`, `00.00.0000`.
pub fn is_no_day(text: &str) -> bool {
    let is_part = |c| matches!(c, '0' | '/' | '.' | '-' | ' ');
    text.contains('0') && text.chars().all(is_part)
}

impl Moment {
    /// An instant known to the second.
    pub fn second(at: i64) -> Self {
        Self {
            at,
            precision: Precision::Second,
        }
    }

    /// A day, of which nothing more is known.
    pub fn day(date: NaiveDate) -> Self {
        Self {
            at: start_of(date),
            precision: Precision::Day,
        }
    }

    /// The UTC calendar day.
    pub fn date(self) -> NaiveDate {
        date_of(self.at)
    }
}

/// The first instant of a day in UTC.
pub fn start_of(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce() - EPOCH_FROM_CE) * DAY
}

/// The UTC calendar day of an instant.
pub fn date_of(at: i64) -> NaiveDate {
    DateTime::from_timestamp(at, 0).map_or(NaiveDate::MIN, |t: DateTime<Utc>| t.date_naive())
}

/// A day as people write it: `9 Aug 2024`.
///
/// By hand, because every sentence of an audit has such a day and a format string would be read again for each.
pub fn written(date: NaiveDate) -> String {
    let month = MONTHS
        .get(date.month0() as usize)
        .map_or("", |name| &name[..3]);
    format!("{} {month} {}", date.day(), date.year())
}

/// A day as ISO 8601 writes it: `2024-08-09`. By hand for the same reason.
pub fn iso(date: NaiveDate) -> String {
    let Some(year) = u32::try_from(date.year())
        .ok()
        .filter(|year| *year < 10_000)
    else {
        return date.to_string();
    };
    let digit = |n: u32| char::from(b'0' + (n % 10) as u8);
    let mut text = String::with_capacity(10);
    text.extend([1000, 100, 10, 1].map(|place| digit(year / place)));
    for part in [date.month(), date.day()] {
        text.extend(['-', digit(part / 10), digit(part)]);
    }
    text
}

/// The day of a text that begins with one in ISO 8601: `2024-08-09`, `2024-08-09T12:00:00Z`.
pub fn day_of(text: &str) -> Option<NaiveDate> {
    let text = text.get(..10)?;
    let number = |text: &[u8]| {
        let digits = text.iter().all(u8::is_ascii_digit);
        let value = |sum: u32, digit: &u8| sum * 10 + u32::from(digit - b'0');
        digits.then(|| text.iter().fold(0, value))
    };
    let [year @ .., b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return text.parse().ok();
    };
    match (number(year), number(&[*m1, *m2]), number(&[*d1, *d2])) {
        (Some(year), Some(month), Some(day)) => NaiveDate::from_ymd_opt(year as i32, month, day),
        _ => text.parse().ok(),
    }
}

/// A month as people write it: `August 2024`.
pub fn written_month(date: NaiveDate) -> String {
    let month = MONTHS.get(date.month0() as usize).copied().unwrap_or("");
    format!("{month} {}", date.year())
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Days from the first day of the common era to 1970-01-01.
const EPOCH_FROM_CE: i32 = 719_163;

/// Which number of a slashed date is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlashOrder {
    /// Month first, as in the United States.
    MonthFirst,
    /// Day first.
    DayFirst,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_starts_at_midnight_utc() {
        let day = NaiveDate::from_ymd_opt(2024, 8, 9).unwrap();
        assert_eq!(start_of(day), 1_723_161_600);
        assert_eq!(date_of(1_723_161_600 + DAY - 1), day);
        assert_eq!(
            (written(day), written_month(day)),
            ("9 Aug 2024".into(), "August 2024".into())
        );
    }

    #[test]
    fn a_day_is_written_and_read_as_the_calendar_does_it() {
        let years = [-4, 0, 9, 1_582, 2_024, 9_999, 10_000];
        let days = years
            .into_iter()
            .filter_map(|year| NaiveDate::from_ymd_opt(year, 2, 29));
        for day in days.chain([NaiveDate::MIN, NaiveDate::MAX, NaiveDate::default()]) {
            assert_eq!(iso(day), day.to_string());
        }
        for text in [
            "2024-08-09",
            "2024-02-30",
            "2024-13-01",
            "2024-08-09T12:00:00Z",
            "0000-01-01",
            "2024-8-009",
            "+024-08-09",
            "-024-08-09",
            " 2024-8-09",
            "2024- 8-09",
            "2024/08/09",
            "soon",
            "2024-08-0",
            "éé-ééé-éé-",
            "2024-08-0é",
            "20240-8-09",
            "+12024-8-9",
        ] {
            let whole = text.get(..10).and_then(|text| text.parse().ok());
            assert_eq!(day_of(text), whole, "{text}");
        }
    }
}
