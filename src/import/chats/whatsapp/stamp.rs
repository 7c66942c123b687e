//! What stands before a message in a WhatsApp export: the day in the order of the phone's language, and the time.

use chrono::{NaiveDate, NaiveTime};

use super::calendars;
use super::words::{HALVES, JOINERS, UNITS};
use crate::import::date::{self, Day};
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

/// What encloses a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// `[13.01.26, 19:02:31] ` of iOS.
    Brackets,
    /// `13.01.26, 19:02 - ` of Android.
    Dash,
    /// `13/01/14, 19:02:31: ` of old iOS.
    Colon,
    /// `13/01/18, 7:02 p.m. ` of old phones.
    Bare,
}

/// How a stamp writes its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Year {
    /// `2026-01-13`
    First,
    /// `13.01.2026`
    Long,
    /// `13.01.26`
    Short,
}

/// How a chat writes its stamps. A phone writes all of one export alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// What encloses the stamp.
    pub frame: Frame,
    separator: char,
    year: Year,
    comma: bool,
    seconds: bool,
    halves: bool,
    time_first: bool,
    /// Whether its words or digits are of a language that writes the day before the month.
    day_first: bool,
}

impl Form {
    /// Whether the numbers of its days stand in an order that the form itself does not tell.
    pub fn is_open(&self) -> bool {
        self.year != Year::First && !matches!(self.separator, '.' | '-')
    }

    /// Whether the language of the stamp writes the day before the month.
    pub fn leans_to_days(&self) -> bool {
        self.day_first
    }

    /// The form in signs, the same for all chats of a phone.
    pub fn signs(&self) -> String {
        format!("{self:?}")
    }

    /// `[2026-03-02 12:30] ` is how some diaries begin a line.
    fn is_of_diaries(&self) -> bool {
        self.frame == Frame::Brackets && !self.comma && !self.seconds && self.year == Year::First
    }

    /// Whether a line in this form tells a chat only beside others of its kind.
    pub fn is_doubtful(&self) -> bool {
        self.is_of_diaries() || matches!(self.frame, Frame::Colon | Frame::Bare)
    }
}

/// A line that begins with a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamped<'a> {
    /// The stamp.
    pub stamp: Stamp,
    /// How it is written.
    pub form: Form,
    /// What follows it.
    pub rest: &'a str,
}

/// The stamp that a line begins with; `None` if the line goes on with the message before.
///
/// `line` is free of marks of direction and its blanks are plain.
pub fn parse(line: &str) -> Option<Stamped<'_>> {
    let line = line.trim_start();
    let inside = line.strip_prefix('[');
    let text = inside.unwrap_or(line);
    let (parts, tail) = day_then_time(text).or_else(|| time_then_day(text))?;
    let (frame, rest) = match inside {
        Some(_) => (Frame::Brackets, tail.strip_prefix(']')?),
        None => open_end(tail, &parts)
            .filter(|(frame, _)| *frame == Frame::Dash || !parts.time_first)?,
    };
    let stamp = Stamp {
        day: parts.day,
        time: parts.clock.time()?,
        precision: parts.clock.precision(),
    };
    let form = Form {
        frame,
        separator: parts.separator,
        year: parts.year,
        comma: parts.comma,
        seconds: parts.clock.second.is_some(),
        halves: parts.clock.late.is_some(),
        time_first: parts.time_first,
        day_first: is_day_first(&line[..line.len() - rest.len()]),
    };
    Some(Stamped {
        stamp,
        form,
        rest: rest.strip_prefix(' ').unwrap_or(rest),
    })
}

/// American phones write no word but AM and PM, and those large; nobody else writes the month first.
fn is_day_first(stamp: &str) -> bool {
    let letters: String = stamp.chars().filter(|c| c.is_alphabetic()).collect();
    let is_foreign = |c: char| !c.is_ascii() && digit(c).is_some();
    let is_open = ["", "AM", "PM", "at", "atAM", "atPM"].contains(&letters.as_str());
    !is_open || stamp.contains(is_foreign)
}

/// A stamp in its parts.
struct Parts {
    day: Day,
    separator: char,
    year: Year,
    comma: bool,
    clock: Clock,
    time_first: bool,
}

/// Where a stamp without brackets ends, and in which way. Without a dash only a speaker behind it tells a message from a log.
fn open_end<'a>(tail: &'a str, parts: &Parts) -> Option<(Frame, &'a str)> {
    let dash = [" - ", " – "].iter().find_map(|end| tail.strip_prefix(end));
    if let Some(rest) = dash.or_else(|| tail.strip_prefix(" -").filter(|rest| rest.is_empty())) {
        return Some((Frame::Dash, rest));
    }
    let is_old = parts.year == Year::Short && parts.clock.second.is_some();
    let is_clear = parts.comma || parts.clock.late.is_some() || is_old;
    let is_of_people = parts.year != Year::First || parts.comma;
    let is_timed = is_clear || parts.clock.second.is_some();
    if let Some(rest) = tail.strip_prefix(": ").filter(|_| is_of_people && is_timed) {
        return Some((Frame::Colon, rest));
    }
    let rest = tail
        .strip_prefix(' ')
        .filter(|_| is_of_people && is_clear)?;
    let (name, _) = rest.split_once(": ")?;
    let is_name = name.chars().count() <= LONGEST && !name.contains(" - ");
    is_name.then_some((Frame::Bare, rest))
}

fn day_then_time(text: &str) -> Option<(Parts, &str)> {
    let (day, separator, year, rest) = day(text).or_else(|| worded_day(text))?;
    let gap = gap(rest)?;
    let (mut clock, rest) = clock(gap.rest)?;
    let (late, rest) = behind(rest)?;
    clock.late = gap.late.or(late);
    let parts = Parts {
        day,
        separator,
        year,
        comma: gap.comma,
        clock,
        time_first: false,
    };
    Some((parts, rest))
}

/// `19:02, 13/01/2026`, as WhatsApp on a computer copies a message.
fn time_then_day(text: &str) -> Option<(Parts, &str)> {
    let (mut clock, rest) = clock(text)?;
    let comma = rest.find([',', '،'])?;
    let (late, _) = behind(&rest[..comma])?;
    clock.late = late;
    let rest = rest[comma..].trim_start_matches([',', '،', ' ']);
    let (day, separator, year, rest) = day(rest)?;
    let parts = Parts {
        day,
        separator,
        year,
        comma: true,
        clock,
        time_first: true,
    };
    Some((parts, rest))
}

fn day(text: &str) -> Option<(Day, char, Year, &str)> {
    let (first, rest) = number(text, 4)?;
    let (separator, rest) = separator(rest)?;
    let (second, rest) = number(rest, 2)?;
    let (_, rest) = separator_like(rest, separator)?;
    let (third, rest) = number(rest, 4)?;
    let rest = rest.strip_prefix(['日', '일']).unwrap_or(rest);
    let (a, b, c) = (first.value, second.value, third.value);
    let (day, year) = match (first.digits, third.digits) {
        (4, 1 | 2) => (Day::Is(calendars::date(a, b, c)?), Year::First),
        (1 | 2, 4) => (Day::Slashed(a, b, calendars::year(c)?), Year::Long),
        (1 | 2, 2) => (
            Day::Slashed(a, b, 2000 + i32::try_from(c).ok()?),
            Year::Short,
        ),
        _ => return None,
    };
    Some((day, separator, year, rest))
}

/// `13. Jan. 2014`, `Jan 13, 2014`, as phones wrote before 2015.
fn worded_day(text: &str) -> Option<(Day, char, Year, &str)> {
    let (day, month, rest) = match number(text, 2) {
        Some((day, rest)) => {
            let rest = past_signs(rest);
            let (month, rest) = month(rest.strip_prefix("de ").unwrap_or(rest))?;
            (day, month, rest.strip_prefix("de ").unwrap_or(rest))
        }
        None => {
            let (month, rest) = month(text)?;
            let (day, rest) = number(rest, 2)?;
            (day, month, past_signs(rest))
        }
    };
    let (year, rest) = number(rest, 4).filter(|(year, _)| year.digits == 4)?;
    let date = NaiveDate::from_ymd_opt(calendars::year(year.value)?, month, day.value)?;
    Some((Day::Is(date), '.', Year::Long, rest))
}

fn month(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic())?;
    let (month, _) = date::month_named(&text[..end])?;
    Some((month, past_signs(&text[end..])))
}

fn past_signs(text: &str) -> &str {
    text.trim_start_matches(['.', ',', ' '])
}

/// A sign between the numbers of a day, and a blank behind it: `13. 1. 2026`.
fn separator(text: &str) -> Option<(char, &str)> {
    let sign = text.chars().next()?;
    let rest = text.get(sign.len_utf8()..)?;
    let known = matches!(sign, '.' | '/' | '-' | '年' | '년');
    known.then(|| (sign, rest.strip_prefix(' ').unwrap_or(rest)))
}

fn separator_like(text: &str, first: char) -> Option<(char, &str)> {
    let month = match first {
        '年' => '月',
        '년' => '월',
        _ => return separator(text).filter(|(sign, _)| *sign == first),
    };
    let rest = text.strip_prefix(month)?;
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    Some((month, rest))
}

/// What stands between the day and the time.
struct Gap<'a> {
    comma: bool,
    late: Option<bool>,
    rest: &'a str,
}

/// Longest word between a day and its time, or behind it, in bytes.
const LONGEST: usize = 48;

fn gap(text: &str) -> Option<Gap<'_>> {
    let end = text
        .find(|c| digit(c).is_some())
        .filter(|end| *end > 0 && *end <= LONGEST)?;
    let (between, rest) = text.split_at(end);
    let comma = between.contains([',', '،']);
    let word = bare(between);
    let late = half(&word);
    if !word.is_empty() && late.is_none() && !JOINERS.contains(&word.as_str()) {
        return None;
    }
    Some(Gap { comma, late, rest })
}

/// The time as written.
struct Clock {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    late: Option<bool>,
}

impl Clock {
    fn time(&self) -> Option<NaiveTime> {
        let hour = match self.late {
            Some(late) if self.hour <= 12 => self.hour % 12 + 12 * u32::from(late),
            _ => self.hour,
        };
        NaiveTime::from_hms_opt(hour, self.minute, self.second.unwrap_or(0))
    }

    fn precision(&self) -> Precision {
        match self.second {
            Some(_) => Precision::Second,
            None => Precision::Minute,
        }
    }
}

fn clock(text: &str) -> Option<(Clock, &str)> {
    let (hour, rest) = number(text, 2)?;
    let colon = [":", ".", " h ", "h", "時", "时", "点", "시 "];
    let rest = colon.iter().find_map(|sign| rest.strip_prefix(sign))?;
    let (minute, rest) = number(rest, 2).filter(|(minute, _)| minute.digits == 2)?;
    let again = [":", ".", " min "]
        .iter()
        .find_map(|sign| rest.strip_prefix(sign));
    let second = again.and_then(|rest| number(rest, 2).filter(|(second, _)| second.digits == 2));
    let clock = Clock {
        hour: hour.value,
        minute: minute.value,
        second: second.map(|(second, _)| second.value),
        late: None,
    };
    Some((clock, second.map_or(rest, |(_, rest)| rest)))
}

/// What may stand behind a time, `p. m.` or `Uhr`: whether it is after noon, and what follows.
fn behind(text: &str) -> Option<(Option<bool>, &str)> {
    let ends = [" - ", " – ", "]", ": "]
        .iter()
        .filter_map(|end| text.find(end));
    let end = ends.min().unwrap_or(text.len().min(LONGEST));
    let direct = text.get(..end).map(bare);
    if let Some(word) = direct {
        if word.is_empty() || UNITS.contains(&word.as_str()) {
            return Some((None, &text[end..]));
        }
        if let Some(late) = half(&word) {
            return Some((Some(late), &text[end..]));
        }
    }
    short_half(text)
}

/// `PM` where neither bracket nor dash ends the stamp.
fn short_half(text: &str) -> Option<(Option<bool>, &str)> {
    let trimmed = text.strip_prefix(' ').unwrap_or(text);
    let forms = ["a.m.", "p.m.", "a. m.", "p. m.", "am", "pm"];
    let found = forms.iter().find(|form| {
        let head = trimmed.get(..form.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(form))
    });
    match found {
        Some(form) => Some((Some(form.starts_with('p')), &trimmed[form.len()..])),
        None => text.starts_with(' ').then_some((None, text)),
    }
}

/// A word without the signs about it, in lower case.
fn bare(text: &str) -> String {
    let is_sign = |c: char| c.is_whitespace() || ".,،\"'״׳’\u{200c}".contains(c);
    let kept = text.chars().filter(|c| !is_sign(*c));
    kept.flat_map(char::to_lowercase).collect()
}

fn half(word: &str) -> Option<bool> {
    let found = HALVES.iter().find(|(half, _)| *half == word);
    found.map(|(_, late)| *late)
}

/// A number as written.
#[derive(Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
}

/// One to `most` digits of one script and what follows them.
fn number(text: &str, most: usize) -> Option<(Number, &str)> {
    let mut number = Number {
        value: 0,
        digits: 0,
    };
    let mut rest = text;
    while let Some((c, value)) = rest.chars().next().and_then(|c| Some((c, digit(c)?))) {
        if number.digits == most {
            return None;
        }
        number.value = number.value * 10 + value;
        number.digits += 1;
        rest = &rest[c.len_utf8()..];
    }
    (number.digits > 0).then_some((number, rest))
}

/// The value of a digit of the scripts in which phones write dates.
fn digit(c: char) -> Option<u32> {
    // The zeros of Arabic, Persian, Devanagari, Bengali, Gujarati, Tamil and Burmese.
    const ZEROS: [u32; 8] = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xae6, 0xbe6, 0x1040];
    let code = u32::from(c);
    ZEROS
        .iter()
        .map(|zero| code.wrapping_sub(*zero))
        .find(|value| *value < 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::date::SlashOrder;

    fn read(line: &str) -> Option<(String, String)> {
        let Stamped { stamp, rest, .. } = parse(line)?;
        let date = stamp.day.settle(Some(SlashOrder::DayFirst))?;
        Some((format!("{date} {}", stamp.time), rest.to_owned()))
    }

    #[test]
    fn every_language_of_a_phone_gives_the_same_instant() {
        for line in [
            "13/01/2026, 19:02 - Ana: x",
            "13/1/2026, 7:02 p. m. - Ana: x",
            "13.01.26, 19:02 - Ana: x",
            "13/01/2026 à 19:02 - Ana: x",
            "13.1.2026 klo 19.02 - Ana: x",
            "13. 1. 2026. 19:02 - Ana: x",
            "13.1.2026 г., 19:02 - Ana: x",
            "13/01/2026 kl. 19.02 - Ana: x",
            "2026-01-13, 7:02 p.m. - Ana: x",
            "2026-01-13 19 h 02 - Ana: x",
            "2026/01/13 19:02 - Ana: x",
            "2026. 1. 13. 오후 7:02 - Ana: x",
            "2026/1/13 下午 7:02 - Ana: x",
            "2026/1/13 오후7:02 - Ana: x",
            "2026年1月13日 晚上7:02 - Ana: x",
            "2026년 1월 13일 오후 7:02 - Ana: x",
            "19:02, 13/01/2026 - Ana: x",
            "13/01/2026 19:02:00: Ana: x",
            "2026. 01. 13. du. 7:02 - Ana: x",
            "13/01/2026, 7:02 μ.μ. - Ana: x",
            "13.01.2026 ÖS 7:02 - Ana: x",
            "13/01/2026, 7:02 CH - Ana: x",
            "13.1.2026, 7:02 אחה״צ - Ana: x",
            "١٣/١/٢٠٢٦، ٧:٠٢ م - Ana: x",
            "۲۰۲۶/۱/۱۳، ۷:۰۲ ب.ظ. - Ana: x",
            "१३/१/२०२६, ७:०२ अपराह्न - Ana: x",
            "13/1/2569, 19:02 - Ana: x",
            "۱۴۰۴/۱۰/۲۳، ۱۹:۰۲ - Ana: x",
            "[2026/1/13 19:02:00] Ana: x",
            "[13/01/26, 7:02:00 PM] Ana: x",
            "[13.01.26, 19:02] Ana: x",
            "[13/01/26 19:02] Ana: x",
            "[19:02, 13/01/2026] Ana: x",
            "[7:02 pm, 13/01/2026] Ana: x",
            "[13.1.2026 klo 19.02.00] Ana: x",
            "13/01/26 19.02 - Ana: x",
            "13/1/26, 19:02:00: Ana: x",
            "13.01.26 19:02:00: Ana: x",
            "13. Jan. 2026, 19:02 - Ana: x",
            "13 de ene de 2026 19:02 - Ana: x",
            "Jan 13, 2026, 7:02 PM - Ana: x",
            "13/1/26, 7:02 p.m. Ana: x",
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
            ("2026/1/14 中午12:30 - x", "2026-01-14 12:30:00"),
            ("2026/1/14 凌晨12:05 - x", "2026-01-14 00:05:00"),
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
            "13/01/2026, 19:02 or so - Ana: x",
            "13/01/2026 train 19:02 - Ana: x",
            "[13/01/26, 19:02 Ana: x",
            "99999/1/26, 19:02 - x",
            "2026/01/13 19:02:05: error: disk full",
            "19:02, 13/01/2026: Ana: x",
            "13/01/2026 19:02:05 INFO: started",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }

    #[test]
    fn a_diary_is_no_chat_by_one_line() {
        let doubtful = |line: &str| parse(line).is_some_and(|line| line.form.is_doubtful());
        assert!(doubtful("[2026-01-13 19:02] lunch: soup"));
        assert!(!doubtful("[2026-01-13 19:02:00] Ana: soup"));
        assert!(!doubtful("[2026-01-13, 19:02] Ana: soup"));
    }
}
