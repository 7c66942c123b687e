//! Finds the cards of a file by their BEGIN and END lines: where each starts, what it holds, what does not add up.

use memchr::memchr;

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

/// The physical lines of some bytes, numbered from `first`.
pub(super) fn lines(bytes: &[u8], first: u32) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    let mut number = first;
    std::iter::from_fn(move || {
        let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
        let end = memchr(b'\n', rest).unwrap_or(rest.len());
        let text = rest[..end].strip_suffix(b"\r").unwrap_or(&rest[..end]);
        let next = start + (end + 1).min(rest.len());
        let line = Line {
            number,
            start,
            next,
            text,
        };
        start = next;
        number = number.saturating_add(1);
        Some(line)
    })
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
    for line in lines(bytes, 1) {
        match (boundary(line.text), &mut open) {
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
                split.strays.append(&mut run);
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
                    card.after_agent = opens_agent(line.text);
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
    split.strays.append(&mut run);
    split
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
    let Some(first) = first else {
        split.strays.append(run);
        split.lone_ends.push(end.number);
        return;
    };
    let start = run[first];
    run.truncate(first);
    split.strays.append(run);
    let body = &bytes[start.start..end.start];
    split.cards.push(Span {
        body,
        start: start.start,
        line: start.number,
        body_line: start.number,
        nested: false,
        flaw: Some(Flaw::NoBegin),
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

/// Recognises `BEGIN:VCARD` and `END:VCARD` in any case, with a group, blanks or a byte order mark about them.
pub(super) fn boundary(line: &[u8]) -> Option<Bound> {
    let line = line.trim_ascii_end();
    let tail = line.len().checked_sub(5).map(|at| &line[at..])?;
    if !tail.eq_ignore_ascii_case(b"VCARD") || line.len() > 80 {
        return None;
    }
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
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
    fn only_agent_nests() {
        let text = "BEGIN:VCARD\nAGENT:\nBEGIN:VCARD\nFN:Assistant\nEND:VCARD\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\n";
        let cards = split(text.as_bytes()).cards;
        assert_eq!(cards.len(), 2);
        assert!(cards[0].nested && cards[0].body.ends_with(b"TEL:1\n"));
        assert!(cards[1].body.is_empty());
    }
}
