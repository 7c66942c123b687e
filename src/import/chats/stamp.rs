//! What stands before a message in a WhatsApp export: the day in the order of the phone's language, and the time.

use chrono::{NaiveDate, NaiveTime};

use crate::import::date::{Day, SlashOrder, slash_order};
use crate::model::moment::Precision;

/// When a message was sent, by the clock of the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The day, whose order the file as a whole may have to settle.
    pub day: Day,
    /// The time of day.
    pub time: NaiveTime,
    /// Whether seconds are given.
    pub precision: Precision,
}

/// Words for before and after noon that stand before the hour.
const HALVES: [(&str, bool); 6] = [
    ("上午", false),
    ("午前", false),
    ("오전", false),
    ("下午", true),
    ("午後", true),
    ("오후", true),
];

/// The stamp that a line begins with and what follows it; `None` if the line goes on with the message before.
///
/// `line` is free of marks of direction and its blanks are plain. Android writes `13.01.26, 19:02 - `, iOS `[13.01.26, 19:02:31] `.
pub fn parse(line: &str) -> Option<(Stamp, &str)> {
    let inside = line.strip_prefix('[');
    let (day, rest) = day(inside.unwrap_or(line))?;
    let comma = rest.starts_with(',');
    let rest = rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ')?;
    let (time, precision, rest) = time(rest)?;
    // `[2026-03-02 12:30] ` is how some diaries begin a line, and no phone.
    if inside.is_some() && !comma && precision == Precision::Minute {
        return None;
    }
    let end = if inside.is_some() { "] " } else { " - " };
    let stamp = Stamp {
        day,
        time,
        precision,
    };
    Some((stamp, rest.strip_prefix(end)?))
}

fn day(text: &str) -> Option<(Day, &str)> {
    let (first, rest) = digits(text, 4)?;
    let (second, rest) = digits(rest.strip_prefix(['.', '/', '-'])?, 2)?;
    let (third, rest) = digits(rest.strip_prefix(['.', '/', '-'])?, 4)?;
    let number = |digits: &str| digits.parse::<u32>().ok();
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    let day = match (first.len(), third.len()) {
        (4, 1 | 2) => Day::Is(NaiveDate::from_ymd_opt(a as i32, b, c)?),
        (1 | 2, 4) => Day::Slashed(a, b, c as i32),
        (1 | 2, 2) => Day::Slashed(a, b, 2000 + c as i32),
        _ => return None,
    };
    Some((day, rest))
}

fn time(text: &str) -> Option<(NaiveTime, Precision, &str)> {
    let before = HALVES
        .iter()
        .find_map(|(word, late)| Some((*late, text.strip_prefix(word)?.trim_start())));
    let (hour, rest) = digits(before.map_or(text, |(_, rest)| rest), 2)?;
    let (minute, rest) = two_digits(rest.strip_prefix([':', '.'])?)?;
    let second = rest.strip_prefix([':', '.']).and_then(two_digits);
    let (second, precision, rest) = match second {
        Some((second, rest)) => (second, Precision::Second, rest),
        None => (0, Precision::Minute, rest),
    };
    let after = meridiem(rest);
    let late = before.map(|(late, _)| late).or(after.map(|(late, _)| late));
    let hour: u32 = hour.parse().ok()?;
    let hour = match late {
        Some(late) if hour <= 12 => hour % 12 + 12 * u32::from(late),
        _ => hour,
    };
    let time = NaiveTime::from_hms_opt(hour, minute, second)?;
    Some((time, precision, after.map_or(rest, |(_, rest)| rest)))
}

/// `PM`, `p.m.` or `p. m.` after the time: whether it is after noon, and what follows.
fn meridiem(text: &str) -> Option<(bool, &str)> {
    let text = text.strip_prefix(' ').unwrap_or(text);
    let late = text.starts_with(['p', 'P']);
    let rest = text.strip_prefix(['a', 'A', 'p', 'P'])?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    let rest = rest.strip_prefix(['m', 'M'])?;
    Some((late, rest.strip_prefix('.').unwrap_or(rest)))
}

/// One to `most` digits and what follows them.
fn digits(text: &str, most: usize) -> Option<(&str, &str)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=most).contains(&count).then(|| text.split_at(count))
}

fn two_digits(text: &str) -> Option<(u32, &str)> {
    let (found, rest) = digits(text, 2)?;
    (found.len() == 2).then(|| Some((found.parse().ok()?, rest)))?
}

/// The order of the days of a file: by a number that can be no month, else the one order in which time does not run backwards,
/// else as the owner said.
pub fn order(days: &[Day], said: Option<SlashOrder>) -> Option<SlashOrder> {
    slash_order(days.iter().copied())
        .or_else(|| by_sequence(days))
        .or(said)
}

fn by_sequence(days: &[Day]) -> Option<SlashOrder> {
    let runs = |order| {
        let dates: Option<Vec<NaiveDate>> = days.iter().map(|d| d.settle(Some(order))).collect();
        dates.is_some_and(|dates| dates.is_sorted())
    };
    match (runs(SlashOrder::DayFirst), runs(SlashOrder::MonthFirst)) {
        (true, false) => Some(SlashOrder::DayFirst),
        (false, true) => Some(SlashOrder::MonthFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, String)> {
        let (stamp, rest) = parse(line)?;
        let date = stamp.day.settle(Some(SlashOrder::DayFirst))?;
        Some((format!("{date} {}", stamp.time), rest.to_owned()))
    }

    #[test]
    fn every_language_of_a_phone_gives_the_same_instant() {
        for line in [
            "13/01/2026, 19:02 - Ana: x",
            "13/1/2026, 7:02 p. m. - Ana: x",
            "13.01.26, 19:02 - Ana: x",
            "2026-01-13, 7:02 p.m. - Ana: x",
            "2026/01/13 19:02 - Ana: x",
            "2026/1/13 下午 7:02 - Ana: x",
            "2026/1/13 오후7:02 - Ana: x",
            "[2026/1/13 19:02:00] Ana: x",
            "[13/01/26, 7:02:00 PM] Ana: x",
            "13/01/26 19.02 - Ana: x",
        ] {
            let expected = Some(("2026-01-13 19:02:00".to_owned(), "Ana: x".to_owned()));
            assert_eq!(read(line), expected, "{line}");
        }
    }

    #[test]
    fn midnight_and_noon_of_a_twelve_hour_clock() {
        for (line, time) in [
            ("14/1/26, 12:00 AM - x", "2026-01-14 00:00:00"),
            ("14/1/26, 12:30 PM - x", "2026-01-14 12:30:00"),
        ] {
            assert_eq!(read(line).map(|r| r.0).as_deref(), Some(time), "{line}");
        }
    }

    #[test]
    fn other_lines_are_no_stamp() {
        for line in [
            "",
            "second line - not: a header",
            "1/2/3, 4:05 - x",
            "13/01/2026 - Ana: x",
            "13/01/2026, 25:61 - Ana: x",
            "[13/01/26, 19:02 Ana: x",
            "99999/1/26, 19:02 - x",
            "[2026-01-13 19:02] lunch: soup",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }

    #[test]
    fn the_order_of_days_is_found_or_asked_for() {
        use SlashOrder::{DayFirst, MonthFirst};
        let days = |list: &[(u32, u32)]| -> Vec<Day> {
            list.iter()
                .map(|&(a, b)| Day::Slashed(a, b, 2026))
                .collect()
        };
        type Case = (&'static [(u32, u32)], Option<SlashOrder>);
        let cases: [Case; 4] = [
            (&[(13, 1), (1, 2)], Some(DayFirst)),
            (&[(1, 13)], Some(MonthFirst)),
            (&[(9, 1), (2, 3)], Some(DayFirst)),
            (&[(1, 2), (3, 4)], None),
        ];
        for (list, expected) in cases {
            assert_eq!(order(&days(list), None), expected, "{list:?}");
        }
        let asked = order(&days(&[(1, 2)]), Some(MonthFirst));
        assert_eq!(asked, Some(MonthFirst));
        let found = order(&days(&[(13, 1)]), Some(MonthFirst));
        assert_eq!(found, Some(DayFirst), "what the file shows counts first");
    }
}
