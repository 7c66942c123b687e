//! Birthdays as digits, so that slips of the pen, exchanged parts and missing years can be told from another day.

use super::fields::Birthday;

/// Eight digits, `YYYYMMDD`; a year that is not given is four zeros.
pub type Digits = [u8; 8];

/// Reads a birthday as the cards hold it; what is no date but has eight characters is compared all the same.
pub fn digits(text: &str) -> Option<Digits> {
    let text = text.split(['T', ' ']).next().unwrap_or_default();
    let mut parts: Vec<&str> = text.split(['/', '.']).collect();
    if parts.len() == 3 && parts[2].len() == 4 {
        parts.rotate_right(1);
    }
    let written = parts.concat();
    let found: Vec<u8> = written
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
        .take(9)
        .map(as_digit)
        .collect();
    let padded = if text.starts_with("--") && found.len() == 4 {
        [b"0000", found.as_slice()].concat()
    } else {
        found
    };
    let mut digits: Digits = padded.try_into().ok()?;
    let is_year = |at: usize| matches!(&digits[at..at + 2], b"19" | b"20" | b"18");
    if !is_year(0) && &digits[..4] != b"0000" && is_year(4) {
        digits.rotate_right(4);
    }
    if NO_YEARS.contains(&&digits[..4]) {
        digits[..4].copy_from_slice(b"0000");
    }
    (&digits != NO_DAY && &digits != b"00000101").then_some(digits)
}

/// Whether two birthdays are whole days in different years that have no more than a month or a day in common. What differs in the
/// year alone, or in one or two of its digits by one and by some weeks, is a slip more often than two people's.
pub fn are_two_years(a: Digits, b: Digits) -> bool {
    let is_whole = |day: &Digits| {
        let number = |part: &[u8]| std::str::from_utf8(part).ok()?.parse::<u32>().ok();
        let (year, month, of_month) = (number(&day[..4]), number(&day[4..6]), number(&day[6..]));
        matches!(
            (year, month, of_month),
            (Some(1..), Some(1..=12), Some(1..=31))
        )
    };
    is_whole(&a) && is_whole(&b) && dates(a, b) == Birthday::Differs && !are_slips(a, b)
}

/// Days of a year, in which each month has as many.
const YEAR: i32 = 372;

/// By how many days slips in day and month move a birthday at most.
const MOVED: i32 = 2 * 31;

/// From so many years on one may be the other's child.
const GENERATION: i32 = 13;

/// Whether two birthdays are so far apart that one may be a parent's.
pub fn are_generations(a: Digits, b: Digits) -> bool {
    (number(&a) - number(&b)).abs() >= GENERATION * YEAR
}

/// Whether one birthday is the other with the year wrong by one in one or two of its last digits, some weeks earlier or later.
fn are_slips(a: Digits, b: Digits) -> bool {
    let days = (number(&a) - number(&b)).abs();
    [0, 1, 9, 10, 11]
        .iter()
        .any(|years| (days - years * YEAR).abs() <= MOVED)
}

/// A birthday as a number of days.
fn number(day: &Digits) -> i32 {
    let part = |from: usize, to: usize| {
        day[from..to]
            .iter()
            .fold(0, |n, digit| n * 10 + i32::from(*digit) - 48)
    };
    (part(0, 4) * 12 + part(4, 6)) * 31 + part(6, 8)
}

/// Years that programs write where none is known.
const NO_YEARS: [&[u8]; 2] = [b"1604", b"1900"];

/// The day that programs write where none is known.
const NO_DAY: &Digits = b"19700101";

/// Letters that are taken for digits when a date is copied.
fn as_digit(byte: u8) -> u8 {
    match byte {
        b'o' | b'O' => b'0',
        b'l' | b'I' => b'1',
        other => other,
    }
}

/// Compares two birthdays.
pub fn dates(a: Digits, b: Digits) -> Birthday {
    if a == b {
        return Birthday::Same;
    }
    if &a[..4] == b"0000" || &b[..4] == b"0000" {
        return if a[4..] == b[4..] {
            Birthday::TwoParts
        } else {
            Birthday::Differs
        };
    }
    if is_slip(a, b) {
        return Birthday::OneSlip;
    }
    let parts = [a[..4] == b[..4], a[4..6] == b[4..6], a[6..] == b[6..]];
    match parts.iter().filter(|same| **same).count() {
        2 => Birthday::TwoParts,
        _ if is_near(a, b) => Birthday::SeveralSlips,
        _ if parts[0] => Birthday::SameYear,
        _ => Birthday::Differs,
    }
}

fn is_slip(a: Digits, b: Digits) -> bool {
    let exchanged = a[..4] == b[..4] && a[4..6] == b[6..] && a[6..] == b[4..6];
    let wrong: Vec<usize> = (0..8).filter(|&at| a[at] != b[at]).collect();
    match wrong.as_slice() {
        [_] => true,
        [x, y] => exchanged || (a[*x] == b[*y] && a[*y] == b[*x] && y - x == 1),
        _ => exchanged,
    }
}

fn is_near(a: Digits, b: Digits) -> bool {
    let wrong = (0..8).filter(|&at| a[at] != b[at]).count();
    let number = |digits: &[u8]| {
        digits
            .iter()
            .fold(0_i32, |n, digit| n * 10 + i32::from(*digit) - 48)
    };
    let apart = |from: usize, to: usize| (number(&a[from..to]) - number(&b[from..to])).abs();
    wrong <= 2 || (matches!(apart(0, 4), 0 | 1 | 10) && apart(4, 6) <= 1 && apart(6, 8) <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_other_days() {
        let of = |a: &str, b: &str| dates(digits(a).unwrap(), digits(b).unwrap());
        assert_eq!(of("1971-06-24", "19710624"), Birthday::Same);
        assert_eq!(of("1971-06-24", "1971-05-24"), Birthday::OneSlip);
        assert_eq!(of("1971-06-04", "1971-04-06"), Birthday::OneSlip);
        assert_eq!(of("1971-06-24", "--06-24"), Birthday::TwoParts);
        assert_eq!(of("1971-06-24", "1971-11-13"), Birthday::SameYear);
        assert_eq!(of("1972-04-09", "1973-05-10"), Birthday::SeveralSlips);
        assert_eq!(of("1971-06-24", "1984-11-13"), Birthday::Differs);
        assert_eq!(digits("in spring"), None);
        assert_eq!(of("1604-06-24", "1971-06-24"), Birthday::TwoParts);
        assert_eq!(digits("1970-01-01"), None, "a program's, not somebody's");
        let years = |a: &str, b: &str| are_two_years(digits(a).unwrap(), digits(b).unwrap());
        assert!(years("1950-03-02", "1982-09-11"));
        for (a, b) in [
            ("1971-06-24", "1972-06-24"),
            ("1971-06-24", "1971-11-02"),
            ("--06-24", "1971-11-02"),
        ] {
            assert!(!years(a, b), "{a} {b}");
        }
        for (a, b) in [("1982-08-29", "1991-09-02"), ("1976-12-31", "1988-01-28")] {
            assert!(
                !years(a, b),
                "digits of the year and some days are slips: {a} {b}"
            );
        }
    }
}
