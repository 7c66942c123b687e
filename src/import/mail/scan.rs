//! Finds the messages of an mbox as a stream: only header blocks are looked at, bodies are skipped and never held.

use std::io::{self, Read};

use memchr::memmem::Finder;

use super::header::{Extent, Header, MONTHS};

/// How much of the file is in memory at once.
const WINDOW: usize = 1 << 20;
/// What is looked at beyond a candidate: its line and the beginning of the next.
const AHEAD: usize = 4096;
/// A header block is cut here.
pub const CAP: usize = 256 << 10;

/// Where a message stands and how its header block ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The line of the separator, counted from 1.
    pub line: u32,
    /// Whether the header block was cut at [`CAP`].
    pub oversized: bool,
    /// Whether the file ends within the header block.
    pub cut_off: bool,
}

/// A window that slides over an mbox.
pub struct Scanner<'a> {
    input: &'a mut dyn Read,
    window: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    /// Why the file could not be read to its end; said once all that was read is handed on.
    broken: Option<io::Error>,
    line: u32,
    /// Finds what may be a separator.
    finder: Finder<'static>,
    /// Lines that begin as a separator does and are none.
    pub quoted: u64,
}

impl<'a> Scanner<'a> {
    /// A scanner of a file from its beginning.
    pub fn new(input: &'a mut dyn Read) -> Self {
        Self {
            input,
            window: vec![0; WINDOW],
            start: 0,
            end: 0,
            ended: false,
            broken: None,
            line: 1,
            finder: Finder::new(b"\nFrom "),
            quoted: 0,
        }
    }

    /// Hands every message to `take`: its place, its separator line and its header.
    pub fn each(&mut self, mut take: impl FnMut(Found, &[u8], &Header<'_>)) -> io::Result<()> {
        self.refill();
        let blank = leading_blank(&self.window[..self.end]);
        self.advance(blank);
        let mut separator = Vec::new();
        let mut at_separator = self.at_separator();
        loop {
            if !at_separator && !self.skip_body() {
                return self.broken.take().map_or(Ok(()), Err);
            }
            let (line, separator_end) = (self.line, self.line_end());
            separator.clear();
            separator.extend_from_slice(&self.window[self.start..separator_end]);
            self.advance(separator_end - self.start);
            while self.window[self.start..self.end].starts_with(b">From ") {
                self.advance(self.line_end() - self.start);
            }
            let extent = self.message(line, &separator, &mut take);
            self.line = self.line.saturating_add(extent.lines);
            self.start += extent.length;
            at_separator = self.at_separator();
            if !at_separator && self.window[self.start..self.end].starts_with(b"From ") {
                self.quoted += 1;
            }
        }
    }

    /// Hands on the message whose header block begins here, and says how far that goes: up to its blank line or to a separator
    /// that stands where none is expected.
    fn message(
        &mut self,
        line: u32,
        separator: &[u8],
        take: &mut impl FnMut(Found, &[u8], &Header<'_>),
    ) -> Extent {
        loop {
            let text = &self.window[self.start..self.end];
            let (header, mut extent) = Header::read(text, begins_message);
            if !extent.ended && text.len() <= CAP && !self.ended {
                self.refill();
                continue;
            }
            let oversized = extent.length > CAP;
            let found = Found {
                line,
                oversized,
                cut_off: !extent.ended && !oversized,
            };
            if oversized {
                let block = &text[..CAP];
                extent.length = CAP;
                extent.lines = lines(block);
                take(found, separator, &Header::of(block));
            } else {
                take(found, separator, &header);
            }
            return extent;
        }
    }

    /// Goes to the next separator; whether there is one.
    fn skip_body(&mut self) -> bool {
        loop {
            if let Some(at) = self.finder.find(&self.window[self.start..self.end]) {
                self.advance(at + 1);
                if self.at_separator() {
                    return true;
                }
                self.quoted += 1;
                self.advance(5.min(self.end - self.start));
            } else {
                let keep = 6.min(self.end - self.start);
                self.advance(self.end - self.start - keep);
                if self.ended {
                    return false;
                }
                self.refill();
            }
        }
    }

    /// Whether a message begins here.
    fn at_separator(&mut self) -> bool {
        if self.end - self.start < AHEAD {
            self.refill();
        }
        begins_message(&self.window[self.start..self.end])
    }

    fn line_end(&self) -> usize {
        let rest = &self.window[self.start..self.end];
        memchr::memchr(b'\n', rest).map_or(self.end, |at| self.start + at + 1)
    }

    fn advance(&mut self, bytes: usize) {
        let passed = &self.window[self.start..self.start + bytes];
        self.line = self.line.saturating_add(lines(passed));
        self.start += bytes;
    }

    /// Moves what is left to the front and fills the window.
    fn refill(&mut self) {
        self.window.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        while self.end < self.window.len() && !self.ended {
            match self.input.read(&mut self.window[self.end..]) {
                Ok(0) => self.ended = true,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    self.broken = Some(error);
                }
            }
        }
    }
}

fn lines(text: &[u8]) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', text).count()).unwrap_or(u32::MAX)
}

/// What some exporters write before the first message: a byte order mark, NUL bytes, blank lines.
fn leading_blank(head: &[u8]) -> usize {
    let mark = usize::from(head.starts_with(b"\xef\xbb\xbf")) * 3;
    let blank = head[mark..]
        .iter()
        .take_while(|b| matches!(b, 0 | b'\r' | b'\n'));
    mark + blank.count()
}

/// Whether a file begins as an mbox does.
pub fn claims(head: &[u8]) -> bool {
    begins_message(&head[leading_blank(head)..])
}

/// A separator line with a header field behind it. A line of a body that begins with "From " is none, whether or not a
/// blank line stands before it.
fn begins_message(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"From ") else {
        return false;
    };
    let Some(end) = memchr::memchr(b'\n', &rest[..rest.len().min(AHEAD)]) else {
        return false;
    };
    is_separator(&rest[..end]) && is_field(&rest[end + 1..])
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

/// What follows "From " in a separator: nothing, `-`, or an envelope sender and a date as C's asctime writes it, with a
/// zone before or behind the year or without one.
fn is_separator(rest: &[u8]) -> bool {
    let Ok(rest) = std::str::from_utf8(rest) else {
        return false;
    };
    matches!(rest.trim(), "" | "-") || separator_parts(rest).is_some()
}

/// The date of a separator line as RFC 5322 would write it, without the weekday; a missing zone is UTC.
pub fn separator_date(rest: &str) -> Option<String> {
    let [day, month, year, clock, zone] = separator_parts(rest)?;
    Some(format!("{day} {month} {year} {clock} {zone}"))
}

/// Day, month, year, time and zone of a separator line.
fn separator_parts(rest: &str) -> Option<[&str; 5]> {
    let mut words = rest.split_ascii_whitespace();
    words.next()?;
    let _weekday = words.next().filter(|w| is_weekday(w))?;
    let month = words.next().filter(|w| is_month(w))?;
    let day = words.next().filter(|w| w.len() <= 2 && digits(w))?;
    let clock = words.next().filter(|w| is_clock(w))?;
    let mut zone = "+0000";
    let mut next = words.next()?;
    if !is_year(next) {
        zone = Some(next).filter(|w| is_zone(w))?;
        next = words.next()?;
    }
    let year = Some(next).filter(|w| is_year(w))?;
    if let Some(word) = words.next() {
        zone = Some(word).filter(|w| is_offset(w))?;
    }
    words
        .next()
        .is_none()
        .then_some([day, month, year, clock, zone])
}

fn digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_weekday(word: &str) -> bool {
    matches!(word, "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")
}

fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| word.as_bytes() == *month)
}

fn is_clock(word: &str) -> bool {
    let is_pair = |pair: &[u8]| matches!(pair, [b'0'..=b'9', b'0'..=b'9']);
    match word.as_bytes() {
        [hour @ .., b':', a, b] if hour.len() == 2 => is_pair(hour) && is_pair(&[*a, *b]),
        [h, i, b':', m, n, b':', s, t] => [[h, i], [m, n], [s, t]]
            .iter()
            .all(|[a, b]| is_pair(&[**a, **b])),
        _ => false,
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && digits(word)
}

fn is_zone(word: &str) -> bool {
    is_offset(word) || (matches!(word.len(), 3 | 4) && word.bytes().all(|b| b.is_ascii_uppercase()))
}

fn is_offset(word: &str) -> bool {
    word.len() == 5 && word.starts_with(['+', '-']) && digits(&word[1..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::mail::header::Field;

    fn scan(text: &[u8]) -> (Vec<(u32, String)>, u64) {
        let mut input = text;
        let mut scanner = Scanner::new(&mut input);
        let mut found = Vec::new();
        let keep = |f: Found, _: &[u8], h: &Header<'_>| {
            found.push((f.line, h.text(Field::ContentType)));
        };
        scanner.each(keep).unwrap();
        (found, scanner.quoted)
    }

    #[test]
    fn every_form_of_separator_and_none_of_a_body() {
        let forms = [
            "From 1782345678901234567@xxx Mon Mar 02 09:15:00 +0000 2026",
            "From - Tue Jul 05 18:44:15 2022",
            "From runa@example.org Mon Mar  2 09:15:00 2026",
            "From runa@example.org Mon Mar  2 09:15 CET 2026",
            "From runa@example.org Mon Mar  2 09:15:00 2026 +0100",
            "From ",
            "From -",
        ];
        for form in forms {
            assert!(claims(format!("{form}\nDate: x\n\n").as_bytes()), "{form}");
        }
        for body in [
            "From the office, a line",
            "From Mon to Fri",
            "From a Mon Mar 2 2026",
        ] {
            assert!(!claims(format!("{body}\nDate: x\n\n").as_bytes()), "{body}");
        }
        assert!(!claims(b"From - Tue Jul 05 18:44:15 2022\nno field here\n"));
    }

    #[test]
    fn a_message_begins_at_a_separator_with_or_without_a_blank_line_before_it() {
        let text = b"From - Tue Jul 05 18:44:15 2022\r\nContent-Type: a\r\n\r\nFrom the office\r\n\r\nFrom here on\r\n\
            From - Tue Jul 05 18:45:15 2022\r\n>From - Tue Jul 05 18:45:15 2022\r\nContent-Type: b\r\n\r\nbody";
        let (found, quoted) = scan(text);
        assert_eq!(found, [(1, "a".to_owned()), (7, "b".to_owned())]);
        assert_eq!(quoted, 2);
    }

    #[test]
    fn separators_are_found_wherever_the_window_ends() {
        let one = "From - Tue Jul 05 18:44:15 2022\nContent-Type: x\n\n";
        for body in (WINDOW - 120)..(WINDOW + 20) {
            let text = format!("{one}{}\n{one}end\n", "b".repeat(body));
            assert_eq!(scan(text.as_bytes()).0.len(), 2, "{body}");
        }
    }

    #[test]
    fn a_header_block_without_end_is_cut_and_the_next_message_is_found() {
        let long = format!(
            "From -\nX-Long: {}\n\nFrom -\nContent-Type: b\n\n",
            "y".repeat(300 << 10)
        );
        let mut input = long.as_bytes();
        let mut oversized = Vec::new();
        Scanner::new(&mut input)
            .each(|f, _, _| oversized.push(f.oversized))
            .unwrap();
        assert_eq!(oversized, [true, false]);
        let missing = "From -\nContent-Type: a\nFrom -\nContent-Type: b\n";
        let mut input = missing.as_bytes();
        let mut cut = Vec::new();
        Scanner::new(&mut input)
            .each(|f, _, h| cut.push((f.cut_off, h.len())))
            .unwrap();
        assert_eq!(cut, [(false, 1), (true, 1)]);
    }
}
