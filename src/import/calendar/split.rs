//! A calendar file → its events and zones, each as the lines it stands on, and what the file says of itself.

use std::borrow::Cow;
use std::sync::Arc;

use super::old;
use super::own::Changes;
use super::when::Zone;
use super::zone_names;

/// One component, with its lines.
#[derive(Debug, Clone, Copy)]
pub struct Block<'t> {
    /// From `BEGIN:` to `END:`.
    pub text: &'t str,
    /// The line of `BEGIN:`, from 1.
    pub line: u32,
    /// Whether `END:` stands at its end.
    pub is_whole: bool,
    /// Whether the calendar that it stands in takes back its events.
    pub is_taken_back: bool,
}

/// What a calendar file holds.
#[derive(Debug, Default)]
pub struct File<'t> {
    /// Events in the order of the file.
    pub events: Vec<Block<'t>>,
    /// Zones that the file defines.
    pub zones: Vec<Block<'t>>,
    /// The name of the calendar.
    pub name: String,
    /// Where in `events` the calendar begins that is being read, and whether it takes back its events.
    calendar: (usize, bool),
    /// The zone of the calendar.
    pub zone: String,
    /// Whether it is a vCalendar 1.0.
    pub is_old: bool,
    /// The offset that a vCalendar 1.0 says, and its summers.
    old: (Option<i32>, Vec<old::Summer>),
}

/// Whether the first line with content begins a calendar, or an event or zone that was cut out of one.
pub fn claims(head: &str) -> bool {
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let line = head.lines().next().unwrap_or("").trim_end();
    let begun = ["VCALENDAR", "VEVENT", "VTIMEZONE"];
    begun.iter().any(|name| component(line, "BEGIN:", name))
}

/// Some programs break a line within a character. Its bytes are put before the break, so that the file is text again.
pub fn unsplit(bytes: &[u8]) -> Cow<'_, [u8]> {
    let is_inner = |byte: Option<&u8>| byte.is_some_and(|b| (0x80..0xc0).contains(b));
    let broken =
        |at: usize| matches!(bytes.get(at + 1), Some(b' ' | b'\t')) && is_inner(bytes.get(at + 2));
    if !memchr::memchr_iter(b'\n', bytes).any(broken) {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut done = 0;
    for at in memchr::memchr_iter(b'\n', bytes).filter(|&at| broken(at)) {
        let start = if bytes[..at].ends_with(b"\r") {
            at - 1
        } else {
            at
        };
        let inner = bytes[at + 2..].iter().take_while(|b| is_inner(Some(b)));
        let rest = at + 2 + inner.count();
        if start < done {
            continue;
        }
        out.extend_from_slice(&bytes[done..start]);
        out.extend_from_slice(&bytes[at + 2..rest]);
        out.extend_from_slice(&bytes[start..at + 2]);
        done = rest;
    }
    out.extend_from_slice(&bytes[done..]);
    Cow::Owned(out)
}

/// Some programs leave out the line break between two events.
pub fn apart(text: &str) -> Cow<'_, str> {
    const GLUED: [&str; 2] = ["END:VEVENTBEGIN:", "END:VEVENTEND:"];
    if !GLUED.iter().any(|glued| text.contains(glued)) {
        return Cow::Borrowed(text);
    }
    let text = text.replace(GLUED[0], "END:VEVENT\nBEGIN:");
    Cow::Owned(text.replace(GLUED[1], "END:VEVENT\nEND:"))
}

/// Finds the events and zones of a file. An event that is not ended before the next one begins ends there.
pub fn split(text: &str) -> File<'_> {
    let mut file = File::default();
    let mut open: Option<(usize, u32, bool)> = None;
    let mut at = 0;
    let mut number = 0;
    for raw in text.split_inclusive('\n') {
        number += 1;
        let line = raw.trim_end();
        let next = at + raw.len();
        let named = |name: &str| component(line, "BEGIN:", name);
        if named("VEVENT") || named("VTIMEZONE") {
            close(text, &mut file, open.take(), at, false);
            open = Some((at, number, named("VEVENT")));
        } else if let Some((_, _, is_event)) = open {
            let name = if is_event { "VEVENT" } else { "VTIMEZONE" };
            if component(line, "END:", name) {
                close(text, &mut file, open.take(), next, true);
            } else if component(line, "END:", "VCALENDAR") {
                close(text, &mut file, open.take(), at, false);
            }
        } else {
            file.note(line);
        }
        at = next;
    }
    close(text, &mut file, open, text.len(), false);
    file
}

fn component(line: &str, word: &str, name: &str) -> bool {
    line.len() == word.len() + name.len()
        && line.is_char_boundary(word.len())
        && line[..word.len()].eq_ignore_ascii_case(word)
        && line[word.len()..].eq_ignore_ascii_case(name)
}

fn close<'t>(
    text: &'t str,
    file: &mut File<'t>,
    open: Option<(usize, u32, bool)>,
    end: usize,
    is_whole: bool,
) {
    let Some((start, line, is_event)) = open else {
        return;
    };
    let block = Block {
        text: &text[start..end],
        line,
        is_whole,
        is_taken_back: file.calendar.1,
    };
    if is_event {
        file.events.push(block);
    } else {
        file.zones.push(block);
    }
}

impl File<'_> {
    /// The clock of a vCalendar 1.0, if it says so.
    pub fn old_zone(&self) -> Option<Zone> {
        let winter = self.old.0.filter(|_| self.is_old)?;
        let changes = Changes::of_summers(winter, &self.old.1);
        Some(changes.map_or(Zone::Offset(winter), |changes| Zone::Own(Arc::new(changes))))
    }

    /// A line outside of events.
    fn note(&mut self, line: &str) {
        let value = |name: &str| {
            let head = line.get(..name.len())?;
            let rest = line.get(name.len()..)?;
            head.eq_ignore_ascii_case(name)
                .then(|| rest.split_once(':').map_or("", |(_, value)| value).trim())
        };
        if component(line, "BEGIN:", "VCALENDAR") {
            self.calendar = (self.events.len(), false);
        } else if let Some(name) = value("X-WR-CALNAME") {
            name.clone_into(&mut self.name);
        } else if let Some(method) = value("METHOD") {
            self.calendar.1 = method.eq_ignore_ascii_case("CANCEL");
            let first = self.calendar.0.min(self.events.len());
            for event in &mut self.events[first..] {
                event.is_taken_back = self.calendar.1;
            }
        } else if let Some(zone) = value("X-WR-TIMEZONE") {
            zone.clone_into(&mut self.zone);
        } else if let Some(version) = value("VERSION") {
            self.is_old = version == "1.0";
        } else if let Some(summer) = value("DAYLIGHT") {
            self.old.1.extend(old::summer(summer));
        } else if line
            .get(..3)
            .is_some_and(|head| head.eq_ignore_ascii_case("TZ:"))
        {
            self.old.0 = zone_names::offset(&line[3..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_found_by_their_lines_whether_or_not_they_are_ended() {
        let text = "BEGIN:VCALENDAR\r\nX-WR-CALNAME;X=y:Work\r\nbegin:vevent\r\nUID:a\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT\r\n\
            BEGIN:VEVENT\r\nUID:b\r\nBEGIN:VEVENT\r\nUID:c\r\nEND:VCALENDAR\r\n";
        let file = split(text);
        let found: Vec<(u32, bool)> = file.events.iter().map(|b| (b.line, b.is_whole)).collect();
        assert_eq!(found, [(3, true), (8, false), (10, false)]);
        assert_eq!(file.name, "Work");
        assert!(file.events[0].text.contains("END:VALARM"));
    }

    #[test]
    fn a_character_that_a_line_break_splits_is_joined() {
        let split = b"CN=Ke\xc3\r\n \xafta\n Br\xe2\n \x82\xac".as_slice();
        let joined = unsplit(split);
        assert_eq!(
            std::str::from_utf8(&joined),
            Ok("CN=Ke\u{ef}\r\n ta\n Br\u{20ac}\n ")
        );
        assert!(matches!(unsplit(b"a\r\n b"), Cow::Borrowed(_)));
    }
}
