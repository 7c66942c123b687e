//! Dates as programs and people write them, in any order that can be read in one way only: asctime, JavaScript, RFC 5322 and its
//! ancestors, ISO 8601, months in words.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use crate::import::date::in_zone;
use crate::import::months;
use crate::model::moment::{Moment, Precision};

/// Zones that mail names by letters (RFC 5322 section 4.3, and common usage), in minutes ahead of UTC.
const ZONES: [(&str, i32); 58] = [
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
    ("met", 60),
    ("mest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("msd", 240),
    ("trt", 180),
    ("sast", 120),
    ("cat", 120),
    ("eat", 180),
    ("wat", 60),
    ("gst", 240),
    ("pkt", 300),
    ("ist", 330),
    ("npt", 345),
    ("ict", 420),
    ("wib", 420),
    ("sgt", 480),
    ("hkt", 480),
    ("pht", 480),
    ("awst", 480),
    ("jst", 540),
    ("kst", 540),
    ("acst", 570),
    ("acdt", 630),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("nst", -210),
    ("ndt", -150),
    ("brst", -120),
    ("brt", -180),
    ("art", -180),
    ("ast", -240),
    ("adt", -180),
    ("clt", -240),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("hst", -600),
];

/// A piece of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'t> {
    Word(&'t str),
    Number(&'t str),
    Mark(char),
}

/// How a date was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The instant; the day alone where no time is said.
    pub moment: Moment,
    /// Whether nothing stands there but the date.
    pub is_exact: bool,
}

/// The instant of a date; a time without a zone is in `zone`. `None` where there is none or it may be one of two.
pub fn moment(text: &str, zone: Tz) -> Option<Moment> {
    read(text, zone).map(|written| written.moment)
}

/// The same, and whether all of the text belongs to the date.
pub fn read(text: &str, zone: Tz) -> Option<Written> {
    // No date is longer, and a header may be.
    let text = text.get(..text.floor_char_boundary(200)).unwrap_or(text);
    if let Some(at) = unsigned(text.trim(), zone) {
        let moment = Moment::second(at);
        return Some(Written {
            moment,
            is_exact: true,
        });
    }
    let bare = without_comments(text);
    let tokens = tokens(&bare);
    let clock = Clock::find(&tokens);
    let end = clock.as_ref().map_or(tokens.len(), |clock| clock.end);
    let start = clock.as_ref().map_or(tokens.len(), |clock| clock.start);
    let offset = Offset::find(&tokens, end);
    let behind = tokens.iter().enumerate().skip(end);
    let behind = behind.filter(|(at, _)| !offset.as_ref().is_some_and(|o| o.holds(*at)));
    let rest: Vec<Token<'_>> = tokens[..start]
        .iter()
        .copied()
        .chain(behind.map(|(_, token)| *token))
        .collect();
    let (date, is_exact) = day(&rest)?;
    let Some(clock) = clock else {
        let moment = Moment::day(date);
        return Some(Written { moment, is_exact });
    };
    let local = clock.on(date, late_in(&rest))?;
    let at = match offset {
        Some(offset) => local.and_utc().timestamp() - i64::from(offset.minutes) * 60,
        None => in_zone(local, zone),
    };
    let precision = clock.precision;
    let moment = Moment { at, precision };
    Some(Written { moment, is_exact })
}

/// `20260605T100000Z`, as calendars write it.
fn unsigned(text: &str, zone: Tz) -> Option<i64> {
    let bare = text.strip_suffix(['Z', 'z']);
    let local = NaiveDateTime::parse_from_str(bare.unwrap_or(text), "%Y%m%dT%H%M%S").ok()?;
    Some(match bare {
        Some(_) => local.and_utc().timestamp(),
        None => in_zone(local, zone),
    })
}

/// Text in parentheses is a comment (RFC 5322 section 3.2.2).
fn without_comments(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                kept.push(' ');
            }
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| {
            if first.is_ascii_digit() {
                c.is_ascii_digit()
            } else {
                first.is_alphabetic() && c.is_alphabetic()
            }
        };
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at(end.max(first.len_utf8()));
        rest = behind;
        if first.is_ascii_digit() {
            found.push(Token::Number(piece));
        } else if first.is_alphabetic() {
            found.push(Token::Word(piece));
        } else if !first.is_whitespace() && !first.is_control() {
            found.push(Token::Mark(first));
        }
    }
    found
}

/// A number of at most so many digits.
fn number(token: Option<&Token<'_>>, digits: usize) -> Option<u32> {
    match token {
        Some(Token::Number(text)) if text.len() <= digits => text.parse().ok(),
        _ => None,
    }
}

/// A time of day and the tokens that it takes.
#[derive(Debug)]
struct Clock {
    hour: u32,
    minute: u32,
    second: u32,
    precision: Precision,
    /// After noon, if it says.
    late: Option<bool>,
    start: usize,
    end: usize,
}

impl Clock {
    /// The first `11:51`, `11:51:00.123`, `11h51` or, where no colon is, `11.51.00` behind the date.
    fn find(tokens: &[Token<'_>]) -> Option<Self> {
        let with = |mark: Token<'_>| (0..tokens.len()).find_map(|at| Self::at(tokens, at, mark));
        let dotted = || {
            let clock = |at| Self::at(tokens, at, Token::Mark('.'));
            let is_time = |clock: &Self| clock.end - clock.start >= 5 && clock.start >= 3;
            (0..tokens.len()).rev().filter_map(clock).find(is_time)
        };
        with(Token::Mark(':'))
            .or_else(|| with(Token::Word("h")))
            .or_else(dotted)
    }

    fn at(tokens: &[Token<'_>], start: usize, mark: Token<'_>) -> Option<Self> {
        let hour = number(tokens.get(start), 2)?;
        if tokens.get(start + 1) != Some(&mark) {
            return None;
        }
        let minute = number(tokens.get(start + 2), 2)?;
        let mut clock = Self {
            hour,
            minute,
            second: 0,
            precision: Precision::Minute,
            late: None,
            start,
            end: start + 3,
        };
        if tokens.get(clock.end) == Some(&mark)
            && let Some(second) = number(tokens.get(clock.end + 1), 2)
        {
            // A leap second is the last one of its minute here.
            clock.second = second.min(59);
            clock.precision = Precision::Second;
            clock.end += 2;
            let point = matches!(tokens.get(clock.end), Some(Token::Mark('.' | ',')));
            if point && matches!(tokens.get(clock.end + 1), Some(Token::Number(_))) {
                clock.end += 2;
            }
        }
        clock.half(tokens);
        Some(clock)
    }

    /// Takes `PM`, `p.m.` and their kin behind it.
    fn half(&mut self, tokens: &[Token<'_>]) {
        let letters = [self.end, self.end + 2].map(|at| match tokens.get(at) {
            Some(Token::Word(word)) => word.to_lowercase(),
            _ => String::new(),
        });
        let is_dotted = tokens.get(self.end + 1) == Some(&Token::Mark('.'));
        let [first, second] = &letters;
        if let Some(late) = months::is_late(first) {
            (self.late, self.end) = (Some(late), self.end + 1);
        } else if is_dotted && let Some(late) = months::is_late(&format!("{first}{second}")) {
            let dot = tokens.get(self.end + 3) == Some(&Token::Mark('.'));
            (self.late, self.end) = (Some(late), self.end + 3 + usize::from(dot));
        }
    }

    /// Its time on a day. Hour 24 is the end of the day; an hour past noon of a 24-hour clock stays what it is.
    fn on(&self, date: NaiveDate, late: Option<bool>) -> Option<NaiveDateTime> {
        let hour = match self.late.or(late) {
            Some(late) if self.hour <= 12 => self.hour % 12 + 12 * u32::from(late),
            _ => self.hour,
        };
        if (hour, self.minute) == (24, 0) {
            return Some(date.and_time(NaiveTime::MIN) + TimeDelta::days(1));
        }
        date.and_hms_opt(hour, self.minute, self.second)
    }
}

/// The half of the day where it stands before the time, as in `下午 11:59`.
fn late_in(rest: &[Token<'_>]) -> Option<bool> {
    rest.iter().find_map(|token| match token {
        Token::Word(word) => months::is_late(word),
        _ => None,
    })
}

/// How far ahead of UTC, and which tokens say it.
#[derive(Debug)]
struct Offset {
    minutes: i32,
    start: usize,
    end: usize,
}

impl Offset {
    fn holds(&self, at: usize) -> bool {
        (self.start..self.end).contains(&at)
    }

    /// The zone, which stands somewhere behind the time.
    fn find(tokens: &[Token<'_>], from: usize) -> Option<Self> {
        (from..tokens.len()).find_map(|at| {
            Self::named(tokens, at, from).or_else(|| Self::signed(tokens, at, at == from))
        })
    }

    /// `CEST`, `GMT+0200`, `+0200 CEST`. A word that nobody knows says as little as `-0000` (RFC 5322 section 4.3).
    fn named(tokens: &[Token<'_>], at: usize, from: usize) -> Option<Self> {
        let Token::Word(word) = tokens[at] else {
            return None;
        };
        let lower = word.to_lowercase();
        let known = ZONES.iter().find(|(name, _)| *name == lower);
        let is_code = word.len() <= 5 && word.bytes().all(|b| b.is_ascii_uppercase());
        let is_unknown = is_code && at == from && months::month(&lower).is_none() && word != "T";
        let minutes = match known {
            Some((_, minutes)) => *minutes,
            None if is_unknown => 0,
            None => return None,
        };
        // `EST5EDT` names the zone by its winter, its distance and its summer.
        let is_rule = known.is_some()
            && number(tokens.get(at + 1), 2).is_some()
            && matches!(tokens.get(at + 2), Some(Token::Word(summer)) if ZONES.iter().any(|(name, _)| name.eq_ignore_ascii_case(summer)));
        let (start, end) = (at, at + if is_rule { 3 } else { 1 });
        let further = Self::signed(tokens, end, true).filter(|_| minutes == 0);
        Some(further.map_or(
            Self {
                minutes,
                start,
                end,
            },
            |further| Self { start, ..further },
        ))
    }

    /// `+0200`, `+02:00`; where it cannot be anything else `+2` and `+200` too.
    fn signed(tokens: &[Token<'_>], at: usize, is_expected: bool) -> Option<Self> {
        let west = match tokens.get(at)? {
            Token::Mark('+') => 1,
            Token::Mark('-' | '\u{2212}' | '\u{2013}') => -1,
            _ => return None,
        };
        let Some(Token::Number(digits)) = tokens.get(at + 1) else {
            return None;
        };
        let value: i32 = digits.parse().ok().filter(|_| digits.len() <= 4)?;
        let colon = tokens.get(at + 2) == Some(&Token::Mark(':'));
        let behind = number(tokens.get(at + 3), 2).filter(|_| colon && digits.len() <= 2);
        let (minutes, end) = match (digits.len(), behind) {
            (_, Some(minutes)) => (value * 60 + minutes as i32, at + 4),
            (4, None) if value <= 1459 => (value / 100 * 60 + value % 100, at + 2),
            (3, None) if is_expected => (value / 100 * 60 + value % 100, at + 2),
            (1 | 2, None) if is_expected && value <= 14 => (value * 60, at + 2),
            _ => return None,
        };
        let minutes = west * minutes;
        Some(Self {
            minutes,
            start: at,
            end,
        })
    }
}

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Whether a word may stand in a date of any program, beside its month.
fn is_usual(word: &str) -> bool {
    let word = word.to_lowercase();
    let weekday = word.get(..3).is_some_and(|head| WEEKDAYS.contains(&head));
    matches!(word.as_str(), "t" | "at" | "st" | "nd" | "rd" | "th") || weekday
}

/// The day, and whether nothing else stands beside it.
fn day(rest: &[Token<'_>]) -> Option<(NaiveDate, bool)> {
    let words = || {
        rest.iter().filter_map(|token| match token {
            Token::Word(word) => Some(*word),
            _ => None,
        })
    };
    let numbers: Vec<&str> = rest
        .iter()
        .filter_map(|token| match token {
            Token::Number(number) => Some(*number),
            _ => None,
        })
        .collect();
    let mut found: Vec<u32> = words().filter_map(months::month).collect();
    // A Tuesday of several languages looks like March.
    if found.len() > 1 && found[0] == 3 {
        found.remove(0);
    }
    found.dedup();
    let is_exact = words().all(|word| is_usual(word) || months::month(word).is_some());
    let date = match (found.as_slice(), numbers.as_slice()) {
        ([month], [year, day]) if year.len() == 4 => date(year, *month, day),
        ([month], [day, year]) => date(year, *month, day),
        ([], [first, second, third]) => in_numbers(rest, [first, second, third]),
        ([], [digits]) if digits.len() == 8 => {
            in_numbers(rest, [&digits[..4], &digits[4..6], &digits[6..]])
        }
        _ => None,
    };
    date.map(|date| (date, is_exact))
}

/// A day without a word: the year first, or dots, which stand between day, month and year, or a number that cannot be a month.
fn in_numbers(rest: &[Token<'_>], [first, second, third]: [&str; 3]) -> Option<NaiveDate> {
    if first.len() == 4 {
        return date(first, second.parse().ok()?, third);
    }
    let dots = rest.iter().filter(|token| **token == Token::Mark('.'));
    let is_dotted = dots.count() >= 2;
    let (one, two): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    if !is_dotted && third.len() != 4 {
        return None;
    }
    match (one, two) {
        (day, month) if is_dotted || day > 12 || day == month => date(third, month, first),
        (month, day) if day > 12 => date(third, month, second),
        _ => None,
    }
}

fn date(year: &str, month: u32, day: &str) -> Option<NaiveDate> {
    let written: i32 = year.parse().ok()?;
    // RFC 5322 section 4.3.
    let year = match year.len() {
        2 if written < 50 => 2000 + written,
        2 | 3 => 1900 + written,
        4 => written,
        _ => return None,
    };
    let day = day.parse().ok().filter(|_| day.len() <= 2)?;
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_instant_in_every_way_of_writing_it() {
        // 2026-06-05T11:51:00+02:00, by `date -u -d … +%s`.
        let at = 1_780_653_060;
        for text in [
            "Fri, 5 Jun 2026 11:51:00 +0200",
            "Fri, 05 Jun 2026 11:51:00 +0200 (CEST)",
            "Fri, 5 June 2026 11:51:00 +0200",
            "Friday, June 5, 2026 11:51 AM +0200",
            "Friday, June 5th, 2026 at 11:51:00 a.m. GMT+2",
            "Fri Jun  5 11:51:00 2026",
            "Fri Jun  5 11:51:00 CEST 2026",
            "Fri Jun  5 11:51:00 +0200 2026",
            "Fri Jun  5 11:51:00 2026 +0200",
            "Fri Jun 05 2026 11:51:00 GMT+0200 (Central European Summer Time)",
            "Fri, 05 Jun 2026 09:51:00 GMT",
            "Fri, 05 Jun 2026 09:51:00 -0000",
            "Fri, 5 Jun 26 05:51 EDT",
            "5 Jun 126 09:51:00 UT",
            "5-Jun-2026 11:51:00 +02:00",
            "05-JUN-26 11:51:00",
            "2026-06-05T11:51:00+02:00",
            "2026-06-05T09:51:00.123Z",
            "2026-06-05 11:51:00 +0200",
            "2026-06-05 11:51",
            "2026/06/05 11:51:00",
            "20260605 11:51:00",
            "05.06.2026 11:51",
            "05.06.2026 11.51.00",
            "Fr, 5. Juni 2026 11:51:00 +0200",
            "ven., 5 juin 2026 11:51:00 +0200",
            "vendredi 5 juin 2026 11h51",
            "vie, 5 jun 2026 11:51:00 +0200",
            "mar, 5 giu 2026 11:51:00 +0200",
            "пт, 5 июня 2026 11:51:00 +0200",
            "Pá, 5 čvn 2026 11:51:00 +0200",
            "Fri, 5 Jun 2026 11:51:00 (sent by a program (of theirs)) +0200",
        ] {
            let read = moment(text, chrono_tz::Europe::Berlin).map(|at| at.at);
            assert_eq!(read, Some(at), "{text}");
        }
    }

    #[test]
    fn a_number_that_can_be_no_month_settles_the_order() {
        for text in [
            "25/06/2026",
            "06/25/2026",
            "25-06-2026",
            "25.6.2026",
            "2026-06-25",
        ] {
            let day = NaiveDate::from_ymd_opt(2026, 6, 25).map(Moment::day);
            assert_eq!(moment(text, chrono_tz::UTC), day, "{text}");
        }
    }

    #[test]
    fn what_may_be_two_days_or_none_is_not_guessed() {
        for text in [
            "",
            "yesterday",
            "05/06/2026 11:51",
            "05-06-26 11:51",
            "Fri, 31 Jun 2026 11:51:00 +0200",
            "Fri, 5 Jun 2026 25:51:00 +0200",
            "Fri, 5 Jun 11:51:00",
            "5 Jun Jul 2026 11:51",
            "1 2 3 4 5",
        ] {
            assert_eq!(moment(text, chrono_tz::UTC), None, "{text}");
        }
    }

    #[test]
    fn the_ends_of_a_day() {
        let clock = |text: &str| moment(text, chrono_tz::UTC).map(|at| at.at - 1_780_617_600);
        assert_eq!(clock("5 Jun 2026 12:00:00 AM"), Some(0));
        assert_eq!(clock("5 Jun 2026 12:00:01 PM"), Some(43_201));
        assert_eq!(clock("5 Jun 2026 23:59:60"), Some(86_399));
        assert_eq!(clock("5 Jun 2026 24:00:00"), Some(86_400));
        assert_eq!(clock("5 Jun 2026 23:51:00 PM"), Some(85_860));
        let day = moment("Fri, 5 Jun 2026", chrono_tz::UTC).unwrap();
        assert_eq!((day.at, day.precision), (1_780_617_600, Precision::Day));
    }

    #[test]
    fn whether_anything_else_stands_there() {
        let is_exact = |text: &str| read(text, chrono_tz::UTC).map(|written| written.is_exact);
        assert_eq!(is_exact("Mon Mar 02 09:15:00 2026"), Some(true));
        assert_eq!(is_exact("Mon Mar 02 2026 09:15:00 GMT+0100"), Some(true));
        assert_eq!(is_exact("on Mon, 2 Mar 2026 at 09:15 we met"), Some(false));
    }
}
