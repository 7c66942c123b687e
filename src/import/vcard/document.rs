//! A file of vCards as a document: every byte of it, and the fields in it that can be changed and put back.
//!
//! What cannot be put back with certainty (broken wraps, foreign bytes, nested and indented cards, binary values) has no field
//! here.

use std::borrow::Cow;

use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use super::names;
use super::ordinal;
use super::repair::{
    charset_of, repair, splits_letter, value_at, without_end_blanks, without_indent,
};
use super::split::{Bound, Flaw, Line, Span, boundary, lines, split, with_line_feeds};
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
    take: impl Fn(Document<'_>) -> T + Sync,
) -> Vec<T> {
    let (charset, bytes) = plain_bytes(bytes);
    let broken = with_line_feeds(&bytes);
    let cards = split(&broken).cards;
    let part = |from: usize, to: usize, (first, cards): (usize, &[Span<'_>])| {
        take(Document {
            file,
            charset,
            bytes: &bytes[from..to],
            pieces: pieces(&broken[from..to], from, (first, cards)),
        })
    };
    if cards.is_empty() {
        return vec![part(0, bytes.len(), (0, &[]))];
    }
    let starts = |at: usize| match cards.get(at) {
        Some(span) if at > 0 => span.start,
        Some(_) => 0,
        None => bytes.len(),
    };
    let parts = cards.par_chunks(PART).enumerate();
    let taken = parts.map(|(at, cards)| {
        let first = at * PART;
        part(starts(first), starts(first + cards.len()), (first, cards))
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

/// The pieces of a part that begins at an offset of the file; `first` cards stand before its own.
fn pieces<'a>(
    bytes: &'a [u8],
    base: usize,
    (first, cards): (usize, &[Span<'_>]),
) -> Vec<Piece<'a>> {
    let mut pieces = Vec::with_capacity(2 * cards.len() + 1);
    let mut from = 0;
    for (at, span) in cards.iter().enumerate() {
        let start = span.start - base;
        let end = start + span.body.len();
        let body = Span {
            start,
            body: &bytes[start..end],
            ..*span
        };
        pieces.push(Piece::Verbatim(from..start));
        pieces.push(Piece::Entry(entry(&body, ordinal(first + at))));
        from = end;
    }
    pieces.push(Piece::Verbatim(from..bytes.len()));
    pieces
}

fn entry<'a>(span: &Span<'a>, record: u32) -> Entry<'a> {
    let form = form(span.body);
    let stretches = stretches(span);
    let is_indented = matches!(without_indent(span.body), Cow::Owned(_));
    let has_bounds = !matches!(span.flaw, Some(Flaw::NoBegin | Flaw::NoBounds));
    let mut seen = Seen::of(span, &stretches, form).into_iter().peekable();
    let mut entry = Entry {
        record,
        line: span.line,
        form,
        // A line without blanks in front would change what those of its neighbours mean, and one behind a nested card that never
        // ends would be that card's.
        bounded: has_bounds && !is_indented && !span.nested,
        slots: Vec::with_capacity(stretches.len()),
        // A name has five of them.
        fields: Vec::with_capacity(stretches.len() + 4),
    };
    for (at, stretch) in stretches.iter().enumerate() {
        let slot = entry.slots.len();
        entry.slots.push(Slot {
            span: span.start + stretch.from..span.start + stretch.to,
            head: if stretch.frozen { 0 } else { stretch.value },
            dropped: false,
        });
        if !stretch.frozen {
            let raw = &span.body[stretch.from..stretch.to];
            add_fields(&mut entry.fields, stretch, raw, (form, slot));
        }
        let frozen = |seen: &Seen| seen.stretch == at;
        while let Some(seen) = seen.next_if(frozen) {
            entry.fields.extend(seen.fields);
        }
    }
    entry
}

/// What lines say that cannot be put back: whoever mends the card sees it and leaves it as it is.
struct Seen {
    /// The stretch that it stands in, by its index.
    stretch: usize,
    fields: Vec<Field<'static>>,
}

impl Seen {
    /// What the frozen stretches say, as the reader of cards puts their lines together.
    fn of(span: &Span<'_>, stretches: &[Stretch<'_>], form: Form) -> Vec<Self> {
        if !stretches.iter().any(|stretch| stretch.frozen) {
            return Vec::new();
        }
        let body = without_indent(span.body);
        let repaired = repair(&body, span.body_line);
        let lines = repaired.starts.iter().filter_map(|&(from, number)| {
            let above = stretches.partition_point(|stretch| stretch.line <= number);
            let at = above.checked_sub(1).filter(|at| stretches[*at].frozen)?;
            let rest = &repaired.text[from..];
            let end = rest.find('\n').unwrap_or(rest.len());
            Some(Self::line(&rest.as_bytes()[..end], number, (form, at)))
        });
        lines.collect()
    }

    fn line(text: &[u8], number: u32, (form, at): (Form, usize)) -> Self {
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        let line = Line {
            number,
            start: 0,
            next: text.len(),
            text,
        };
        let stretch = begin(line, names::of_line(text));
        let mut fields = Vec::new();
        add_fields(&mut fields, &stretch, text, (form, at));
        let fields = fields.into_iter().map(Field::seen).collect();
        Self {
            stretch: at,
            fields,
        }
    }
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

/// A property with its folded lines, or a line that is none. Offsets are those of the body of its card.
struct Stretch<'a> {
    from: usize,
    to: usize,
    line: u32,
    /// Its name without the group, if it is a property.
    name: Option<&'a [u8]>,
    /// How many bytes stand before its value.
    value: usize,
    /// Whether it is not to be touched.
    frozen: bool,
    transfer: Transfer,
    /// Whether the last line ended in a soft break of quoted-printable.
    soft: bool,
}

/// Groups physical lines as the reader joins them; where a writer broke them in the wrong places, freezes what is near.
fn stretches<'a>(span: &Span<'a>) -> Vec<Stretch<'a>> {
    let mut stretches: Vec<Stretch<'a>> = Vec::with_capacity(MANY_LINES);
    let mut blank = false;
    let is_frozen = span.nested || matches!(without_indent(span.body), Cow::Owned(_));
    for line in lines(span.body, span.body_line) {
        let name = names::of_line(line.text);
        if is_frozen {
            extend(&mut stretches, line, name);
            stretches.iter_mut().for_each(|all| all.frozen = true);
            continue;
        }
        let is_blank = line.text.trim_ascii().is_empty();
        match kind(stretches.last(), line.text, name, blank) {
            Joint::New => stretches.push(begin(line, name)),
            Joint::Part => extend(&mut stretches, line, name),
            joint @ (Joint::Odd | Joint::Loose) => {
                if matches!(joint, Joint::Odd) {
                    freeze_property(&mut stretches);
                }
                let above = stretches.last().map(|above| above.transfer);
                let is_garbage = !is_blank && matches!(joint, Joint::Loose);
                let own = begin(line, name);
                stretches.push(Stretch {
                    frozen: true,
                    // What stands between a wrapped value and the rest of it is no end of it.
                    transfer: above.filter(|_| !is_garbage).unwrap_or(own.transfer),
                    ..own
                });
            }
        }
        blank = is_blank;
    }
    stretches
}

/// Freezes the property that the reader joins a line to, and what stands between.
fn freeze_property(stretches: &mut [Stretch<'_>]) {
    for near in stretches.iter_mut().rev() {
        near.frozen = true;
        if near.name.is_some() {
            return;
        }
    }
}

/// Most cards have fewer lines than that.
const MANY_LINES: usize = 24;

/// How a physical line stands to what is above it.
enum Joint {
    /// It begins a property.
    New,
    /// It is the rest of the line above.
    Part,
    /// The reader joins it to a property above that it was not wrapped with.
    Odd,
    /// It is nothing.
    Loose,
}

fn kind(above: Option<&Stretch<'_>>, text: &[u8], name: Option<&[u8]>, after_blank: bool) -> Joint {
    let is_known = |name| names::is_standard(name) || names::is_extension(name);
    let transfer = above.map(|above| above.transfer).unwrap_or_default();
    let is_standard = || name.is_some_and(is_known);
    if above.is_some_and(|above| above.soft) && !is_standard() {
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
    let is_binary_part = transfer == Transfer::Binary && name.is_none() && is_base64(text);
    if is_binary_part && !after_blank {
        return Joint::Part;
    }
    let is_joined = transfer != Transfer::Plain || boundary(text) == Some(Bound::Begin);
    match name {
        None if !is_joined => Joint::Loose,
        Some(_) if transfer != Transfer::Quoted || is_standard() => Joint::New,
        None | Some(_) => Joint::Odd,
    }
}

fn begin<'a>(line: Line<'a>, name: Option<&'a [u8]>) -> Stretch<'a> {
    let value = value_at(line.text);
    let transfer = Transfer::of_head(&line.text[..value.saturating_sub(1)]);
    Stretch {
        from: line.start,
        to: line.next,
        line: line.number,
        name,
        value,
        frozen: false,
        transfer,
        soft: is_soft(transfer, line),
    }
}

fn is_soft(transfer: Transfer, line: Line<'_>) -> bool {
    transfer == Transfer::Quoted && without_end_blanks(line.text).ends_with(b"=")
}

fn extend<'a>(stretches: &mut Vec<Stretch<'a>>, line: Line<'a>, name: Option<&'a [u8]>) {
    match stretches.last_mut() {
        Some(above) => {
            above.to = line.next;
            above.soft = is_soft(above.transfer, line);
        }
        None => stretches.push(begin(line, name)),
    }
}

/// The names of properties whose values are no text that could be mended.
const UNTOUCHED: [&str; 7] = ["PHOTO", "LOGO", "SOUND", "KEY", "AGENT", "VERSION", "XML"];

/// Adds the fields of a property; none if it could not be put back as it is.
fn add_fields<'a>(
    fields: &mut Vec<Field<'a>>,
    stretch: &Stretch<'a>,
    raw: &'a [u8],
    (form, slot): (Form, usize),
) {
    let text = |bytes: &'a [u8]| std::str::from_utf8(bytes).ok();
    let Some(head) = raw.get(..stretch.value).and_then(text) else {
        return;
    };
    let Some(name) = stretch.name.and_then(text) else {
        return;
    };
    let is_untouched = UNTOUCHED.iter().any(|n| name.eq_ignore_ascii_case(n));
    let is_open = memchr::memchr_iter(b'"', head.as_bytes()).count() % 2 == 1;
    if is_untouched || is_open || has_word(head, "VALUE=TEXT") {
        return;
    }
    let Some(text) = decoded(raw, head, stretch) else {
        return;
    };
    let line = stretch.line;
    let field = |at, value| Field::new(role(name, at, head), name, line, slot, value);
    let first = fields.len();
    match (escape::separator(name, form), text) {
        (None, text) => fields.push(field(0, unescaped(text, form))),
        (separator, Cow::Borrowed(text)) => {
            let parts = escape::split(text, separator).into_iter().enumerate();
            fields.extend(parts.map(|(at, part)| field(at, escape::unescape(part, form))));
        }
        (separator, Cow::Owned(text)) => {
            let parts = escape::split(&text, separator).into_iter().enumerate();
            let owned = |part| Cow::Owned(escape::unescape(part, form).into_owned());
            fields.extend(parts.map(|(at, part)| field(at, owned(part))));
        }
    }
    if name.eq_ignore_ascii_case("N") {
        let missing = fields.len() - first..5;
        fields.extend(missing.map(|at| field(at, Cow::Borrowed(""))));
    }
}

/// Whether the parameters of a head say this, in any case.
fn has_word(head: &str, word: &str) -> bool {
    let params = memchr::memchr(b';', head.as_bytes()).map_or("", |at| &head[at..]);
    let mut windows = params.as_bytes().windows(word.len());
    windows.any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// The value without escapes; most have none and are not copied.
fn unescaped(text: Cow<'_, str>, form: Form) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => escape::unescape(text, form),
        Cow::Owned(text) if text.contains('\\') => {
            Cow::Owned(escape::unescape(&text, form).into_owned())
        }
        text => text,
    }
}

/// The value as text, its wrapping undone and its escapes not.
fn decoded<'a>(raw: &'a [u8], head: &str, stretch: &Stretch<'_>) -> Option<Cow<'a, str>> {
    let (at, transfer) = (stretch.value, stretch.transfer);
    if transfer == Transfer::Binary || memchr::memchr(0, raw).is_some() {
        return None;
    }
    if transfer == Transfer::Plain {
        let value = raw[at..].strip_suffix(b"\n").unwrap_or(&raw[at..]);
        let value = value.strip_suffix(b"\r").unwrap_or(value);
        let is_simple = memchr::memchr3(b'\n', b'\r', ESCAPE, value).is_none();
        if let Some(text) = std::str::from_utf8(value).ok().filter(|_| is_simple) {
            let is_text = !text.starts_with("data:") && !text.contains('\u{fffd}');
            return is_text.then_some(Cow::Borrowed(text));
        }
    }
    let has_params = memchr::memchr(b';', head.as_bytes()).is_some();
    let charset = Some(head).filter(|_| has_params).and_then(charset_of);
    unwrapped(raw, at, transfer, charset).map(Cow::Owned)
}

/// With this byte character sets of seven bits begin that are no ASCII (ISO-2022).
const ESCAPE: u8 = 0x1b;

/// The same for a value of several lines, in quoted-printable or in a character set of its own.
fn unwrapped(raw: &[u8], at: usize, transfer: Transfer, charset: Option<&str>) -> Option<String> {
    let quoted = transfer == Transfer::Quoted;
    let mut value: Vec<u8> = Vec::with_capacity(raw.len());
    let mut soft = false;
    for (index, line) in lines(raw, 1).enumerate() {
        let piece = match index {
            0 => line.text.get(at..)?,
            _ if soft => match line.text.strip_prefix(b" ") {
                Some(bare) if splits_letter(&value, bare) => bare,
                _ => line.text,
            },
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
    // What is UTF-8 as it stands is that, whatever it says: the reader takes it so, and so it is where the whole file was
    // decoded.
    let is_utf8 = !quoted && std::str::from_utf8(&value).is_ok() && !value.contains(&ESCAPE);
    let charset = charset.filter(|_| !is_utf8);
    let bytes = if quoted { unquote(&value) } else { value };
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
        "X-SOCIALPROFILE" | "SOCIALPROFILE" if has_word(head, "LINKEDIN") => Role::Profile,
        "ORG" if at == 0 => Role::Company,
        "TITLE" | "ROLE" => Role::Title,
        "NOTE" => Role::Note,
        "CATEGORIES" => Role::Label,
        "X-ABLABEL" => Role::Kind,
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
        let values = |document: Document<'_>| {
            let fields = document.entries().flat_map(|entry| &entry.fields);
            let fields = fields.filter(|field| !field.is_fixed());
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
        assert_eq!(
            values(text),
            ["URL=u"],
            "what stands near is seen and stays"
        );
        assert_eq!(
            values(b"BEGIN:VCARD\nFN:J\xf6rg\nNOTE:\xc3\xb6\xc3\xb6\xff\nEND:VCARD\n"),
            ["FN=Jörg"]
        );
    }
}
