//! Dates in the forms of vCard 4.0 (RFC 6350 section 4.3): basic format, cut short where parts are not known.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Utc};

/// The value of a date property and whether it is a date; else it is text.
pub(super) fn value(iso: &str) -> (String, bool) {
    let text = iso.trim();
    let digits = |part: &str, widths: &[usize]| {
        widths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    if NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok() && text.len() == 10 {
        return (text.replace('-', ""), true);
    }
    let is_date = match text.strip_prefix("--") {
        Some(rest) => match rest.strip_prefix('-') {
            Some(day) => digits(day, &[2]),
            None => digits(&rest.replacen('-', "", 1), &[2, 4]),
        },
        None => {
            digits(text, &[4, 8])
                || text
                    .split_once('-')
                    .is_some_and(|(year, month)| digits(year, &[4]) && digits(month, &[2]))
        }
    };
    match text
        .strip_prefix("--")
        .filter(|rest| is_date && !rest.starts_with('-'))
    {
        Some(rest) => (format!("--{}", rest.replace('-', "")), true),
        None if !is_date && stamp(text).is_some() => (basic(text), true),
        None => (text.to_owned(), is_date),
    }
}

/// A date with a time in basic format, without fractions of a second.
fn basic(text: &str) -> String {
    let Some((day, time)) = text.split_once(['T', 't', ' ']) else {
        return text.replace('-', "");
    };
    let time = time.replace(':', "");
    let zone = time
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(time.len());
    let seconds = time[..zone].split('.').next().unwrap_or("");
    format!("{}T{seconds}{}", day.replace('-', ""), &time[zone..])
}

/// A REV as an instant.
pub(super) fn stamp(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let year = text
        .split(|c: char| !c.is_ascii_digit())
        .next()
        .map_or(0, str::len);
    if matches!(year, 4 | 8) {
        instant(text).filter(|at| (0..=9999).contains(&at.year()))
    } else {
        None
    }
}

fn instant(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.to_utc());
    }
    let zoned = ["%Y%m%dT%H%M%S%.f%z", "%Y-%m-%dT%H:%M:%S%.f%z"];
    if let Some(at) = zoned
        .iter()
        .find_map(|form| DateTime::parse_from_str(text, form).ok())
    {
        return Some(at.to_utc());
    }
    let local = [
        "%Y%m%dT%H%M%S%.f",
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M:%S",
    ];
    let bare = text.trim_end_matches(['Z', 'z']);
    if let Some(at) = local
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(bare, form).ok())
    {
        return Some(at.and_utc());
    }
    let day = ["%Y-%m-%d", "%Y%m%d"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok());
    day.and_then(|day| day.and_hms_opt(0, 0, 0))
        .map(|at| at.and_utc())
}

/// An instant as a vCard timestamp.
pub(super) fn timestamp(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_in_basic_format() {
        let cases = [
            ("1984-03-09", "19840309", true),
            ("--03-09", "--0309", true),
            ("1984-03", "1984-03", true),
            ("1984", "1984", true),
            ("---09", "---09", true),
            ("--03", "--03", true),
            ("19531015T231000Z", "19531015T231000Z", true),
            ("1953-10-15T23:10:00.5-05:00", "19531015T231000-0500", true),
            ("206-12-15", "206-12-15", false),
            ("circa 1800", "circa 1800", false),
        ];
        for (iso, written, is_date) in cases {
            assert_eq!(value(iso), (written.to_owned(), is_date), "{iso}");
        }
    }

    #[test]
    fn revisions_are_instants() {
        for text in [
            "2024-08-01T10:00:00Z",
            "20240801T100000Z",
            "2024-08-01T12:00:00+02:00",
            "20240801T120000+0200",
        ] {
            assert_eq!(
                stamp(text).map(timestamp).as_deref(),
                Some("20240801T100000Z"),
                "{text}"
            );
        }
        assert_eq!(
            stamp("2024-08-01").map(timestamp).as_deref(),
            Some("20240801T000000Z")
        );
        assert_eq!(stamp("yesterday"), None);
    }
}
