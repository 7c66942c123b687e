//! Birthdays in the forms that writers use → ISO 8601.

use chrono::NaiveDate;

/// The year that Apple writes where none is known.
const NO_YEAR: i32 = 1604;

/// Reads a birthday into ISO 8601: `1984-03-09`, `--03-09`, or what RFC 6350 section 4.3.1 allows to be cut short
/// (`1984-03`, `1984`, `---09`). `None` if it is none of these; day and month are never guessed.
pub(in crate::import) fn birthday(raw: &str) -> Option<String> {
    let day = raw.trim().split(['T', 't', ' ']).next().unwrap_or("");
    if let Some(rest) = day.strip_prefix("--") {
        return without_year(rest);
    }
    if !day.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return None;
    }
    let parts: Vec<&str> = match (day.len(), day.contains('-')) {
        (8, false) => vec![&day[..4], &day[4..6], &day[6..]],
        _ => day.split('-').collect(),
    };
    if parts.first().is_none_or(|year| year.len() != 4) {
        return None;
    }
    let numbers: Vec<u32> = parts
        .iter()
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match numbers[..] {
        [year] => Some(format!("{year:04}")),
        [year, month @ 1..=12] => Some(format!("{year:04}-{month:02}")),
        [year, month, day] => whole(i32::try_from(year).ok()?, month, day),
        _ => None,
    }
}

fn whole(year: i32, month: u32, day: u32) -> Option<String> {
    if year == NO_YEAR || year == 0 {
        // 1604 and 0 are leap years, so that the 29th of February is a day of them.
        NaiveDate::from_ymd_opt(NO_YEAR, month, day)?;
        return Some(format!("--{month:02}-{day:02}"));
    }
    NaiveDate::from_ymd_opt(year, month, day).map(|date| date.to_string())
}

fn without_year(rest: &str) -> Option<String> {
    let digits: String = rest.chars().filter(|c| *c != '-').collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (head, tail) = digits.split_at_checked(2)?;
    match (rest.starts_with('-'), tail.len()) {
        (true, 0) => matches!(head.parse(), Ok(1..=31)).then(|| format!("---{head}")),
        (false, 0) => matches!(head.parse(), Ok(1..=12)).then(|| format!("--{head}")),
        (false, 2) => whole(NO_YEAR, head.parse().ok()?, tail.parse().ok()?),
        _ => None,
    }
}

/// The day of a REV, in basic or extended form.
pub(super) fn day_of(raw: &str) -> Option<NaiveDate> {
    let digits: String = raw
        .trim()
        .chars()
        .take_while(|c| !matches!(c, 'T' | 't' | ' '))
        .filter(|c| *c != '-')
        .collect();
    if digits.len() == 8 {
        NaiveDate::parse_from_str(&digits, "%Y%m%d").ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birthdays_come_to_iso() {
        let cases = [
            ("1984-03-09", Some("1984-03-09")),
            ("19840309", Some("1984-03-09")),
            ("1984-3-9", Some("1984-03-09")),
            ("1953-10-15T23:10:00Z", Some("1953-10-15")),
            ("--0309", Some("--03-09")),
            ("--03-09", Some("--03-09")),
            ("1604-02-29", Some("--02-29")),
            ("1984-03", Some("1984-03")),
            ("1984", Some("1984")),
            ("---09", Some("---09")),
            ("--03", Some("--03")),
            ("206-12-15", None),
            ("1984-02-30", None),
            ("03/09/1984", None),
            ("", None),
            ("--", None),
            ("---", None),
            ("circa 1800", None),
            ("é984-01-01", None),
        ];
        for (raw, iso) in cases {
            assert_eq!(birthday(raw).as_deref(), iso, "{raw}");
        }
    }

    #[test]
    fn revisions_give_their_day() {
        for raw in [
            "2024-08-01T10:00:00Z",
            "20240801T100000Z",
            "2024-08-01",
            "20240801",
        ] {
            assert_eq!(day_of(raw), NaiveDate::from_ymd_opt(2024, 8, 1), "{raw}");
        }
        assert_eq!(day_of("yesterday"), None);
    }
}
