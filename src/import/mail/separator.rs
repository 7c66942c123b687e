//! Whether a line that begins with "From " begins a message of an mbox. RFC 4155 says what stands behind the word; programs write
//! other dates, other names, or nothing, so that what follows the line tells.

use crate::import::written;
use crate::model::moment::{Moment, Precision};

/// What a line that begins with "From " is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// It begins a message.
    Separator,
    /// A header follows, yet it may as well be a text that quotes a message.
    Doubtful,
    /// Text, or another line.
    Text,
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Behind a blank line, or at the beginning of a file.
    BehindBlank,
    /// Behind a line of text.
    InText,
}

/// No separator is longer.
const LONGEST: usize = 4096;

/// What follows "From ".
enum Envelope {
    /// Nothing, a dash, or somebody and a date.
    Usual,
    /// Somebody, or a date among other things.
    Likely,
    /// Words that may be a name.
    Words,
    /// A sentence.
    Sentence,
}

/// What the line is that a text begins with; the text goes on as far as anybody may look.
pub fn judge(text: &[u8], stands: Stands) -> Line {
    let Some(rest) = text.strip_prefix(b"From ") else {
        return Line::Text;
    };
    let Some(end) = memchr::memchr(b'\n', &rest[..rest.len().min(LONGEST)]) else {
        return Line::Text;
    };
    let (line, header) = (&rest[..end], &rest[end + 1..]);
    // "From : Runa" is a field as some programs write them.
    if !is_field(header) || line.trim_ascii_start().starts_with(b":") {
        return Line::Text;
    }
    if is_usual(line) {
        return Line::Separator;
    }
    if is_patch(line) {
        return Line::Text;
    }
    let line = String::from_utf8_lossy(line);
    let follows = Follows::of(header);
    let is_mail = match envelope(&line) {
        Envelope::Usual => return Line::Separator,
        Envelope::Likely => follows.any(),
        Envelope::Words => follows.was_sent || follows.author && follows.date,
        Envelope::Sentence => follows.was_sent,
    };
    match stands {
        Stands::BehindBlank if is_mail => Line::Separator,
        _ if follows.any() => Line::Doubtful,
        _ => Line::Text,
    }
}

/// Which fields of a message stand behind a line, up to the end of its header.
#[derive(Default)]
struct Follows {
    author: bool,
    date: bool,
    /// Fields that a program writes when it sends or keeps a message, and nobody who quotes one.
    was_sent: bool,
}

impl Follows {
    fn of(mut header: &[u8]) -> Self {
        let mut follows = Self::default();
        while is_field(header) {
            let name = header.split(|b| matches!(b, b':' | b' ' | b'\t')).next();
            let is = |wanted: &[&str]| {
                name.is_some_and(|name| {
                    wanted
                        .iter()
                        .any(|w| name.eq_ignore_ascii_case(w.as_bytes()))
                })
            };
            follows.author |= is(&["From"]);
            follows.date |= is(&["Date"]);
            follows.was_sent |= is(&[
                "Received",
                "Message-ID",
                "X-Mozilla-Status",
                "Return-Path",
                "Delivered-To",
            ]);
            if follows.was_sent {
                break;
            }
            loop {
                let Some(end) = memchr::memchr(b'\n', header) else {
                    return follows;
                };
                header = &header[end + 1..];
                if !matches!(header, [b' ' | b'\t', ..]) {
                    break;
                }
            }
        }
        follows
    }

    fn any(&self) -> bool {
        self.author || self.date || self.was_sent
    }
}

/// Whether a line begins as a header field does, or is the second separator that some programs quote.
pub fn is_field(line: &[u8]) -> bool {
    let name = line
        .iter()
        .take_while(|b| matches!(b, b'!'..=b'9' | b';'..=b'~'))
        .count();
    let rest = line[name..].iter().find(|b| !matches!(b, b' ' | b'\t'));
    (name > 0 && rest == Some(&b':')) || line.starts_with(b">From ")
}

fn envelope(line: &str) -> Envelope {
    if date(line).is_some() {
        return Envelope::Usual;
    }
    let line = line.trim();
    let has = |wanted: fn(&[u8]) -> bool, width: usize| line.as_bytes().windows(width).any(wanted);
    let is_clock = |w: &[u8]| w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit();
    let is_year = |w: &[u8]| w.iter().all(u8::is_ascii_digit);
    if line.ends_with([':', ',', ';', '.', '!', '?', '-']) {
        Envelope::Sentence
    } else if line.contains('@') || !line.contains(' ') || has(is_clock, 3) || has(is_year, 4) {
        Envelope::Likely
    } else {
        Envelope::Words
    }
}

/// When a message came, by the line that begins it: a date behind up to five words for whom it came from, in UTC where it does not
/// say otherwise.
pub fn date(line: &str) -> Option<Moment> {
    let mut rest = line.trim();
    for _ in 0..=5 {
        let read = written::read(rest, chrono_tz::UTC).filter(|written| written.is_exact);
        let timed = read.filter(|written| written.moment.precision != Precision::Day);
        if timed.is_some() {
            return timed.map(|written| written.moment);
        }
        rest = rest.split_once(' ')?.1.trim_start();
    }
    None
}

/// Git begins every patch with the name of a commit and one and the same date; mail about code is full of them.
fn is_patch(line: &[u8]) -> bool {
    let name = line.iter().take_while(|b| b.is_ascii_hexdigit()).count();
    matches!(name, 40 | 64)
        && line[name..]
            .trim_ascii()
            .starts_with(b"Mon Sep 17 00:00:00 2001")
}

/// What nearly all programs write: nothing, `-`, or an envelope sender and a date as C's asctime writes it, with a zone before or
/// behind the year or without one.
fn is_usual(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    if matches!(line, b"" | b"-") {
        return true;
    }
    let mut words = line
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    let mut next = || words.next().unwrap_or_default();
    let sender = next();
    let is_date = is_weekday(next()) && is_month(next()) && is_day(next()) && is_clock(next());
    if !is_date || matches!(sender.len(), 40 | 64) {
        return false;
    }
    let mut year = next();
    if is_zone(year) {
        year = next();
    }
    is_year(year)
        && matches!(next(), zone if zone.is_empty() || is_offset(zone))
        && next().is_empty()
}

fn digits(word: &[u8]) -> bool {
    !word.is_empty() && word.iter().all(u8::is_ascii_digit)
}

fn is_weekday(word: &[u8]) -> bool {
    let days: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];
    days.contains(&word)
}

fn is_month(word: &[u8]) -> bool {
    let months: [&[u8]; 12] = [
        b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov",
        b"Dec",
    ];
    months.contains(&word)
}

fn is_day(word: &[u8]) -> bool {
    word.len() <= 2 && digits(word)
}

fn is_clock(word: &[u8]) -> bool {
    let mut parts = word.split(|b| *b == b':');
    let count = parts.clone().count();
    (2..=3).contains(&count) && parts.all(is_day)
}

fn is_year(word: &[u8]) -> bool {
    word.len() == 4 && digits(word)
}

fn is_zone(word: &[u8]) -> bool {
    is_offset(word) || (matches!(word.len(), 3 | 4) && word.iter().all(u8::is_ascii_uppercase))
}

fn is_offset(word: &[u8]) -> bool {
    matches!(word, [b'+' | b'-', rest @ ..] if is_year(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(line: &str, header: &str, stands: Stands) -> Line {
        judge(format!("{line}\n{header}\n\n").as_bytes(), stands)
    }

    #[test]
    fn what_nearly_all_programs_write_begins_a_message_anywhere() {
        for line in [
            "From 1782345678901234567@xxx Mon Mar 02 09:15:00 +0000 2026",
            "From - Tue Jul 05 18:44:15 2022",
            "From runa@example.org Mon Mar  2 09:15:00 2026",
            "From runa@example.org Mon Mar  2 9:15:00 2026",
            "From runa@example.org Mon Mar  2 09:15 CET 2026",
            "From runa@example.org Mon Mar  2 09:15:00 2026 +0100",
            "From runa at example.org  Mon Mar  2 09:15:00 2026",
            "From \"Runa Teglgaard\" Mon Mar  2 09:15:00 2026",
            "From - Mon, 02 Mar 2026 09:15:00 GMT",
            "From - Mon, 2 Mar 2026 9:15:00 +0100",
            "From - Mon Mar 02 2026 09:15:00",
            "From - Mon Mar 02 2026 09:15:00 GMT+0100 (Central European Standard Time)",
            "From runa@example.org 2026-03-02T09:15:00Z",
            "From ???@??? Mon Mar 02 09:15:00 2026",
            "From ",
            "From -",
        ] {
            for stands in [Stands::BehindBlank, Stands::InText] {
                assert_eq!(
                    judged(line, "Subject: x", stands),
                    Line::Separator,
                    "{line}"
                );
            }
            assert_eq!(
                judged(line, "no field", Stands::BehindBlank),
                Line::Text,
                "{line}"
            );
        }
    }

    #[test]
    fn behind_a_blank_line_the_header_tells() {
        for line in [
            "From runa@example.org",
            "From MAILER-DAEMON",
            "From - Mo Mrz 02 irgendwann 2026",
            "From Runa Teglgaard",
        ] {
            let header = "From: Runa\nDate: x";
            assert_eq!(
                judged(line, header, Stands::BehindBlank),
                Line::Separator,
                "{line}"
            );
            assert_eq!(
                judged(line, header, Stands::InText),
                Line::Doubtful,
                "{line}"
            );
            assert_eq!(
                judged(line, "Place: here", Stands::BehindBlank),
                Line::Text,
                "{line}"
            );
        }
    }

    #[test]
    fn a_text_that_quotes_a_message_or_a_patch_begins_none() {
        let header = "From: Runa\nDate: Monday\nTo: Ana\nSubject: x";
        let quoted = judged("From Runa's mail of 09:15:", header, Stands::BehindBlank);
        assert_eq!(quoted, Line::Doubtful);
        let sent = format!("{header}\nMessage-ID: <a@example.org>");
        let kept = judged("From Runa's mail of 09:15:", &sent, Stands::BehindBlank);
        assert_eq!(kept, Line::Separator);
        let agenda = judged(
            "From the office",
            "Date: Monday\nPlace: mill",
            Stands::BehindBlank,
        );
        assert_eq!(agenda, Line::Doubtful);
        let patch = "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001";
        assert_eq!(judged(patch, header, Stands::BehindBlank), Line::Text);
        for text in [
            "From the office, a line",
            "From Mon to Fri",
            "From here on",
            "from - x",
            "From : Runa <runa@example.org>",
        ] {
            assert_eq!(
                judged(text, "a line", Stands::BehindBlank),
                Line::Text,
                "{text}"
            );
        }
    }

    #[test]
    fn the_date_of_a_separator() {
        // 2026-03-02T09:15:00Z, counted with `date -u -d … +%s`.
        for line in [
            "- Mon Mar 02 2026 09:15:00",
            "runa at example.org  Mon Mar  2 09:15:00 2026",
            "1782345678901234567@xxx Mon Mar 02 09:15:00 +0000 2026",
            "runa@example.org Mon Mar  2 10:15 CET 2026",
        ] {
            assert_eq!(date(line).map(|at| at.at), Some(1_772_442_900), "{line}");
        }
        assert_eq!(date("runa@example.org"), None);
    }
}
