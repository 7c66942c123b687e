//! The week as to-dos (RFC 5545): text escaped, lines folded at 75 bytes, the same plan the same bytes.

use std::fmt::Write;

use chrono::DateTime;

use super::Planned;
use crate::model::front::Front;
use crate::model::plan::State;
use crate::report::plain::plain;
use crate::words::plan as words;

/// Bytes of a line.
const LINE: usize = 75;

/// The calendar.
pub fn plan(planned: &Planned) -> String {
    let mut out = String::new();
    let week = &planned.week;
    let stamp = DateTime::from_timestamp(planned.made, 0).unwrap_or_default();
    let stamp = stamp.format("%Y%m%dT%H%M%SZ").to_string();
    let sunday = (week.monday + chrono::Days::new(6))
        .format("%Y%m%d")
        .to_string();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Tieline//plan//EN");
    for (item, state) in &week.items {
        let status = match state {
            State::Open => "NEEDS-ACTION",
            State::Done { .. } => "COMPLETED",
            State::Skipped { .. } => "CANCELLED",
        };
        let text = format!(
            "Why: {}\nStep: {}",
            words::why(&item.motive),
            words::step(item, Front::Program)
        );
        line(&mut out, "BEGIN:VTODO");
        line(
            &mut out,
            &format!("UID:{}-{}@tieline.invalid", week.name, uid(&item.person)),
        );
        line(&mut out, &format!("DTSTAMP:{stamp}"));
        line(
            &mut out,
            &format!("DTSTART;VALUE=DATE:{}", week.monday.format("%Y%m%d")),
        );
        line(&mut out, &format!("DUE;VALUE=DATE:{sunday}"));
        line(&mut out, &format!("SUMMARY:{}", escaped(&item.name)));
        line(&mut out, &format!("DESCRIPTION:{}", escaped(&text)));
        line(&mut out, &format!("STATUS:{status}"));
        line(&mut out, "END:VTODO");
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// Letters and digits of an id.
fn uid(id: &str) -> String {
    id.chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect()
}

fn escaped(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            plain(line)
                .replace('\\', "\\\\")
                .replace(';', "\\;")
                .replace(',', "\\,")
        })
        .collect();
    lines.join("\\n")
}

/// A line; what is longer goes on behind a blank, and never within a character.
fn line(out: &mut String, text: &str) {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    let _ = out.write_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters_and_text_is_escaped() {
        let mut out = String::new();
        line(
            &mut out,
            &format!("SUMMARY:{}", escaped(&"Žofie, a; b\\ ".repeat(12))),
        );
        let lines: Vec<&str> = out.split("\r\n").collect();
        assert!(
            lines.len() > 3 && lines.iter().all(|line| line.len() <= LINE),
            "{out}"
        );
        let unfolded = out.replace("\r\n ", "");
        assert!(unfolded.contains("Žofie\\, a\\; b\\\\ Žofie"), "{unfolded}");
        assert_eq!(escaped("one\ntwo"), "one\\ntwo");
    }
}
