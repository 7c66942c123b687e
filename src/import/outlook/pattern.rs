//! How a meeting of Outlook recurs ([MS-OXOCAL] 2.2.1.44): a rule, the days on which it does not take place, and those to which one of
//! its meetings was moved.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::meeting::Clock;

/// How a meeting recurs, by the clock of its zone.
#[derive(Debug, PartialEq, Eq)]
pub struct Pattern {
    /// When the first one begins.
    pub start: NaiveDateTime,
    /// When it ends.
    pub end: NaiveDateTime,
    rule: String,
    without: Vec<NaiveDateTime>,
    moved: Vec<NaiveDateTime>,
}

impl Pattern {
    /// The lines of an event that say so.
    pub fn lines(&self, zone: &str) -> Vec<String> {
        let clock = |local: &NaiveDateTime| Clock {
            local: *local,
            zone: zone.to_owned(),
        };
        let dates = |name: &str, times: &[NaiveDateTime]| -> Vec<String> {
            let each = times.iter().map(clock);
            each.map(|at| format!("{name}{}", at.written())).collect()
        };
        let mut lines = vec![format!("RRULE:{}", self.rule)];
        lines.extend(dates("EXDATE", &self.without));
        lines.extend(dates("RDATE", &self.moved));
        lines
    }
}

/// Reads numbers one after the other.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn short(&mut self) -> Option<u16> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u16::from_le_bytes(*number))
    }

    fn long(&mut self) -> Option<u32> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u32::from_le_bytes(*number))
    }

    fn skip(&mut self, bytes: usize) -> Option<()> {
        self.0 = self.0.get(bytes..)?;
        Some(())
    }

    /// A list of instants, in minutes, with its length before it.
    fn minutes(&mut self) -> Option<Vec<NaiveDateTime>> {
        let count = self.long()?;
        let each = (0..count).map(|_| self.long().and_then(instant));
        each.collect()
    }
}

/// What the clock shows so many minutes after the beginning of 1601.
fn instant(minutes: u32) -> Option<NaiveDateTime> {
    let first = NaiveDate::from_ymd_opt(1601, 1, 1)?.and_time(NaiveTime::MIN);
    first.checked_add_signed(TimeDelta::minutes(i64::from(minutes)))
}

/// Reads a pattern; none if there is none, or if it is one of a calendar that is not followed.
pub fn read(bytes: &[u8]) -> Option<Pattern> {
    let mut bytes = Bytes(bytes);
    bytes.skip(4)?;
    let (frequency, kind) = (bytes.short()?, bytes.short()?);
    bytes.skip(6)?;
    let period = bytes.long()?;
    bytes.skip(4)?;
    let mut rule = which(&mut bytes, kind, frequency, period)?;
    let ends = bytes.long()?;
    let count = bytes.long()?;
    bytes.skip(4)?;
    let deleted = bytes.minutes()?;
    bytes.minutes()?;
    let (first, last) = (bytes.long()?, bytes.long()?);
    bytes.skip(8)?;
    let (begin, end) = (bytes.long()?, bytes.long()?);
    match ends {
        0x2021 => {
            let until = instant(last)?.date().and_hms_opt(23, 59, 59)?;
            rule += &format!(";UNTIL={}", until.format("%Y%m%dT%H%M%S"));
        }
        0x2022 => rule += &format!(";COUNT={count}"),
        _ => {}
    }
    Some(Pattern {
        start: instant(first.checked_add(begin)?)?,
        end: instant(first.checked_add(end)?)?,
        rule,
        without: deleted,
        // What follows is of no use where it is damaged.
        moved: moved(&mut bytes).unwrap_or_default(),
    })
}

/// The days of the week, from Sunday on.
const DAYS: [&str; 7] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

fn days(mask: u32) -> String {
    let named = DAYS.iter().enumerate();
    let those = named.filter(|(bit, _)| mask & 1 << bit != 0);
    those.map(|(_, day)| *day).collect::<Vec<&str>>().join(",")
}

/// On which days it takes place.
fn which(bytes: &mut Bytes<'_>, kind: u16, frequency: u16, period: u32) -> Option<String> {
    let months = |period: u32| match frequency {
        0x200d => format!("FREQ=YEARLY;INTERVAL={}", (period / 12).max(1)),
        _ => format!("FREQ=MONTHLY;INTERVAL={}", period.max(1)),
    };
    Some(match kind {
        0 => format!("FREQ=DAILY;INTERVAL={}", (period / 1440).max(1)),
        1 => {
            let mask = bytes.long()?;
            format!(
                "FREQ=WEEKLY;INTERVAL={};BYDAY={}",
                period.max(1),
                days(mask)
            )
        }
        2 | 4 => {
            let day = bytes.long()?;
            // The 31st is the last day of every month.
            let day = if day >= 31 || kind == 4 {
                "-1".to_owned()
            } else {
                day.to_string()
            };
            let own = if frequency == 0x200d {
                String::new()
            } else {
                format!(";BYMONTHDAY={day}")
            };
            format!("{}{own}", months(period))
        }
        3 => {
            let (mask, place) = (bytes.long()?, bytes.long()?);
            let place = if place == 5 { -1 } else { i64::from(place) };
            // A yearly one has the month of its first meeting.
            let months =
                months(period).replace("FREQ=YEARLY;INTERVAL=1", "FREQ=MONTHLY;INTERVAL=12");
            format!("{months};BYDAY={};BYSETPOS={place}", days(mask))
        }
        _ => return None,
    })
}

/// When the meetings take place that were moved.
fn moved(bytes: &mut Bytes<'_>) -> Option<Vec<NaiveDateTime>> {
    let count = bytes.short()?;
    let mut found = Vec::new();
    for _ in 0..count {
        found.push(instant(bytes.long()?)?);
        bytes.skip(8)?;
        let flags = bytes.short()?;
        for bit in 0..9 {
            if flags & 1 << bit == 0 {
                continue;
            }
            // The title and the place are texts, all else is a number.
            if bit == 0 || bit == 4 {
                bytes.skip(2)?;
                let length = bytes.short()?;
                bytes.skip(usize::from(length))?;
            } else {
                bytes.skip(4)?;
            }
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(kind: u16, frequency: u16, period: u32, own: &[u32], ends: u32) -> Vec<u8> {
        // 2 March 2026, from 10:00 to 11:00, up to 30 March; not on the 9th, and on the 17th instead of the 16th.
        let day = |day: i64| {
            let from = NaiveDate::from_ymd_opt(1601, 1, 1).unwrap();
            let to = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
            u32::try_from((to - from).num_minutes() + (day - 1) * 1440).unwrap()
        };
        let mut bytes = vec![0x04, 0x30, 0x04, 0x30];
        let short = |bytes: &mut Vec<u8>, number: u16| bytes.extend(number.to_le_bytes());
        let long = |bytes: &mut Vec<u8>, number: u32| bytes.extend(number.to_le_bytes());
        short(&mut bytes, frequency);
        short(&mut bytes, kind);
        short(&mut bytes, 0);
        [0, period, 0]
            .iter()
            .chain(own)
            .for_each(|n| long(&mut bytes, *n));
        [ends, 5, 1, 2, day(9), day(16), 1, day(17), day(2), day(30)]
            .iter()
            .for_each(|n| long(&mut bytes, *n));
        [0x3006, 0x3009, 600, 660]
            .iter()
            .for_each(|n| long(&mut bytes, *n));
        short(&mut bytes, 1);
        [day(17) + 720, day(17) + 780, day(16) + 600]
            .iter()
            .for_each(|n| long(&mut bytes, *n));
        short(&mut bytes, 0x11);
        for text in ["Tasting", "Mill"] {
            short(&mut bytes, text.len() as u16 + 1);
            short(&mut bytes, text.len() as u16);
            bytes.extend(text.as_bytes());
        }
        bytes
    }

    #[test]
    fn each_kind_of_rule_is_written_as_a_calendar_has_it() {
        for (kind, frequency, period, own, ends, rule) in [
            (
                0,
                0x200a,
                2880,
                &[][..],
                0x2022,
                "FREQ=DAILY;INTERVAL=2;COUNT=5",
            ),
            (
                1,
                0x200b,
                1,
                &[0b10_0010],
                0x2023,
                "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,FR",
            ),
            (
                2,
                0x200c,
                2,
                &[15],
                0x2021,
                "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15;UNTIL=20260330T235959",
            ),
            (
                3,
                0x200c,
                1,
                &[2, 5],
                0x2023,
                "FREQ=MONTHLY;INTERVAL=1;BYDAY=MO;BYSETPOS=-1",
            ),
            (2, 0x200d, 12, &[2], 0x2023, "FREQ=YEARLY;INTERVAL=1"),
        ] {
            let read = read(&pattern(kind, frequency, period, own, ends)).unwrap();
            let lines = read.lines("W. Europe Standard Time");
            assert_eq!(lines[0], format!("RRULE:{rule}"));
            let zone = ";TZID=\"W. Europe Standard Time\":";
            assert_eq!(lines[1], format!("EXDATE{zone}20260309T000000"));
            assert_eq!(lines[3], format!("RDATE{zone}20260317T120000"));
            assert_eq!(read.start.to_string(), "2026-03-02 10:00:00");
        }
    }

    #[test]
    fn a_pattern_that_is_cut_off_is_none() {
        let whole = pattern(1, 0x200b, 1, &[2], 0x2023);
        // What was moved stands at the end, in 35 bytes.
        let needed = whole.len() - 35;
        for end in 0..whole.len() {
            assert_eq!(read(&whole[..end]).is_some(), end >= needed, "{end}");
        }
    }
}
