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

/// Whether two numbers, as their digits without zeros at the head, are one that is written with and without its country.
pub fn ends_as(a: u64, b: u64) -> bool {
    let (short, long) = (a.min(b), a.max(b));
    let length = short.checked_ilog10().map_or(0, |log| log + 1);
    let more = long.checked_ilog10().map_or(0, |log| log + 1) - length;
    length as usize >= SHORTEST && more <= COUNTRY && long % 10_u64.pow(length) == short
}

/// So many digits are equal by chance in hardly any address book, whatever stands before them.
const AT_HOME: u64 = 1_000_000_000;

/// Whether two numbers with their countries are one that was written without its country and read with that of the owner.
pub fn are_one_abroad(a: u64, b: u64) -> bool {
    a != b && a >= AT_HOME && b >= AT_HOME && a % AT_HOME == b % AT_HOME
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
        assert!(are_one_abroad(447_947_438_256, 497_947_438_256));
        assert!(!are_one_abroad(447_947_438_256, 447_947_438_257));
        assert!(!are_one_abroad(47_438_256, 47_438_256));
        assert!(
            !ends("2345678", "+4915112345678"),
            "a local number is next door to many"
        );
    }
}
