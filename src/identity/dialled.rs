//! A number that the plan of no country explains: its digits are evidence all the same.

use std::fmt;

/// Fewer digits are a short code or an extension.
const SHORTEST: usize = 7;

/// The longest number (E.164 has 15 digits, and a prefix to dial abroad stands before them).
const LONGEST: usize = 18;

/// How many digits a country's code has at most.
const COUNTRY: u32 = 3;

/// The digits of a number as written, behind a one that keeps zeros at their head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dialled(u64);

impl Dialled {
    /// Reads a number as written; `None` if it has too few digits or only one.
    pub fn parse(raw: &str) -> Option<Self> {
        let head = raw
            .split(';')
            .next()
            .unwrap_or_default()
            .replacen("(0)", "", 1);
        let digits: String = head.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.strip_prefix("00").unwrap_or(&digits);
        let first = digits.chars().next()?;
        let is_number =
            (SHORTEST..=LONGEST).contains(&digits.len()) && digits.chars().any(|c| c != first);
        is_number
            .then(|| format!("1{digits}").parse().ok().map(Self))
            .flatten()
    }

    /// The number without the zeros by which it is dialled at home.
    pub fn significant(self) -> u64 {
        self.digits().parse().unwrap_or_default()
    }

    fn digits(self) -> String {
        self.0.to_string().split_off(1)
    }
}

impl fmt::Display for Dialled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.digits())
    }
}

/// A number's digits without zeros at the head, and whether they begin with its country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits {
    /// The digits.
    pub value: u64,
    /// Whether they are a number of a plan that is known, with its country.
    pub planned: bool,
    /// Whether the country was written with it, and not added as the owner's.
    pub abroad: bool,
}

impl Digits {
    /// Those of a number in E.164.
    pub fn planned(e164: &str, abroad: bool) -> Self {
        Self {
            value: e164.trim_start_matches('+').parse().unwrap_or_default(),
            planned: true,
            abroad,
        }
    }

    /// Those of a number that no plan explains.
    pub fn unplanned(number: Dialled) -> Self {
        Self {
            value: number.significant(),
            planned: false,
            abroad: false,
        }
    }

    /// Whether two cards have one number, though perhaps one of them without its country.
    pub fn is_one_with(self, other: Self) -> bool {
        match self.planned && other.planned {
            _ if self.value == other.value => true,
            true => self.is_misread_as(other),
            false => ends_as(self.value, other.value),
        }
    }

    /// Whether a number was written without its country and read, on one of two cards, with that of the owner: the two countries
    /// differ and nothing else does. Where both were written with their country they are two numbers.
    pub fn is_misread_as(self, other: Self) -> bool {
        let are_written = self.abroad && other.abroad;
        let are_known = self.planned && other.planned && !are_written && self.value != other.value;
        let home = at_home(self.value);
        are_known && home >= AT_HOME && home == at_home(other.value)
    }
}

/// A number at home of fewer digits is equal to another by chance.
const AT_HOME: u64 = 100_000_000;

/// Whether two numbers, as their digits without zeros at the head, are one that is written with and without its country.
fn ends_as(a: u64, b: u64) -> bool {
    let (short, long) = (a.min(b), a.max(b));
    let length = short.checked_ilog10().map_or(0, |log| log + 1);
    let more = long.checked_ilog10().map_or(0, |log| log + 1) - length;
    length as usize >= SHORTEST && more <= COUNTRY && long % 10_u64.pow(length) == short
}

/// A number with its country (E.164), without the country's code: these are told by their first digits.
fn at_home(number: u64) -> u64 {
    let length = number.checked_ilog10().map_or(0, |log| log + 1);
    let head = |digits: u32| number / 10_u64.pow(length.saturating_sub(digits));
    let code = match head(2) {
        10..=19 | 70..=79 => 1,
        20 | 27 | 30..=34 | 36 | 39..=41 | 43..=49 | 51..=58 | 60..=66 | 81..=82 | 84 | 86 => 2,
        90..=95 | 98 => 2,
        _ => 3,
    };
    number % 10_u64.pow(length.saturating_sub(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_a_number_with_and_without_its_country() {
        let of = |raw: &str| Dialled::parse(raw);
        assert_eq!(of("+44 7911 468917"), of("0044 (0)7911 468917"));
        assert_eq!(
            of("0151 12345678").map(|n| n.to_string()),
            Some("015112345678".into())
        );
        for raw in ["11833", "0000000", "9999999999", "call me", ""] {
            assert_eq!(of(raw), None, "{raw}");
        }
        let ends =
            |a: &str, b: &str| ends_as(of(a).unwrap().significant(), of(b).unwrap().significant());
        assert!(ends("0151 12345678", "+4915112345678"));
        assert!(!ends("0151 12345678", "+4915112345679"));
        assert!(
            !ends("2345678", "+4915112345678"),
            "a local number is next door to many"
        );
    }
    #[test]
    fn a_number_read_with_two_countries_is_one() {
        let is_misread =
            |a: &str, b: &str| Digits::planned(a, false).is_misread_as(Digits::planned(b, false));
        assert!(is_misread("+447947438256", "+497947438256"));
        assert!(is_misread("+12125550123", "+3582125550123"));
        assert!(!is_misread("+447947438256", "+497947438257"));
        assert!(!is_misread("+4747438256", "+4947438256"), "too short");
        assert!(
            !is_misread("+12125550123", "+13125550123"),
            "two area codes of one country"
        );
        assert!(
            !is_misread("+12125550123", "+12125550123"),
            "read with one country"
        );
    }
}
