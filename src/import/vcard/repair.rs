//! Mends the lines of a card that vcard-rs would refuse or misread: broken wraps, foreign bytes, nested cards, garbage.

use std::borrow::Cow;

use crate::model::problem::Code;

use super::names;
use super::split::{Bound, Line, boundary, lines};
use super::transfer::{Transfer, is_base64, to_text};

/// A card whose every line is one unfolded property in UTF-8.
#[derive(Debug, Default)]
pub(super) struct Repaired {
    /// The lines.
    pub text: String,
    /// Where each of them begins in the text, and the number of its first line in the file.
    pub starts: Vec<(usize, u32)>,
    /// The cards that were nested in it, as they stood.
    pub agents: Vec<String>,
    /// Lines that were set aside or joined to the one above: number and what became of it.
    pub remarks: Vec<(u32, String)>,
    /// The lines that were set aside.
    odd: Vec<(u32, String)>,
    /// Whether bytes that are no UTF-8 were read by assumption, or replaced.
    pub encoding: Option<Code>,
}

/// The property that is being put together.
#[derive(Default)]
struct Logical {
    /// The number of its first line.
    number: u32,
    bytes: Vec<u8>,
    transfer: Transfer,
    /// Offset of the value.
    value: usize,
    /// Whether the last line ended in a soft break.
    soft: bool,
}

/// A line that is no property, with the wrapped lines below it: they may make one of it.
struct Odd {
    number: u32,
    bytes: Vec<u8>,
}

/// What is being put together.
#[derive(Default)]
struct Open {
    property: Option<Logical>,
    odd: Option<Odd>,
}

/// The body of a card without the blanks that its first line has in front, if all of its lines have some, or as it is.
pub(super) fn without_indent(body: &[u8]) -> Cow<'_, [u8]> {
    let is_blank = |b: &&u8| matches!(b, b' ' | b'\t');
    let indent = |line: &[u8]| line.iter().take_while(is_blank).count();
    if !body.first().is_some_and(|b| b.is_ascii_whitespace()) {
        return Cow::Borrowed(body);
    }
    let mut said = lines(body, 1).filter(|line| !line.text.trim_ascii().is_empty());
    let shared = said.next().map_or(0, |first| indent(first.text));
    if shared == 0 || said.any(|line| indent(line.text) == 0) {
        return Cow::Borrowed(body);
    }
    let mut out = Vec::with_capacity(body.len());
    for line in lines(body, 1) {
        let whole = &body[line.start..line.next];
        // What has less in front is the rest of the line above.
        let left_out = Some(shared).filter(|shared| indent(line.text) >= *shared);
        out.extend_from_slice(&whole[left_out.unwrap_or(0)..]);
    }
    Cow::Owned(out)
}

/// Mends the body of a card whose first line has the number `first`.
pub(super) fn repair(body: &[u8], first: u32) -> Repaired {
    let mut repaired = Repaired::default();
    let mut open = Open::default();
    let mut nested: Option<(u32, Vec<u8>)> = None;
    for line in lines(body, first) {
        if let Some((depth, text)) = &mut nested {
            match boundary(line.text) {
                Some(Bound::Begin) => *depth += 1,
                Some(Bound::End) => *depth -= 1,
                None => {}
            }
            text.extend_from_slice(line.text);
            text.push(b'\n');
            if *depth == 0 {
                finish_agent(&mut repaired, nested.take());
            }
            continue;
        }
        if boundary(line.text) == Some(Bound::Begin) {
            nested = Some((1, [line.text, b"\n"].concat()));
            continue;
        }
        if !continues_odd(&mut repaired, &mut open, line.text) {
            take(&mut repaired, &mut open, line);
        }
    }
    finish_agent(&mut repaired, nested);
    set_aside(&mut repaired, open.odd);
    flush(&mut repaired, open.property);
    rejoin_name(&mut repaired);
    repaired
}

/// Google writes a name that has a line break in it over several lines. What was set aside right below the name is a part of it if
/// the parts of the name have all of its words.
fn rejoin_name(repaired: &mut Repaired) {
    let value_of = |name: &[u8]| {
        let mut lines = repaired.text.lines().zip(&repaired.starts);
        let (line, (start, number)) = lines.find(|(line, _)| {
            names::of_line(line.as_bytes()).is_some_and(|n| n.eq_ignore_ascii_case(name))
        })?;
        Some((line.to_owned(), *start, *number))
    };
    let Some(((shown, start, number), (parts, ..))) = value_of(b"FN").zip(value_of(b"N")) else {
        return;
    };
    let next = repaired
        .starts
        .iter()
        .map(|(_, line)| *line)
        .find(|line| *line > number);
    let below = |(line, _): &&(u32, String)| *line > number && next.is_none_or(|next| *line < next);
    let Some((line, odd)) = repaired.odd.iter().find(below) else {
        return;
    };
    if !odd.split_whitespace().all(|word| parts.contains(word)) {
        return;
    }
    let piece = format!(" {odd}");
    let about = repaired
        .remarks
        .iter_mut()
        .filter(|(number, _)| number == line);
    for (_, remark) in about {
        "a line break in the name; this line was joined to the one above".clone_into(remark);
    }
    repaired.text.insert_str(start + shown.len(), &piece);
    for (at, _) in &mut repaired.starts {
        *at += if *at > start { piece.len() } else { 0 };
    }
}

fn finish_agent(repaired: &mut Repaired, nested: Option<(u32, Vec<u8>)>) {
    if let Some((_, bytes)) = nested {
        let (text, doubt) = to_text(bytes, None);
        repaired.encoding = repaired.encoding.or(doubt);
        repaired.agents.push(text);
    }
}

/// Whether a line belongs to the one above it that is no property. A head that was wrapped before its colon becomes one here.
fn continues_odd(repaired: &mut Repaired, open: &mut Open, text: &[u8]) -> bool {
    let is_wrapped = matches!(text.first(), Some(b' ' | b'\t')) && !text.trim_ascii().is_empty();
    let Some(odd) = open.odd.as_mut().filter(|_| is_wrapped) else {
        set_aside(repaired, open.odd.take());
        return false;
    };
    odd.bytes.extend_from_slice(&text[1..]);
    let is_known = |name| names::is_standard(name) || names::is_extension(name);
    if names::of_line(&odd.bytes).is_some_and(is_known) {
        let next = Logical::start(&odd.bytes, odd.number);
        open.odd = None;
        flush(repaired, open.property.replace(next));
    }
    true
}

/// Says that a line was no property, nor became one by what is wrapped below it.
fn set_aside(repaired: &mut Repaired, odd: Option<Odd>) {
    let Some(odd) = odd else { return };
    let shown = shown(&odd.bytes);
    let message = format!("\"{shown}\" is not a vCard line and was set aside");
    repaired.remarks.push((odd.number, message));
    let text = String::from_utf8_lossy(&odd.bytes).trim().to_owned();
    repaired.odd.push((odd.number, text));
}

/// Decides what a physical line is: a part of the property above it, a new property, or neither.
fn take(repaired: &mut Repaired, open: &mut Open, line: Line<'_>) {
    let text = line.text;
    let current = &mut open.property;
    let name = names::of_line(text);
    let standard = name.is_some_and(|name| names::is_standard(name) || names::is_extension(name));
    match current {
        Some(above) if above.soft && !standard => {
            let text = match text.strip_prefix(b" ") {
                Some(bare) if splits_letter(&above.bytes[above.value..], bare) => bare,
                _ => text,
            };
            above.join(text);
        }
        Some(above) if text.first().is_some_and(|b| matches!(b, b' ' | b'\t')) => {
            above.join(&text[1..])
        }
        Some(above) if text.trim_ascii().is_empty() => above.end_at_blank(),
        Some(above)
            if above.transfer == Transfer::Quoted && !standard && !text.starts_with(b"#") =>
        {
            repaired.remarks.push((
                line.number,
                "the soft break before this line is missing; it was joined to the line above"
                    .into(),
            ));
            above.join(text);
        }
        Some(above) if above.transfer == Transfer::Binary && name.is_none() && is_base64(text) => {
            above.join(text)
        }
        _ if text.trim_ascii().is_empty() => {}
        _ if names::of_line(text.trim_ascii_start()).is_some() => {
            let next = Logical::start(text.trim_ascii_start(), line.number);
            flush(repaired, current.replace(next));
        }
        _ => {
            open.odd = Some(Odd {
                number: line.number,
                bytes: text.to_vec(),
            });
        }
    }
}

impl Logical {
    fn start(line: &[u8], number: u32) -> Self {
        let value = value_at(line);
        let transfer = match Transfer::of_head(&line[..value.saturating_sub(1)]) {
            Transfer::Plain
                if line[value..]
                    .windows(8)
                    .take(64)
                    .any(|w| w.eq_ignore_ascii_case(b";base64,")) =>
            {
                Transfer::Binary
            }
            transfer => transfer,
        };
        let mut logical = Self {
            number,
            bytes: Vec::with_capacity(line.len()),
            transfer,
            value,
            soft: false,
        };
        logical.join(line);
        logical
    }

    fn join(&mut self, piece: &[u8]) {
        let piece = match self.transfer {
            Transfer::Plain => piece,
            // Blanks at the end of a line were added on the way (RFC 2045 section 6.7).
            Transfer::Quoted => without_end_blanks(piece),
            Transfer::Binary => piece.trim_ascii(),
        };
        self.bytes.extend_from_slice(piece);
        self.soft = self.transfer == Transfer::Quoted
            && self.bytes.len() > self.value
            && self.bytes.ends_with(b"=");
        while self.transfer == Transfer::Quoted
            && self.bytes.len() > self.value
            && self.bytes.ends_with(b"=")
        {
            self.bytes.pop();
        }
    }

    /// A blank line ends a wrapped value; the writers that put one in front of base64 have no payload yet.
    fn end_at_blank(&mut self) {
        self.soft = false;
        if self.transfer == Transfer::Binary && self.bytes.len() > self.value {
            self.transfer = Transfer::Plain;
        }
    }
}

/// Whether a soft break stands within a letter, so that a blank behind it was put there by whoever wrapped the line once more.
pub(super) fn splits_letter(before: &[u8], after: &[u8]) -> bool {
    let byte = |escape: &[u8]| {
        let hex = std::str::from_utf8(escape).ok()?.strip_prefix('=')?;
        u8::from_str_radix(hex, 16).ok()
    };
    let is_cut = matches!(before, [.., b'='] | [.., b'=', b'0'..=b'9' | b'A'..=b'F']);
    let next = after.get(..3).and_then(byte);
    let last = before.len().checked_sub(3).map(|at| &before[at..]);
    let is_lead = last.and_then(byte).is_some_and(|byte| byte >= 0x80);
    is_cut || is_lead && next.is_some_and(|byte| byte & 0xc0 == 0x80)
}

/// A line without the blanks and tabs at its end.
pub(super) fn without_end_blanks(line: &[u8]) -> &[u8] {
    let is_blank = |b: &&u8| matches!(b, b' ' | b'\t');
    let blanks = line.iter().rev().take_while(is_blank).count();
    &line[..line.len() - blanks]
}

/// Offset of the value of a line: behind the first colon that no quotation mark encloses.
pub(super) fn value_at(line: &[u8]) -> usize {
    // Most lines have no quotation mark before their first colon.
    if let Some(at) = memchr::memchr2(b':', b'"', line).filter(|at| line[*at] == b':') {
        return at + 1;
    }
    let mut quoted = false;
    for (at, byte) in line.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b':' if !quoted => return at + 1,
            _ => {}
        }
    }
    memchr::memchr(b':', line).map_or(line.len(), |colon| colon + 1)
}

fn flush(repaired: &mut Repaired, current: Option<Logical>) {
    let Some(logical) = current else { return };
    let head = String::from_utf8_lossy(&logical.bytes[..logical.value]).into_owned();
    // The character set of quoted-printable is that of the bytes it stands for, which are still wrapped here.
    let charset = if logical.transfer == Transfer::Quoted {
        None
    } else {
        charset_of(&head)
    };
    let (text, doubt) = match String::from_utf8(logical.bytes) {
        Ok(text) => (text, None),
        Err(error) => to_text(error.into_bytes(), charset),
    };
    repaired.encoding = repaired.encoding.or(doubt);
    repaired.starts.push((repaired.text.len(), logical.number));
    // Some character sets make line breaks of other bytes.
    if text.contains('\n') {
        repaired.text.push_str(&text.replace('\n', "\\n"));
    } else {
        repaired.text.push_str(&text);
    }
    repaired.text.push_str("\r\n");
}

pub(super) fn charset_of(head: &str) -> Option<&str> {
    let params = head
        .trim_end_matches(':')
        .split(';')
        .skip(1)
        .filter_map(|param| param.split_once('='));
    params
        .into_iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("CHARSET"))
        .map(|(_, value)| value.trim_matches('"'))
}

/// The beginning of a line, for a message.
pub(super) fn shown(line: &[u8]) -> String {
    const ENOUGH: usize = 200;
    let text = String::from_utf8_lossy(&line[..line.len().min(4 * ENOUGH)]);
    let mut shown: String = text.trim().chars().take(ENOUGH).collect();
    if text.trim().chars().nth(ENOUGH).is_some() || line.len() > 4 * ENOUGH {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_wraps_are_joined_and_garbage_is_named() {
        let body = "FN;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BC\r\nller\r\nnot a property\r\nTEL:1\r\nPHOTO;BASE64:\r\n\r\n /9j/\r\n4AAQ\r\n\r\nABC\r\n";
        let repaired = repair(body.as_bytes(), 2);
        assert_eq!(
            repaired.text,
            "FN;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCllernot a property\r\nTEL:1\r\nPHOTO;BASE64:/9j/4AAQ\r\n"
        );
        let lines: Vec<u32> = repaired.remarks.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [3, 4, 11]);
    }

    #[test]
    fn a_soft_break_with_nothing_behind_it_swallows_no_property() {
        let repaired = repair(b"NOTE;QUOTED-PRINTABLE:end=\nTEL:1\n", 2);
        assert_eq!(repaired.text, "NOTE;QUOTED-PRINTABLE:end\r\nTEL:1\r\n");
        let repaired = repair(b"NOTE;QUOTED-PRINTABLE:see=\nhttp://example.org\n", 2);
        assert_eq!(
            repaired.text,
            "NOTE;QUOTED-PRINTABLE:seehttp://example.org\r\n"
        );
    }

    #[test]
    fn foreign_bytes_and_split_characters_become_text() {
        let repaired = repair(
            b"FN:J\xf6rg\nNOTE;CHARSET=ISO-8859-2:\xb1\nORG:M\xc3\n \xbcller\n",
            2,
        );
        assert_eq!(
            repaired.text,
            "FN:Jörg\r\nNOTE;CHARSET=ISO-8859-2:ą\r\nORG:Müller\r\n"
        );
        assert_eq!(repaired.encoding, Some(Code::Assumed1252));
    }

    #[test]
    fn a_soft_break_may_have_blanks_behind_it() {
        let repaired = repair(b"FN;QUOTED-PRINTABLE:a= \t\nb=20\nTEL:1\n", 2);
        assert_eq!(repaired.text, "FN;QUOTED-PRINTABLE:ab=20\r\nTEL:1\r\n");
        assert_eq!(repaired.starts, [(0, 2), (27, 4)]);
        assert!(repaired.remarks.is_empty());
    }

    #[test]
    fn what_all_lines_have_in_front_is_no_part_of_them() {
        let text = |body: &[u8]| String::from_utf8_lossy(&without_indent(body)).into_owned();
        assert_eq!(
            text(b"  FN:A\r\n\r\n  NOTE:b\r\n   c\r\n"),
            "FN:A\r\n\r\nNOTE:b\r\n c\r\n"
        );
        assert_eq!(text(b"  FN:A\n b\n"), "FN:A\n b\n");
        for body in ["FN:A\n b\n", " odd\nFN:A\n b\n", "\nFN:A\n", " \n", ""] {
            assert_eq!(text(body.as_bytes()), body);
        }
    }

    #[test]
    fn a_name_with_a_line_break_is_put_together_if_its_parts_say_so() {
        let google = "FN:Gábor\n\nSzabó-Kis\nN:Szabó-Kis;Gábor;;;\nTEL:1\n";
        let repaired = repair(google.as_bytes(), 2);
        assert_eq!(
            repaired.text,
            "FN:Gábor Szabó-Kis\r\nN:Szabó-Kis;Gábor;;;\r\nTEL:1\r\n"
        );
        let tel = repaired.text.find("TEL").map(|at| (at, 6));
        assert_eq!(repaired.starts.last().copied(), tel);
        let other = repair(b"FN:Ana\nsomething else\nN:Ruiz;Ana;;;\n", 2);
        assert_eq!(other.text, "FN:Ana\r\nN:Ruiz;Ana;;;\r\n");
    }

    #[test]
    fn a_character_set_cannot_break_a_line() {
        let repaired = repair(b"NOTE;CHARSET=UTF-16BE:\x00a\x00\n\xd8\x00\nTEL:1\n", 2);
        assert_eq!(repaired.starts.len(), 2);
        assert_eq!(repaired.text.lines().count(), 2);
    }

    #[test]
    fn nested_cards_are_taken_out() {
        let repaired = repair(b"AGENT:\nBEGIN:VCARD\nFN:B\nEND:VCARD\nTEL:1\n", 2);
        assert_eq!(repaired.text, "AGENT:\r\nTEL:1\r\n");
        assert_eq!(repaired.agents, ["BEGIN:VCARD\nFN:B\nEND:VCARD\n"]);
    }
}
