//! A file of vCards as a document: every byte of it, and the fields in it that can be changed and put back.
//!
//! What cannot be put back with certainty (broken wraps, foreign bytes, nested and indented cards, binary values) has no field
//! here.

use std::borrow::Cow;

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;

use super::names;
use super::repair::{charset_of, value_at, without_end_blanks, without_indent};
use super::split::{Bound, Line, Span, boundary, lines, split, with_line_feeds};
use super::transfer::{Transfer, is_base64, to_text, unquote};
use crate::import::text;
use crate::model::document::{Charset, Document, Entry, Field, Form, Piece, Role, Slot};
use crate::model::escape;
use crate::model::intake::FileId;
use crate::model::problem::Code;

/// How many cards make a part: large enough to be worth a thread, small enough that a million cards are never taken
/// apart at once.
const PART: usize = 256;

/// Takes a file of vCards apart, hands its parts to `take`, several at a time, and gives what it made of them in the order
/// of the file. Together the parts are the whole file. Records are numbered as `read` numbers them.
pub fn by_parts<T: Send>(
    file: FileId,
    bytes: &[u8],
    take: impl Fn(Document) -> T + Sync,
) -> Vec<T> {
    let (charset, bytes) = plain_bytes(bytes);
    let broken = with_line_feeds(&bytes);
    let cards = split(&broken).cards;
    let numbered: Vec<(u32, &Span<'_>)> = (1..).zip(&cards).collect();
    let part = |from: usize, to: usize, cards: &[(u32, &Span<'_>)]| Document {
        file,
        charset,
        bytes: bytes[from..to].to_vec(),
        pieces: pieces(&broken[from..to], from, cards),
    };
    if numbered.is_empty() {
        return vec![take(part(0, bytes.len(), &[]))];
    }
    let starts = |at: usize| match cards.get(at) {
        Some(span) if at > 0 => span.start,
        Some(_) => 0,
        None => bytes.len(),
    };
    let parts = numbered.par_chunks(PART);
    let taken = parts.map(|cards| {
        let first = cards.first().map_or(0, |(record, _)| *record as usize - 1);
        take(part(starts(first), starts(first + cards.len()), cards))
    });
    taken.collect()
}

/// UTF-16 becomes UTF-8, if nothing of it is lost.
fn plain_bytes(bytes: &[u8]) -> (Charset, Cow<'_, [u8]>) {
    let as_is = (Charset::AsIs, Cow::Borrowed(bytes));
    if !text::is_utf16(bytes) || bytes.len() % 2 == 1 {
        return as_is;
    }
    let decoded = text::decode(bytes);
    let charset = match decoded.encoding {
        "UTF-16LE" => Charset::Utf16Le,
        "UTF-16BE" => Charset::Utf16Be,
        _ => return as_is,
    };
    if !decoded.findings.is_empty() {
        return as_is;
    }
    // The mark at the beginning is a character of the document like any other.
    let marked = matches!(bytes.get(..2), Some([0xff, 0xfe] | [0xfe, 0xff]));
    let mark = if marked { "\u{feff}" } else { "" };
    let text = format!("{mark}{}", decoded.text).into_bytes();
    (charset, Cow::Owned(text))
}

/// The pieces of a part that begins at an offset of the file.
fn pieces(bytes: &[u8], base: usize, cards: &[(u32, &Span<'_>)]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(2 * cards.len() + 1);
    let mut from = 0;
    for (record, span) in cards {
        let start = span.start - base;
        let span = Span { start, ..**span };
        pieces.push(Piece::Verbatim(from..start));
        pieces.push(Piece::Entry(entry(bytes, &span, *record)));
        from = start + span.body.len();
    }
    pieces.push(Piece::Verbatim(from..bytes.len()));
    pieces
}

fn entry(bytes: &[u8], span: &Span<'_>, record: u32) -> Entry {
    let mut entry = Entry {
        record,
        line: span.line,
        form: form(span.body),
        slots: Vec::new(),
        fields: Vec::new(),
    };
    for stretch in stretches(span) {
        let slot = entry.slots.len();
        let raw = &bytes[stretch.from..stretch.to];
        let head = if stretch.frozen {
            0
        } else {
            value_at(first_line(raw))
        };
        entry.slots.push(Slot {
            span: stretch.from..stretch.to,
            head,
            dropped: false,
        });
        if !stretch.frozen {
            let fields = fields(raw, head, entry.form, stretch.line, slot);
            entry.fields.extend(fields.unwrap_or_default());
        }
    }
    entry
}

fn form(body: &[u8]) -> Form {
    let version = lines(body, 1).find(|line| {
        names::of_line(line.text).is_some_and(|name| name.eq_ignore_ascii_case(b"VERSION"))
    });
    let version = version.map_or(&b""[..], |line| &line.text[value_at(line.text)..]);
    match version.trim_ascii() {
        b"2.1" => Form::Vcard21,
        b"4.0" => Form::Vcard40,
        _ => Form::Vcard30,
    }
}

/// A property with its folded lines, or a line that is none.
struct Stretch {
    from: usize,
    to: usize,
    line: u32,
    /// Whether it is not to be touched.
    frozen: bool,
    transfer: Transfer,
    /// Whether the last line ended in a soft break of quoted-printable.
    soft: bool,
}

/// Groups physical lines as the reader joins them; where a writer broke them in the wrong places, freezes what is near.
fn stretches(span: &Span<'_>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut blank = false;
    let is_frozen = span.nested || matches!(without_indent(span.body), Cow::Owned(_));
    for line in lines(span.body, span.body_line) {
        if is_frozen {
            extend(&mut stretches, span, line);
            stretches.iter_mut().for_each(|all| all.frozen = true);
            continue;
        }
        let is_blank = line.text.trim_ascii().is_empty();
        match kind(stretches.last(), line.text, blank) {
            Joint::New => stretches.push(begin(span, line)),
            Joint::Part => extend(&mut stretches, span, line),
            Joint::Odd => {
                stretches
                    .iter_mut()
                    .rev()
                    .take(2)
                    .for_each(|near| near.frozen = true);
                stretches.push(Stretch {
                    frozen: true,
                    ..begin(span, line)
                });
            }
            Joint::Loose => stretches.push(Stretch {
                frozen: true,
                ..begin(span, line)
            }),
        }
        blank = is_blank;
    }
    stretches
}

/// How a physical line stands to what is above it.
enum Joint {
    New,
    Part,
    Odd,
    Loose,
}

fn kind(above: Option<&Stretch>, text: &[u8], after_blank: bool) -> Joint {
    let name = names::of_line(text);
    let standard = name.is_some_and(|name| names::is_standard(name) || names::is_extension(name));
    let transfer = above.map(|above| above.transfer).unwrap_or_default();
    let is_binary_part = transfer == Transfer::Binary && name.is_none() && is_base64(text);
    if above.is_some_and(|above| above.soft) && !standard {
        return Joint::Part;
    }
    if text.trim_ascii().is_empty() {
        return Joint::Loose;
    }
    if text.first().is_some_and(|b| matches!(b, b' ' | b'\t')) {
        return if above.is_some() && !after_blank {
            Joint::Part
        } else {
            Joint::Odd
        };
    }
    if is_binary_part && !after_blank {
        return Joint::Part;
    }
    if name.is_none()
        || boundary(text) == Some(Bound::Begin)
        || (transfer == Transfer::Quoted && !standard)
    {
        return Joint::Odd;
    }
    Joint::New
}

fn begin(span: &Span<'_>, line: Line<'_>) -> Stretch {
    let head = &line.text[..value_at(line.text).saturating_sub(1)];
    let transfer = Transfer::of_head(head);
    let from = span.start + line.start;
    Stretch {
        from,
        to: span.start + line.next,
        line: line.number,
        frozen: false,
        transfer,
        soft: is_soft(transfer, line),
    }
}

fn is_soft(transfer: Transfer, line: Line<'_>) -> bool {
    transfer == Transfer::Quoted && without_end_blanks(line.text).ends_with(b"=")
}

fn extend(stretches: &mut Vec<Stretch>, span: &Span<'_>, line: Line<'_>) {
    match stretches.last_mut() {
        Some(above) => {
            above.to = span.start + line.next;
            above.soft = is_soft(above.transfer, line);
        }
        None => stretches.push(begin(span, line)),
    }
}

fn first_line(raw: &[u8]) -> &[u8] {
    lines(raw, 1).next().map_or(raw, |line| line.text)
}

/// The fields of a property; none if it could not be put back as it is.
fn fields(raw: &[u8], at: usize, form: Form, line: u32, slot: usize) -> Option<Vec<Field>> {
    let head = std::str::from_utf8(raw.get(..at)?).ok()?;
    let name = std::str::from_utf8(names::of_line(raw)?).ok()?;
    let upper = if memchr::memchr(b';', head.as_bytes()).is_some() {
        head.to_ascii_uppercase()
    } else {
        String::new()
    };
    let is_binary = ["PHOTO", "LOGO", "SOUND", "KEY", "AGENT", "VERSION", "XML"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known));
    let is_open = memchr::memchr_iter(b'"', head.as_bytes()).count() % 2 == 1;
    if is_binary || is_open || !upper.is_empty() && upper.contains("VALUE=TEXT") {
        return None;
    }
    let text = decoded(raw, at, head)?;
    let field = |at, value| Field::new(role(name, at, &upper), name, line, slot, value);
    let Some(separator) = escape::separator(name, form) else {
        return Some(vec![field(0, unescaped(text, form))]);
    };
    let mut parts: Vec<String> = escape::split(&text, Some(separator))
        .into_iter()
        .map(|part| escape::unescape(part, form))
        .collect();
    if name.eq_ignore_ascii_case("N") {
        parts.resize(parts.len().max(5), String::new());
    }
    let fields = parts.into_iter().enumerate();
    Some(fields.map(|(at, value)| field(at, value)).collect())
}

/// The value without escapes; most have none and are not copied.
fn unescaped(text: String, form: Form) -> String {
    if text.contains('\\') {
        escape::unescape(&text, form)
    } else {
        text
    }
}

/// The value as text, its wrapping undone and its escapes not.
fn decoded(raw: &[u8], at: usize, head: &str) -> Option<String> {
    let transfer = Transfer::of_head(head.trim_end_matches(':').as_bytes());
    if transfer == Transfer::Binary || raw.contains(&0) {
        return None;
    }
    let quoted = transfer == Transfer::Quoted;
    let mut value: Vec<u8> = Vec::with_capacity(raw.len());
    let mut soft = false;
    for (index, line) in lines(raw, 1).enumerate() {
        let piece = match index {
            0 => &line.text[at..],
            _ if soft => line.text,
            _ => line.text.get(1..)?,
        };
        value.extend_from_slice(if quoted {
            without_end_blanks(piece)
        } else {
            piece
        });
        soft = quoted && value.ends_with(b"=");
        while quoted && value.ends_with(b"=") {
            value.pop();
        }
    }
    if quoted && !value.is_ascii() || value.starts_with(b"data:") {
        return None;
    }
    let bytes = if quoted { unquote(&value) } else { value };
    let has_params = memchr::memchr(b';', head.as_bytes()).is_some();
    let charset = Some(head).filter(|_| has_params).and_then(charset_of);
    let (text, finding) = to_text(bytes, charset);
    let is_whole = finding != Some(Code::BadEncoding) && !text.contains('\u{fffd}');
    is_whole.then(|| {
        if text.contains('\r') {
            text.replace("\r\n", "\n")
        } else {
            text
        }
    })
}

fn role(name: &str, at: usize, head: &str) -> Role {
    const ADDRESS: [Role; 7] = [
        Role::Street,
        Role::Street,
        Role::Street,
        Role::Locality,
        Role::Region,
        Role::Code,
        Role::Country,
    ];
    const NAME: [Role; 5] = [
        Role::Family,
        Role::Given,
        Role::Additional,
        Role::Prefix,
        Role::Suffix,
    ];
    let mut name = Cow::Borrowed(name);
    if name.bytes().any(|b| b.is_ascii_lowercase()) {
        name.to_mut().make_ascii_uppercase();
    }
    match name.as_ref() {
        "FN" => Role::FullName,
        "N" => NAME.get(at).copied().unwrap_or(Role::Other),
        "NICKNAME" => Role::Nickname,
        "EMAIL" => Role::Email,
        "TEL" => Role::Phone,
        "URL" => Role::Url,
        "X-SOCIALPROFILE" | "SOCIALPROFILE" if head.contains("LINKEDIN") => Role::Profile,
        "ORG" if at == 0 => Role::Company,
        "TITLE" | "ROLE" => Role::Title,
        "NOTE" => Role::Note,
        "CATEGORIES" => Role::Label,
        "BDAY" | "ANNIVERSARY" | "X-ANNIVERSARY" | "X-MS-ANNIVERSARY" => Role::Date,
        "ADR" => ADDRESS.get(at).copied().unwrap_or(Role::Other),
        "GENDER" => Role::Gender,
        "UID" => Role::Uid,
        _ => Role::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &[u8]) -> Vec<String> {
        let values = |document: Document| {
            let fields = document.entries().flat_map(|entry| &entry.fields);
            let values = fields.map(|field| format!("{}={}", field.name, field.value()));
            values.collect::<Vec<_>>()
        };
        by_parts(FileId(0), text, values).concat()
    }

    #[test]
    fn values_are_plain_text_in_every_version() {
        let old = b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=\r\n=C3=BCller\r\nTEL;CELL:1\r\nEND:VCARD\r\n";
        assert_eq!(values(old), ["FN=Jörg Müller", "TEL=1"]);
        let new = b"BEGIN:VCARD\nVERSION:4.0\nN:Ferreira;Ana\nNOTE:a\\, b\\n\n c\nPHOTO:data:image/png;base64,AA\nEND:VCARD\n";
        assert_eq!(
            values(new),
            ["N=Ferreira", "N=Ana", "N=", "N=", "N=", "NOTE=a, b\nc"]
        );
    }

    #[test]
    fn what_could_not_be_put_back_has_no_field() {
        let text = b"BEGIN:VCARD\nFN:Ana\n\n odd\nNOTE;QUOTED-PRINTABLE:a\nb c\nURL:u\ngarbage\nKEY;BASE64:\n AAAA\nEND:VCARD\n";
        assert_eq!(values(text), ["NOTE=a"; 0]);
        assert_eq!(
            values(b"BEGIN:VCARD\nFN:J\xf6rg\nNOTE:\xc3\xb6\xc3\xb6\xff\nEND:VCARD\n"),
            ["FN=Jörg"]
        );
    }
}
