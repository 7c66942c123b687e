//! Dates as exports write them. What can be read in two ways is not guessed.

use chrono::{LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;

use crate::import::{months, written};
use crate::model::moment::{Moment, Precision, start_of};

pub use crate::model::moment::SlashOrder;

/// LinkedIn writes `Sent At` and its kin in this zone, wherever the owner lives.
pub const LINKEDIN_ZONE: Tz = chrono_tz::America::Los_Angeles;

/// The first instant that an event may bear: what is dated before 1990 has a clock that was never set.
pub const FIRST: i64 = 631_152_000;

/// A calendar day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// Certain.
    Is(NaiveDate),
    /// Certain, but the month is named in another language than English.
    Localised(NaiveDate),
    /// `03/04/2024`: two numbers of which either may be the month, and the year.
    Slashed(u32, u32, i32),
}

/// The order of slashed dates in a file, if any of its dates settles it.
pub fn slash_order(days: impl Iterator<Item = Day>) -> Option<SlashOrder> {
    let (mut first_over_12, mut second_over_12) = (false, false);
    for day in days {
        if let Day::Slashed(a, b, _) = day {
            first_over_12 |= a > 12;
            second_over_12 |= b > 12;
        }
    }
    match (first_over_12, second_over_12) {
        (false, true) => Some(SlashOrder::MonthFirst),
        (true, false) => Some(SlashOrder::DayFirst),
        _ => None,
    }
}

/// The same of a list; where all of its days are the same in both orders, either will do.
pub fn order_of(days: &[Day]) -> Option<SlashOrder> {
    let is_settled = days.iter().all(|day| day.settle(None).is_some());
    let either = Some(SlashOrder::DayFirst).filter(|_| is_settled && !days.is_empty());
    slash_order(days.iter().copied()).or(either)
}

impl Day {
    /// The date, once the order of slashed dates is known.
    pub fn settle(self, order: Option<SlashOrder>) -> Option<NaiveDate> {
        match (self, order) {
            (Self::Is(date) | Self::Localised(date), _) => Some(date),
            (Self::Slashed(a, b, year), _) if a == b => NaiveDate::from_ymd_opt(year, a, b),
            (Self::Slashed(month, day, year), Some(SlashOrder::MonthFirst)) => {
                NaiveDate::from_ymd_opt(year, month, day)
            }
            (Self::Slashed(day, month, year), Some(SlashOrder::DayFirst)) => {
                NaiveDate::from_ymd_opt(year, month, day)
            }
            (Self::Slashed(..), None) => None,
        }
    }
}

/// Reads a day: `09 Aug 2024`, `9-Aug-24`, `2024-08-09`, `09.08.2024`, `08/09/2024`, `9/13/18, 5:44 AM` (LinkedIn's zone).
pub fn day(text: &str) -> Option<Day> {
    if let Some(moment) = linkedin_local(text) {
        return Some(Day::Is(moment.date()));
    }
    let parts: Vec<&str> = text
        .split([' ', '-', '.', '/', ',', '\u{a0}'])
        .filter(|p| !p.is_empty())
        .collect();
    let &[a, b, c] = parts.as_slice() else {
        return None;
    };
    if let Some((month, localised)) = month_named(b) {
        let date = NaiveDate::from_ymd_opt(year(c)?, month, number(a)?)?;
        return Some(if localised {
            Day::Localised(date)
        } else {
            Day::Is(date)
        });
    }
    if a.len() == 4 {
        return NaiveDate::from_ymd_opt(year(a)?, number(b)?, number(c)?).map(Day::Is);
    }
    if text.contains('.') {
        return NaiveDate::from_ymd_opt(year(c)?, number(b)?, number(a)?).map(Day::Is);
    }
    if !text.contains(['/', '-']) {
        return None;
    }
    match (number(a)?, number(b)?, year(c)?) {
        (a @ 1..=31, b @ 1..=31, year) if a.min(b) <= 12 => Some(Day::Slashed(a, b, year)),
        _ => None,
    }
}

/// Reads an instant that LinkedIn wrote: UTC where it is written in order of size, its own zone in `8/1/24, 11:02 AM`.
pub fn linkedin(text: &str) -> Option<Moment> {
    timestamp(text, chrono_tz::UTC).or_else(|| linkedin_local(text))
}

/// `8/1/24, 11:02 AM` or `03/14/22, 08:05 AM`: minutes in LinkedIn's zone.
fn linkedin_local(text: &str) -> Option<Moment> {
    let (date, time) = text.split_once(',')?;
    let mut numbers = date.trim().split('/');
    let (month, day, written_year) = (
        number(numbers.next()?)?,
        number(numbers.next()?)?,
        numbers.next()?,
    );
    if numbers.next().is_some() {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(year(written_year)?, month, day)?;
    let time = time.trim().to_ascii_uppercase();
    let (clock, afternoon) = match time.strip_suffix("PM") {
        Some(clock) => (clock, true),
        None => (time.strip_suffix("AM")?, false),
    };
    let (hour, minute) = clock
        .trim_matches(|c: char| c.is_whitespace() || c == '\u{202f}')
        .split_once(':')?;
    let hour = number(hour)?;
    if !(1..=12).contains(&hour) {
        return None;
    }
    let time = NaiveTime::from_hms_opt(
        hour % 12 + if afternoon { 12 } else { 0 },
        number(minute)?,
        0,
    )?;
    Some(Moment {
        at: in_zone(date.and_time(time), LINKEDIN_ZONE),
        precision: Precision::Minute,
    })
}

/// `2024-08-01 18:20:10 UTC`, `2023/06/20 13:05:02 UTC`, `2019-11-06T02:08:20`, with `Z` or an offset, with or without seconds,
/// or a day alone; a time without a zone is in `zone`.
pub fn timestamp(text: &str, zone: Tz) -> Option<Moment> {
    let text = text.trim();
    let date = iso_date(text.get(..10)?)?;
    let rest = text[10..].trim_start_matches([' ', 'T', 't']);
    if rest.is_empty() {
        return Some(Moment::day(date));
    }
    let digits = rest
        .bytes()
        .take_while(|b| b.is_ascii_digit() || *b == b':')
        .count();
    let (clock, tail) = rest.split_at(digits);
    let (time, precision) = clock_time(clock)?;
    let fraction = tail
        .strip_prefix('.')
        .map_or(tail, |t| t.trim_start_matches(|c: char| c.is_ascii_digit()));
    let at = match fraction.trim() {
        "" => in_zone(date.and_time(time), zone),
        "UTC" | "GMT" | "Z" | "z" => in_zone(date.and_time(time), chrono_tz::UTC),
        offset => in_zone(date.and_time(time), chrono_tz::UTC) - offset_seconds(offset)?,
    };
    Some(Moment { at, precision })
}

/// A time as tables write it: in order of size, or a day in any way with the time behind it, or the seconds or milliseconds since
/// 1970. A time without a zone is in `zone`; `order` settles days such as `03/04/2026`.
pub fn moment(text: &str, zone: Tz, order: Option<SlashOrder>) -> Option<Moment> {
    let text = text.trim();
    if let Some(at) = timestamp(text, zone).or_else(|| epoch(text)) {
        return Some(at);
    }
    let (date, clock) = cut(text);
    let Some(day) = day(date) else {
        return written::moment(text, zone);
    };
    let date = day.settle(order)?;
    if clock.is_empty() {
        return Some(Moment::day(date));
    }
    let (time, precision) = time_of_day(clock)?;
    let at = in_zone(date.and_time(time), zone);
    Some(Moment { at, precision })
}

/// The day of a time as tables write it, if it is one whose order is to be settled.
pub fn slashed(text: &str) -> Option<Day> {
    day(cut(text.trim()).0).filter(|day| matches!(day, Day::Slashed(..)))
}

/// A text cut between its day and its time, which begins with the digits before the first colon.
fn cut(text: &str) -> (&str, &str) {
    let Some(colon) = text.find(':') else {
        return (text, "");
    };
    let digits = text.as_bytes()[..colon].iter().rev();
    let start = colon - digits.take_while(|b| b.is_ascii_digit()).count();
    let (date, clock) = text.split_at(start);
    (
        date.trim_end().trim_end_matches([',', 'T']).trim_end(),
        clock,
    )
}

/// `13:00`, `13:00:05`, `1:00 PM`, `13:00 Uhr`.
fn time_of_day(clock: &str) -> Option<(NaiveTime, Precision)> {
    let digits = clock
        .bytes()
        .take_while(|b| b.is_ascii_digit() || *b == b':');
    let (clock, tail) = clock.split_at(digits.count());
    let (time, precision) = clock_time(clock)?;
    let tail: String = tail
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let hour = chrono::Timelike::hour(&time);
    let hour = match tail.as_str() {
        "" | "uhr" | "h" => hour,
        "am" if (1..=12).contains(&hour) => hour % 12,
        "pm" if (1..=12).contains(&hour) => hour % 12 + 12,
        _ => return None,
    };
    Some((chrono::Timelike::with_hour(&time, hour)?, precision))
}

/// Ten digits are seconds since 1970, thirteen milliseconds.
fn epoch(text: &str) -> Option<Moment> {
    let number = text
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse::<i64>().ok())??;
    match text.len() {
        10 => Some(Moment::second(number)),
        13 => Some(Moment::second(number / 1000)),
        _ => None,
    }
}

fn iso_date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let separator = bytes[4];
    if !matches!(separator, b'-' | b'/') || bytes[7] != separator {
        return None;
    }
    NaiveDate::from_ymd_opt(
        number(text.get(..4)?)? as i32,
        number(text.get(5..7)?)?,
        number(text.get(8..10)?)?,
    )
}

fn clock_time(clock: &str) -> Option<(NaiveTime, Precision)> {
    let mut parts = clock.split(':');
    let (hour, minute) = (number(parts.next()?)?, number(parts.next()?)?);
    match parts.next() {
        Some(second) => Some((
            NaiveTime::from_hms_opt(hour, minute, number(second)?.min(59))?,
            Precision::Second,
        )),
        None => Some((NaiveTime::from_hms_opt(hour, minute, 0)?, Precision::Minute)),
    }
}

fn offset_seconds(text: &str) -> Option<i64> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().filter(|c| *c != ':').collect();
    if digits.len() != 4 && digits.len() != 2 {
        return None;
    }
    let hours = i64::from(number(&digits[..2])?);
    let minutes = if digits.len() == 4 {
        i64::from(number(&digits[2..])?)
    } else {
        0
    };
    Some(sign * (hours * 3600 + minutes * 60))
}

/// A wall-clock time in a zone: of two readings the earlier; a time that the clock skipped is read as if it had not.
pub fn in_zone(local: NaiveDateTime, zone: Tz) -> i64 {
    if zone == chrono_tz::UTC {
        return start_of(local.date())
            + i64::from(chrono::Timelike::num_seconds_from_midnight(&local));
    }
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.timestamp(),
        LocalResult::None => {
            let later = local + chrono::TimeDelta::hours(1);
            zone.from_local_datetime(&later)
                .earliest()
                .map_or_else(|| later.and_utc().timestamp(), |at| at.timestamp())
        }
    }
}

/// Digits only: signs and blanks that `parse` would accept are no part of a date.
fn number(text: &str) -> Option<u32> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// Two-digit years up to 69 are of this century.
fn year(text: &str) -> Option<i32> {
    match (text.len(), number(text)?) {
        (2, short @ 0..=69) => Some(2000 + short as i32),
        (2, short) => Some(1900 + short as i32),
        (4, long @ 1900..=2199) => Some(long as i32),
        _ => None,
    }
}

/// The month that a name means, written out or cut short, and whether the name is of another language than English.
///
/// Localised names were never seen in a LinkedIn file; they are read for files that were saved again elsewhere.
pub(super) fn month_named(text: &str) -> Option<(u32, bool)> {
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let month = months::month(text)?;
    let name = text.trim_end_matches('.').to_lowercase();
    let english = ENGLISH[month as usize - 1];
    let is_english = name == english || name == english[..3] || name == "sept";
    Some((month, !is_english))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn every_way_of_writing_a_day() {
        let ninth = date(2024, 8, 9);
        for text in [
            "09 Aug 2024",
            "9-Aug-24",
            "09-Aug-24",
            "2024-08-09",
            "09.08.2024",
            "9 August 2024",
        ] {
            assert_eq!(day(text), Some(Day::Is(ninth)), "{text}");
        }
        assert_eq!(day("12 Mar 19"), Some(Day::Is(date(2019, 3, 12))));
        assert_eq!(day("03 Dez 2022"), Some(Day::Localised(date(2022, 12, 3))));
        assert_eq!(day("03 janv. 2022"), Some(Day::Localised(date(2022, 1, 3))));
        for text in [
            "",
            "Aug 2024",
            "32 Aug 2024",
            "2024-02-30",
            "13/13/2024",
            "today",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn slashed_days_wait_for_the_file_to_settle_them() {
        let us = [day("03/15/2024").unwrap(), day("03/04/2024").unwrap()];
        assert_eq!(
            us[1].settle(slash_order(us.into_iter())),
            Some(date(2024, 3, 4))
        );
        let uk = [day("15/03/2024").unwrap(), day("03/04/2024").unwrap()];
        assert_eq!(
            uk[1].settle(slash_order(uk.into_iter())),
            Some(date(2024, 4, 3))
        );
        assert_eq!(us[1].settle(slash_order(std::iter::once(us[1]))), None);
        assert_eq!(
            day("05/05/2024").unwrap().settle(None),
            Some(date(2024, 5, 5))
        );
    }

    #[test]
    fn invitations_are_in_pacific_time() {
        // 11:02 in daylight time is 18:02 UTC; 1:05 in standard time is 9:05 UTC.
        assert_eq!(linkedin("8/1/24, 11:02 AM").unwrap().at, 1_722_535_320);
        assert_eq!(
            linkedin("12/30/23, 1:05\u{202f}AM").unwrap().at,
            1_703_927_100
        );
        assert_eq!(
            linkedin("8/8/24, 11:40 PM").unwrap().date(),
            date(2024, 8, 9)
        );
    }

    #[test]
    fn timestamps_say_their_zone_or_take_the_given_one() {
        let expected = 1_722_536_410; // 2024-08-01T18:20:10Z
        for text in [
            "2024-08-01 18:20:10 UTC",
            "2024/08/01 18:20:10 UTC",
            "2024-08-01T18:20:10",
            "2024-08-01T20:20:10+02:00",
            "2024-08-01T18:20:10.123Z",
        ] {
            assert_eq!(
                timestamp(text, chrono_tz::UTC).unwrap().at,
                expected,
                "{text}"
            );
        }
        let berlin = timestamp("2024-08-01 20:20", chrono_tz::Europe::Berlin).unwrap();
        assert_eq!(
            (berlin.at, berlin.precision),
            (expected - 10, Precision::Minute)
        );
        assert_eq!(
            timestamp("2024-08-01", chrono_tz::UTC).unwrap().precision,
            Precision::Day
        );
        assert_eq!(timestamp("2026-13-40", chrono_tz::UTC), None);
    }

    #[test]
    fn a_time_of_a_table_in_every_way_of_writing_it() {
        let berlin = chrono_tz::Europe::Berlin;
        // 2026-03-05T13:00:00+01:00, by `date -u -d … +%s`.
        let at = 1_772_712_000;
        for text in [
            "2026-03-05 13:00:00",
            "05.03.2026 13:00",
            "5 Mar 2026, 13:00 Uhr",
            "5 March 2026 1:00 PM",
            "05/03/2026 01:00:00 p.m.",
            "2026-03-05T12:00Z",
            "1772712000",
            "1772712000123",
        ] {
            let read = moment(text, berlin, Some(SlashOrder::DayFirst));
            assert_eq!(read.map(|at| at.at), Some(at), "{text}");
        }
        assert_eq!(moment("03/04/2026 13:00", berlin, None), None);
        assert_eq!(moment("05.03.2026 25:00", berlin, None), None);
        assert_eq!(moment("", berlin, None), None);
        let day = moment("05.03.2026", berlin, None).unwrap();
        assert_eq!((day.at, day.precision), (1_772_668_800, Precision::Day));
        let midnight = moment("05.03.2026 12:30 AM", chrono_tz::UTC, None);
        assert_eq!(midnight.map(|at| at.at), Some(1_772_668_800 + 1_800));
    }

    #[test]
    fn a_skipped_hour_is_read_as_if_the_clock_had_not_moved() {
        // On 2024-03-31 Berlin goes from 02:00 to 03:00; an hour before UTC as until then, 02:30 is 01:30 UTC.
        let at = timestamp("2024-03-31 02:30", chrono_tz::Europe::Berlin)
            .unwrap()
            .at;
        assert_eq!(
            at,
            timestamp("2024-03-31 01:30", chrono_tz::UTC).unwrap().at
        );
    }
}
