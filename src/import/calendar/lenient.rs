//! Times that are not written as RFC 5545 wants them and can be read in one way only: `2026-01-05T10:00:00+03:00`, and the name of a zone
//! that holds a colon without quotation marks; rules whose separators are escaped as those of texts are.

use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// Fields that hold times.
const TIMES: [&str; 6] = [
    "DTSTART",
    "DTEND",
    "RECURRENCE-ID",
    "EXDATE",
    "RDATE",
    "DTSTAMP",
];

/// An event with its times as they should be written; `None` where they are.
pub fn mended(text: &str) -> Option<String> {
    let mut is_mended = false;
    let lines = text.split_inclusive('\n').map(|line| match field(line) {
        Some(new) => {
            is_mended = true;
            new
        }
        None => line.to_owned(),
    });
    let all: String = lines.collect();
    is_mended.then_some(all)
}

fn field(line: &str) -> Option<String> {
    let name = line.split([':', ';']).next()?;
    if name.eq_ignore_ascii_case("RRULE") {
        let plain = line.replace('\\', "");
        let is_escaped = plain.len() < line.len();
        return without_end(&plain).or_else(|| is_escaped.then_some(plain));
    }
    if !TIMES.iter().any(|time| time.eq_ignore_ascii_case(name)) {
        return None;
    }
    let content = line.trim_end();
    let at = value_at(content)?;
    let (head, value) = (&content[..at - 1], &content[at..]);
    let values: Vec<&str> = value.split(',').collect();
    let read: Vec<Option<String>> = values.iter().map(|value| basic(value)).collect();
    let quoted = zone(head);
    if quoted.is_none() && read.iter().all(Option::is_none) {
        return None;
    }
    let new = values.iter().zip(read);
    let new = new.map(|(old, new)| new.unwrap_or_else(|| (*old).to_owned()));
    let new: Vec<String> = new.collect();
    let end = &line[content.len()..];
    let head = quoted.as_deref().unwrap_or(head);
    Some(format!("{head}:{}{end}", new.join(",")))
}

/// A rule whose end says nothing has none.
fn without_end(line: &str) -> Option<String> {
    let content = line.trim_end();
    let upper = content.to_ascii_uppercase();
    let at = upper.find("UNTIL=")?;
    let rest = &content[at + "UNTIL=".len()..];
    let is_empty = rest.is_empty() || rest.starts_with(';');
    is_empty.then(|| {
        let (before, rest) = (
            content[..at].trim_end_matches(';'),
            rest.trim_start_matches(';'),
        );
        let glue = if rest.is_empty() || before.ends_with(':') {
            ""
        } else {
            ";"
        };
        format!("{before}{glue}{rest}{}", &line[content.len()..])
    })
}

/// Where the value begins: behind the first colon that a year follows.
fn value_at(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let is_value = |at: &usize| {
        let rest = &bytes[at + 1..];
        let year = rest.get(..4).unwrap_or_default();
        year.len() == 4
            && year.iter().all(u8::is_ascii_digit)
            && matches!(rest.get(4), Some(b'-' | b'0'..=b'9'))
    };
    memchr::memchr_iter(b':', bytes)
        .find(is_value)
        .map(|at| at + 1)
}

/// The parameters with the name of the zone in quotation marks, if it has a colon and none.
fn zone(head: &str) -> Option<String> {
    let (before, name) = head.split_once("TZID=")?;
    let end = name.find(';').unwrap_or(name.len());
    let (name, behind) = name.split_at(end);
    let is_bare = name.contains(':') && !name.contains('"');
    is_bare.then(|| format!("{before}TZID=\"{name}\"{behind}"))
}

/// A time with hyphens and colons as one without.
fn basic(value: &str) -> Option<String> {
    let value = value.trim();
    if !value.get(4..).is_some_and(|rest| rest.starts_with('-')) {
        return None;
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(value) {
        return Some(at.to_utc().format("%Y%m%dT%H%M%SZ").to_string());
    }
    let local = [
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
    ];
    let read = |form: &&str| NaiveDateTime::parse_from_str(value, form).ok();
    match local.iter().find_map(read) {
        Some(at) => Some(at.format("%Y%m%dT%H%M%S").to_string()),
        None => {
            let day = NaiveDate::parse_from_str(value, "%Y-%m-%d").ok()?;
            Some(day.format("%Y%m%d").to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_other_forms_are_written_as_they_should_be() {
        for (written, expected) in [
            (
                "DTSTART:2026-01-05T10:00:00Z\r\n",
                "DTSTART:20260105T100000Z\r\n",
            ),
            (
                "DTSTART:2026-01-05T01:00:00+03:00",
                "DTSTART:20260104T220000Z",
            ),
            (
                "DTEND;TZID=Europe/Berlin:2026-01-05T10:00",
                "DTEND;TZID=Europe/Berlin:20260105T100000",
            ),
            ("RRULE:FREQ=WEEKLY;UNTIL=\n", "RRULE:FREQ=WEEKLY\n"),
            ("RRULE:UNTIL=;FREQ=WEEKLY", "RRULE:FREQ=WEEKLY"),
            (
                "RRULE:FREQ=DAILY\\;COUNT=10\n",
                "RRULE:FREQ=DAILY;COUNT=10\n",
            ),
            ("EXDATE:2026-01-05,20260106", "EXDATE:20260105,20260106"),
            (
                "DTSTART;TZID=tzone://Microsoft/Custom:20260105T100000",
                "DTSTART;TZID=\"tzone://Microsoft/Custom\":20260105T100000",
            ),
        ] {
            assert_eq!(mended(written).as_deref(), Some(expected), "{written}");
        }
        for sound in [
            "DTSTART;TZID=\"(UTC+01:00) Amsterdam\":20260105T100000\n",
            "DTSTART:20260105T100000Z\n",
            "SUMMARY:2026-01-05\n",
            "RRULE:FREQ=WEEKLY;UNTIL=20260105T100000Z\n",
            "DTSTART:soon\n",
            "",
        ] {
            assert_eq!(mended(sound), None, "{sound}");
        }
    }
}
