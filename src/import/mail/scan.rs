//! Finds the messages of an mbox as a stream: only header blocks are looked at, bodies are skipped and never held.

use std::borrow::Cow;
use std::io::{self, Read};

use memchr::memmem::Finder;

use super::header::{Extent, Header};
use super::report;
use super::separator::{Line, Stands, judge};

/// How much of the file is in memory at once.
const WINDOW: usize = 1 << 20;
/// What is looked at beyond a candidate: its line and the header behind it.
const AHEAD: usize = 64 << 10;
/// So many lines that may begin a message and were not taken for one are named.
const NAMED: usize = 20;
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
    /// Whether lines end with CR alone, as on an old Mac; known once something was read.
    bare_cr: Option<bool>,
    /// Whether what comes next begins behind a blank line.
    behind_blank: bool,
    /// Lines that begin as a separator does and are none.
    pub quoted: u64,
    /// Those of them that a header follows all the same: how many, and the lines of the first.
    pub doubtful: (u64, Vec<u32>),
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
            bare_cr: None,
            behind_blank: true,
            quoted: 0,
            doubtful: (0, Vec::new()),
        }
    }

    /// Hands every message to `take`: its place, its separator line and its header.
    /// Of a delivery report its text comes too, from the header on; of all others nothing.
    pub fn each(
        &mut self,
        mut take: impl FnMut(Found, &[u8], &Header<'_>, &[u8]),
    ) -> io::Result<()> {
        self.refill();
        let blank = leading_blank(&self.window[..self.end]);
        self.advance(blank);
        let mut separator = Vec::new();
        let mut at_separator = self.at_separator(Stands::BehindBlank);
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
            let (extent, stands) = self.message(line, &separator, &mut take);
            self.line = self.line.saturating_add(extent.lines);
            self.start += extent.length;
            self.behind_blank = stands == Stands::BehindBlank;
            at_separator = self.at_separator(stands);
        }
    }

    /// Hands on the message whose header block begins here, and says how far that goes: up to its blank line or to a separator
    /// that stands where none is expected.
    fn message(
        &mut self,
        line: u32,
        separator: &[u8],
        take: &mut impl FnMut(Found, &[u8], &Header<'_>, &[u8]),
    ) -> (Extent, Stands) {
        loop {
            let text = &self.window[self.start..self.end];
            let within = |line: &[u8]| judge(line, Stands::InText) == Line::Separator;
            let (header, mut extent) = Header::read(text, within);
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
                take(found, separator, &Header::of(block), &[]);
                return (extent, Stands::InText);
            }
            let is_report = report::is_report(&header);
            let wanted = extent.length + report::CAP;
            if is_report && text.len() < wanted && !self.ended {
                self.refill();
                continue;
            }
            let end = if is_report {
                self.end_of_message(extent.length, wanted.min(text.len()))
            } else {
                0
            };
            take(found, separator, &header, &text[..end]);
            let is_blank = matches!(
                &text[..extent.length],
                [.., b'\n', b'\n'] | [.., b'\n', b'\r', b'\n']
            );
            let stands = if is_blank {
                Stands::BehindBlank
            } else {
                Stands::InText
            };
            return (extent, stands);
        }
    }

    /// Where the message that begins here ends, behind so many bytes and at most so many.
    fn end_of_message(&self, from: usize, most: usize) -> usize {
        let text = &self.window[self.start..self.end];
        let body = text.get(from..most).unwrap_or_default();
        let ends = |at: &usize| {
            let is_blank = matches!(&text[..from + at], [.., b'\n'] | [.., b'\n', b'\r']);
            let stands = if is_blank {
                Stands::BehindBlank
            } else {
                Stands::InText
            };
            judge(&text[from + at + 1..], stands) == Line::Separator
        };
        let end = self.finder.find_iter(body).find(ends);
        end.map_or(most, |at| from + at + 1)
    }

    /// Goes to the next separator; whether there is one.
    fn skip_body(&mut self) -> bool {
        loop {
            if let Some(at) = self.finder.find(&self.window[self.start..self.end]) {
                let before = &self.window[self.start..self.start + at];
                let is_blank = match before {
                    [] | [b'\r'] => self.behind_blank,
                    [.., b'\n'] | [.., b'\n', b'\r'] => true,
                    _ => false,
                };
                let stands = if is_blank {
                    Stands::BehindBlank
                } else {
                    Stands::InText
                };
                self.advance(at + 1);
                self.behind_blank = false;
                if self.at_separator(stands) {
                    return true;
                }
                self.advance(5.min(self.end - self.start));
            } else {
                // A blank line before the next candidate stays in sight.
                let keep = 9.min(self.end - self.start);
                self.advance(self.end - self.start - keep);
                if self.ended {
                    return false;
                }
                self.refill();
            }
        }
    }

    /// Whether a message begins here. A line that only looks as if one did is counted.
    fn at_separator(&mut self, stands: Stands) -> bool {
        if self.end - self.start < AHEAD {
            self.refill();
        }
        let text = &self.window[self.start..self.end];
        match judge(text, stands) {
            Line::Separator => return true,
            Line::Doubtful => {
                self.quoted += 1;
                self.doubtful.0 += 1;
                if self.doubtful.1.len() < NAMED {
                    self.doubtful.1.push(self.line);
                }
            }
            Line::Text => self.quoted += u64::from(text.starts_with(b"From ")),
        }
        false
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
        let new = self.end;
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
        let read = &mut self.window[new..self.end];
        if *self.bare_cr.get_or_insert_with(|| has_bare_cr(read)) {
            end_with_lf(read);
        }
    }
}

/// Whether lines end with CR alone.
fn has_bare_cr(head: &[u8]) -> bool {
    memchr::memchr(b'\n', head).is_none() && memchr::memchr(b'\r', head).is_some()
}

fn end_with_lf(text: &mut [u8]) {
    text.iter_mut()
        .filter(|byte| **byte == b'\r')
        .for_each(|byte| *byte = b'\n');
}

/// The beginning of a file with the line ends of today, behind what some exporters write before the first line.
pub fn head(head: &[u8]) -> Cow<'_, [u8]> {
    let mut head = Cow::Borrowed(&head[leading_blank(head)..]);
    if has_bare_cr(&head) {
        end_with_lf(head.to_mut());
    }
    head
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
pub fn claims(start: &[u8]) -> bool {
    judge(&head(start), Stands::BehindBlank) == Line::Separator
}

/// Exchange once wrote a line of its own before the header, and archives have kept it.
fn without_banner(head: &[u8]) -> &[u8] {
    const BANNER: &[u8] = b"Microsoft Mail Internet Headers Version";
    let is_there = head
        .get(..BANNER.len())
        .is_some_and(|line| line.eq_ignore_ascii_case(BANNER));
    let end = memchr::memchr(b'\n', head).filter(|_| is_there);
    end.map_or(head, |end| &head[end + 1..])
}

/// Apple writes the length of the message on a line of its own before it; the quoted separator of an mbox may have come along too.
pub fn without_count(head: &[u8]) -> &[u8] {
    let head = without_banner(head);
    if head.starts_with(b">From ") {
        return memchr::memchr(b'\n', head).map_or(&[], |end| &head[end + 1..]);
    }
    let digits = head.iter().take_while(|b| b.is_ascii_digit()).count();
    let blanks = head[digits..]
        .iter()
        .take_while(|b| b.is_ascii_whitespace())
        .count();
    if digits > 0 && blanks > 0 {
        &head[digits + blanks..]
    } else {
        head
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::mail::header::Field;

    fn scan(text: &[u8]) -> (Vec<(u32, String)>, u64) {
        let mut input = text;
        let mut scanner = Scanner::new(&mut input);
        let mut found = Vec::new();
        let keep = |f: Found, _: &[u8], h: &Header<'_>, _: &[u8]| {
            found.push((f.line, h.text(Field::ContentType)));
        };
        scanner.each(keep).unwrap();
        (found, scanner.quoted)
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
    fn an_unusual_separator_is_found_wherever_the_window_ends() {
        let one = "From Mon, 02 Mar 2026\r\nDate: x\r\nContent-Type: x\r\n\r\n";
        for body in (WINDOW - 60)..(WINDOW + 20) {
            let text = format!("{one}{}\r\n\r\n{one}end\r\n", "b".repeat(body));
            assert_eq!(scan(text.as_bytes()).0.len(), 2, "{body}");
        }
    }

    #[test]
    fn lines_may_end_as_on_an_old_mac() {
        let text = b"From ???@??? Mon Mar 02 09:15:00 2026\rContent-Type: a\r\rx\r\rFrom ???@??? Mon Mar 02 09:16:00 2026\rContent-Type: b\r\ry\r";
        assert!(claims(text));
        let found: Vec<String> = scan(text).0.into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(found, ["a", "b"]);
    }

    #[test]
    fn a_line_that_may_begin_a_message_and_is_not_taken_is_named() {
        let text = b"From -\nContent-Type: a\n\nsee\nFrom 09:15 on\nFrom: Ana\nDate: Monday\n\n";
        let mut input = text.as_slice();
        let mut scanner = Scanner::new(&mut input);
        scanner.each(|_, _, _, _| {}).unwrap();
        assert_eq!((scanner.quoted, scanner.doubtful), (1, (1, vec![5])));
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
            .each(|f, _, _, _| oversized.push(f.oversized))
            .unwrap();
        assert_eq!(oversized, [true, false]);
        let missing = "From -\nContent-Type: a\nFrom -\nContent-Type: b\n";
        let mut input = missing.as_bytes();
        let mut cut = Vec::new();
        Scanner::new(&mut input)
            .each(|f, _, h, _| cut.push((f.cut_off, h.len())))
            .unwrap();
        assert_eq!(cut, [(false, 1), (true, 1)]);
    }
}
