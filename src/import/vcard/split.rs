//! Finds the cards of a file by their BEGIN and END lines: where each starts, what it holds, what does not add up.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2};

use super::names;

/// One physical line of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Its number, from 1.
    pub number: u32,
    /// Offset of its first byte.
    pub start: usize,
    /// Offset of the line after it.
    pub next: usize,
    /// Its bytes without the line break.
    pub text: &'a [u8],
}

/// Old Macs end lines with a carriage return alone, and files that were put together have both; within a line such a
/// return is part of a value, so that it must have something behind it with which a line can begin. Offsets stay what
/// they are.
pub(super) fn with_line_feeds(bytes: &[u8]) -> Cow<'_, [u8]> {
    let is_mac = memchr(b'\n', bytes).is_none();
    let is_break = |at: &usize| {
        let next = bytes.get(at + 1).copied();
        is_mac || !matches!(next, Some(b'\r' | b'\n')) && can_begin(&bytes[at + 1..])
    };
    let mut breaks = memchr_iter(b'\r', bytes).filter(is_break).peekable();
    if breaks.peek().is_none() {
        return Cow::Borrowed(bytes);
    }
    let mut turned = bytes.to_vec();
    breaks.for_each(|at| turned[at] = b'\n');
    Cow::Owned(turned)
}

/// Whether a line can begin here: a property, a bound of a card, the rest of a wrapped value, nothing.
fn can_begin(rest: &[u8]) -> bool {
    let line = &rest[..memchr2(b'\r', b'\n', rest).unwrap_or(rest.len())];
    let is_known = |name| names::is_standard(name) || names::is_extension(name);
    line.first().is_none_or(|b| matches!(b, b' ' | b'\t'))
        || boundary(line).is_some()
        || names::of_line(line).is_some_and(is_known)
}

/// The physical lines of a card, numbered from `first`. Its bounds are known: what looks like one in a value is none.
pub(super) fn lines(bytes: &[u8], first: u32) -> impl Iterator<Item = Line<'_>> {
    cut(bytes, first, |_, _| None)
}

/// The lines of a file, where a bound that is glued to something else is a line of its own.
fn lines_of_file(bytes: &[u8]) -> impl Iterator<Item = Line<'_>> {
    cut(bytes, 1, glued)
}

/// The physical lines of some bytes; `bound` says where a line is cut, going by what stands behind it.
fn cut(
    bytes: &[u8],
    first: u32,
    bound: fn(&[u8], &[u8]) -> Option<usize>,
) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    let mut number = first;
    std::iter::from_fn(move || {
        let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
        let end = memchr(b'\n', rest).unwrap_or(rest.len());
        // Some programs write CRCRLF.
        let returns = rest[..end].iter().rev().take_while(|b| **b == b'\r');
        let text = &rest[..end - returns.count()];
        // Some servers leave out the line break between two cards.
        let behind = rest.get(end + 1..).unwrap_or_default();
        let bound = bound(text, behind);
        let next = start + bound.unwrap_or((end + 1).min(rest.len()));
        let line = Line {
            number,
            start,
            next,
            text: &text[..bound.unwrap_or(text.len())],
        };
        start = next;
        number = number.saturating_add(u32::from(bound.is_none()));
        Some(line)
    })
}

/// Where a line is cut that holds more than one: behind an `END:VCARD` that the next card follows, and before one that stands at the
/// end of a value while the next card begins on the next line, or nothing follows.
fn glued(line: &[u8], behind: &[u8]) -> Option<usize> {
    const END: &[u8] = b"END:VCARD";
    let begins = |text: &[u8]| {
        let text = text.trim_ascii_start();
        let head = text.get(..BEGIN.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(BEGIN))
    };
    const BEGIN: &[u8] = b"BEGIN:VCARD";
    let at = (0..line.len().saturating_sub(END.len() - 1))
        .find(|at| line[*at..at + END.len()].eq_ignore_ascii_case(END))?;
    let rest = &line[at + END.len()..];
    let before = line[..at].trim_ascii();
    if !before.is_empty() && !before.contains(&b':') {
        return None;
    }
    match (before.is_empty(), begins(rest)) {
        (true, true) => Some(at + END.len()),
        (true, false) => None,
        (false, true) => Some(at),
        (false, false) => {
            let is_last = behind.trim_ascii().is_empty() || begins(behind);
            (rest.trim_ascii().is_empty() && is_last).then_some(at)
        }
    }
}

/// What is wrong with the bounds of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// Another card begins before this one ends.
    NoEnd,
    /// The file ends first.
    CutOff,
    /// It ends and never began.
    NoBegin,
    /// It neither began nor ends.
    NoBounds,
}

/// A card as it stands in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span<'a> {
    /// The bytes between the BEGIN and the END line.
    pub body: &'a [u8],
    /// Offset of the body in the file.
    pub start: usize,
    /// The number of the BEGIN line; without one, of the first line.
    pub line: u32,
    /// The number of the first line of the body.
    pub body_line: u32,
    /// Whether another card is nested in it (AGENT of vCard 2.1).
    pub nested: bool,
    /// What is wrong with its bounds.
    pub flaw: Option<Flaw>,
}

/// A file taken apart.
#[derive(Debug, Default)]
pub(super) struct Split<'a> {
    /// The cards in the order of the file.
    pub cards: Vec<Span<'a>>,
    /// Lines between the cards.
    pub strays: Vec<Line<'a>>,
    /// The numbers of END lines with nothing before them that could be a card.
    pub lone_ends: Vec<u32>,
}

/// A card whose END is still to come.
struct Open {
    line: u32,
    body: usize,
    depth: u32,
    nested: bool,
    after_agent: bool,
}

/// Splits a file into its cards. A card inside a card is part of it only after `AGENT:`; any other BEGIN closes
/// the card that was left open.
pub(super) fn split(bytes: &[u8]) -> Split<'_> {
    let mut split = Split::default();
    let mut open: Option<Open> = None;
    let mut run: Vec<Line<'_>> = Vec::new();
    let is_indented = is_indented(bytes);
    for line in lines_of_file(bytes) {
        let text = if is_indented {
            line.text.trim_ascii_start()
        } else {
            line.text
        };
        match (boundary(text), &mut open) {
            (Some(Bound::Begin), Some(card)) if card.after_agent => {
                card.depth += 1;
                card.nested = true;
                card.after_agent = false;
            }
            (Some(Bound::Begin), _) => {
                close(
                    &mut split,
                    bytes,
                    open.take(),
                    line.start,
                    Some(Flaw::NoEnd),
                );
                without_bounds(&mut split, bytes, &mut run);
                open = Some(Open {
                    line: line.number,
                    body: line.next,
                    depth: 0,
                    nested: false,
                    after_agent: false,
                });
            }
            (Some(Bound::End), Some(card)) if card.depth > 0 => card.depth -= 1,
            (Some(Bound::End), Some(_)) => close(&mut split, bytes, open.take(), line.start, None),
            (Some(Bound::End), None) => without_begin(&mut split, bytes, &mut run, line),
            (None, Some(card)) => {
                if !line.text.trim_ascii().is_empty() {
                    card.after_agent = opens_agent(text);
                }
            }
            (None, None) => {
                if !line.text.trim_ascii().is_empty() {
                    run.push(line);
                }
            }
        }
    }
    close(&mut split, bytes, open, bytes.len(), Some(Flaw::CutOff));
    without_bounds(&mut split, bytes, &mut run);
    split
}

/// Whether all cards of a file stand behind blanks, as where one was quoted: it begins with such a card.
pub(super) fn is_indented(bytes: &[u8]) -> bool {
    let first = lines_of_file(bytes).find(|line| !line.text.trim_ascii().is_empty());
    first.is_some_and(|line| {
        line.text.first().is_some_and(u8::is_ascii_whitespace)
            && boundary(line.text.trim_ascii_start()) == Some(Bound::Begin)
    })
}

fn close<'a>(
    split: &mut Split<'a>,
    bytes: &'a [u8],
    open: Option<Open>,
    end: usize,
    flaw: Option<Flaw>,
) {
    if let Some(Open {
        line, body, nested, ..
    }) = open
    {
        let start = body.min(end);
        split.cards.push(Span {
            body: &bytes[start..end],
            start,
            line,
            body_line: line.saturating_add(1),
            nested,
            flaw,
        });
    }
}

/// Lines that belong to no card, before a BEGIN or at the end of the file: a card whose bounds are both lost, if they are
/// all that the file holds, or several of them are properties and one is that of a person.
fn without_bounds<'a>(split: &mut Split<'a>, bytes: &'a [u8], run: &mut Vec<Line<'a>>) {
    let names = || run.iter().filter_map(|line| names::of_line(line.text));
    let standard = names().filter(|name| names::is_standard(name)).count();
    let is_alone = split.cards.is_empty() && split.strays.is_empty() && split.lone_ends.is_empty();
    let is_at_end = run.last().is_some_and(|line| line.next == bytes.len());
    let is_all = is_alone && is_at_end;
    let is_card = names().any(names::is_personal) && (standard > 1 || is_all);
    let is_first = |name: &[u8]| is_all || names::is_standard(name);
    let first = run
        .iter()
        .position(|line| names::of_line(line.text).is_some_and(is_first));
    match first.filter(|_| is_card) {
        Some(first) => {
            let end = run.last().map_or(0, |line| line.next);
            from_line(split, bytes, run, first..end, Flaw::NoBounds);
        }
        None => split.strays.append(run),
    }
}

/// Lines before an END that belong to no card are one whose BEGIN is lost, if they look like a card at all.
fn without_begin<'a>(
    split: &mut Split<'a>,
    bytes: &'a [u8],
    run: &mut Vec<Line<'a>>,
    end: Line<'a>,
) {
    let first = run
        .iter()
        .position(|line| names::of_line(line.text).is_some_and(names::is_standard));
    match first {
        Some(first) => from_line(split, bytes, run, first..end.start, Flaw::NoBegin),
        None => {
            split.strays.append(run);
            split.lone_ends.push(end.number);
        }
    }
}

/// Makes a card of the lines of a run: `of` is the index of its first line and the offset of its end.
fn from_line<'a>(
    split: &mut Split<'a>,
    bytes: &'a [u8],
    run: &mut Vec<Line<'a>>,
    of: Range<usize>,
    flaw: Flaw,
) {
    let start = run[of.start];
    split.strays.extend(run.drain(..).take(of.start));
    split.cards.push(Span {
        body: &bytes[start.start..of.end],
        start: start.start,
        line: start.number,
        body_line: start.number,
        nested: false,
        flaw: Some(flaw),
    });
}

/// Which end of a card a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// `BEGIN:VCARD`.
    Begin,
    /// `END:VCARD`.
    End,
}

/// Byte order marks, those too that stand before text of another encoding.
const MARKS: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];

/// Recognises `BEGIN:VCARD` and `END:VCARD` in any case, with a group, blanks or a byte order mark about them.
pub(super) fn boundary(line: &[u8]) -> Option<Bound> {
    let line = line.trim_ascii_end();
    let tail = line.len().checked_sub(5).map(|at| &line[at..])?;
    if !tail.eq_ignore_ascii_case(b"VCARD") || line.len() > 80 {
        return None;
    }
    let mut marks = MARKS.iter();
    let line = marks
        .find_map(|mark| line.strip_prefix(*mark))
        .unwrap_or(line);
    if line.first().is_some_and(u8::is_ascii_whitespace) {
        return None;
    }
    let colon = memchr(b':', line)?;
    if !line[colon + 1..]
        .trim_ascii()
        .eq_ignore_ascii_case(b"VCARD")
    {
        return None;
    }
    let head = line[..colon].trim_ascii();
    let word = head.rsplit(|b| *b == b'.').next().unwrap_or(head);
    if word.eq_ignore_ascii_case(b"BEGIN") {
        Some(Bound::Begin)
    } else if word.eq_ignore_ascii_case(b"END") {
        Some(Bound::End)
    } else {
        None
    }
}

/// Whether a line is an AGENT property with nothing behind its colon: the card follows on the next line.
fn opens_agent(line: &[u8]) -> bool {
    line.trim_ascii_end().ends_with(b":")
        && names::of_line(line).is_some_and(|name| name.eq_ignore_ascii_case(b"AGENT"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(text: &str) -> Vec<(String, u32, Option<Flaw>)> {
        let cards = split(text.as_bytes()).cards;
        cards
            .iter()
            .map(|c| (String::from_utf8_lossy(c.body).into_owned(), c.line, c.flaw))
            .collect()
    }

    #[test]
    fn cards_are_found_whatever_surrounds_them() {
        let text = "# export\r\n\r\n\u{feff}begin:vcard\r\nFN:A\r\nEnd:VCard \r\nnoise\nitem1.BEGIN:VCARD\nFN:B\nitem1.END:VCARD";
        assert_eq!(
            bodies(text),
            vec![("FN:A\r\n".into(), 3, None), ("FN:B\n".into(), 7, None)]
        );
        let strays: Vec<u32> = split(text.as_bytes())
            .strays
            .iter()
            .map(|l| l.number)
            .collect();
        assert_eq!(strays, [1, 6]);
    }

    #[test]
    fn missing_bounds_close_at_the_next_card() {
        let text = "FN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\nBEGIN:VCARD\nFN:C\n";
        let flaws = bodies(text);
        let expected = [
            ("FN:A\n", 1, Flaw::NoBegin),
            ("FN:B\n", 3, Flaw::NoEnd),
            ("FN:C\n", 5, Flaw::CutOff),
        ];
        assert_eq!(
            flaws,
            expected.map(|(body, line, flaw)| (body.to_owned(), line, Some(flaw)))
        );
        assert_eq!(split(b"what\nEND:VCARD\n").lone_ends, [2]);
    }

    #[test]
    fn lines_of_a_card_without_bounds_are_one() {
        let flaws = bodies("cn:Ana\nemail:ana@example.org\n");
        assert_eq!(
            flaws,
            [(
                "cn:Ana\nemail:ana@example.org\n".into(),
                1,
                Some(Flaw::NoBounds)
            )]
        );
        let flaws = bodies("noise\nFN:A\nTEL:1\n\nBEGIN:VCARD\nFN:B\nEND:VCARD\nTEL:2\n");
        assert_eq!(
            flaws,
            [
                ("FN:A\nTEL:1\n".into(), 2, Some(Flaw::NoBounds)),
                ("FN:B\n".into(), 5, None)
            ]
        );
    }

    #[test]
    fn a_return_alone_ends_a_line_where_one_can_begin() {
        let texts = |bytes: &[u8]| {
            let bytes = with_line_feeds(bytes).into_owned();
            lines(&bytes, 1)
                .map(|l| l.text.to_vec())
                .collect::<Vec<_>>()
        };
        assert_eq!(texts(b"FN:A\r\rTEL:1\r"), [&b"FN:A"[..], b"", b"TEL:1"]);
        assert_eq!(
            texts(b"FN:A\rTEL:1\r item\r\r\nNOTE:one\rtwo: b\r\nX-A:\rEND:VCARD\r\n"),
            [
                &b"FN:A"[..],
                b"TEL:1",
                b" item",
                b"NOTE:one\rtwo: b",
                b"X-A:",
                b"END:VCARD"
            ]
        );
    }

    #[test]
    fn only_agent_nests() {
        let text = "BEGIN:VCARD\nAGENT:\nBEGIN:VCARD\nFN:Assistant\nEND:VCARD\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\n";
        let cards = split(text.as_bytes()).cards;
        assert_eq!(cards.len(), 2);
        assert!(cards[0].nested && cards[0].body.ends_with(b"TEL:1\n"));
        assert!(cards[1].body.is_empty());
    }
}
