//! A changed content line of a vCard, in the version and encoding of its card.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::model::document::{Entry, Field, Form, Role};
use crate::model::escape;

/// A line may have this many octets before it is folded.
const WIDTH: usize = 75;

/// The year that Apple writes where none is known, and what says so.
const NO_YEAR: &str = "1604";
const OMITTED: &str = "X-APPLE-OMIT-YEAR=1604";

/// A content line that is to be written anew.
pub(super) struct Content<'a> {
    /// The version of its card.
    pub form: Form,
    /// Whether the file is in UTF-16, and so everything that is not wrapped.
    pub wide: bool,
    /// Its bytes as they came; empty if it was added.
    pub raw: &'a [u8],
    /// How many of them stand before the value.
    pub head: usize,
    /// Its components.
    pub parts: &'a [Field<'a>],
}

/// How a line of an entry ends; one that was added as the others of the entry, or else as those of what stands around it.
pub(super) fn line_end(raw: &[u8], entry: &Entry<'_>, source: &[u8]) -> &'static [u8] {
    let slots = entry.slots.iter().map(|slot| &source[slot.span.clone()]);
    let mut ends = std::iter::once(raw).chain(slots).filter_map(end_of);
    match ends.next() {
        Some(end) => end,
        None if source.contains(&b'\n') || !source.contains(&b'\r') => b"\r\n",
        None => b"\r",
    }
}

/// Whether a line ends in a soft break of quoted-printable with nothing behind it: a blank line keeps what is added from
/// being read as its rest.
pub(super) fn is_left_open(raw: &[u8]) -> bool {
    let colon = memchr::memchr(b':', raw).unwrap_or(0);
    let head = raw[..colon].to_ascii_uppercase();
    raw.trim_ascii_end().ends_with(b"=")
        && memchr::memmem::find(&head, b"QUOTED-PRINTABLE").is_some()
}

fn end_of(raw: &[u8]) -> Option<&'static [u8]> {
    let ends: [&'static [u8]; 3] = [b"\r\n", b"\n", b"\r"];
    ends.into_iter().find(|end| raw.ends_with(end))
}

impl Content<'_> {
    /// Writes the line with its line break.
    pub fn write(&self, end: &[u8], out: &mut Vec<u8>) {
        if out.last().is_some_and(|b| !matches!(b, b'\n' | b'\r')) {
            out.extend_from_slice(end);
        }
        let Some(first) = self.parts.first() else {
            return;
        };
        let text = self.text(first);
        let mut head = String::from_utf8_lossy(&self.raw[..self.head]).into_owned();
        if head.is_empty() {
            head = format!("{}:", first.name);
        }
        if first.role == Role::Date && text.starts_with(NO_YEAR) && first.is_changed() {
            head = format!("{};{OMITTED}:", head.trim_end_matches(':'));
        }
        let upper = head.to_ascii_uppercase();
        let mut quoted = upper.contains("QUOTED-PRINTABLE");
        if self.form == Form::Vcard21
            && !quoted
            && (text.contains('\n') || self.raw.is_empty() && !text.is_ascii())
        {
            head = format!(
                "{};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:",
                head.trim_end_matches(':')
            );
            quoted = true;
        }
        let value = self.encoded(&text, &mut head, quoted);
        if quoted {
            wrap_quoted(&head, &value, end, out);
        } else {
            fold(&head, &value, end, out);
        }
    }

    /// The components with their escapes, put together.
    fn text(&self, first: &Field<'_>) -> String {
        let separator = escape::separator(&first.name, self.form);
        let is_link = matches!(
            first.role,
            Role::Url | Role::Email | Role::Phone | Role::Profile
        );
        // Commas that came without an escape are the separators of a list.
        let has_lists = separator == Some(';') && memchr::memmem::find(self.raw, b"\\,").is_none();
        let escaped = self.parts.iter().map(|part| match is_link {
            true if !part.value().contains(['\n', '\\']) => part.value().to_owned(),
            _ => escape::escape(&self.in_form(part), self.form, !has_lists),
        });
        let glue = separator.map(String::from).unwrap_or_default();
        let joined = escaped.collect::<Vec<_>>().join(&glue);
        // A semicolon separates nothing in a text of 2.1.
        if self.form == Form::Vcard21 && separator.is_none() {
            joined.replace("\\;", ";")
        } else {
            joined
        }
    }

    /// RFC 6350 has days in the basic form; older versions have none without a year, and Apple writes one for them.
    fn in_form(&self, part: &Field<'_>) -> String {
        let is_new_day = part.role == Role::Date && part.is_changed() && self.form == Form::Vcard40;
        match part.value().strip_prefix("--") {
            Some(day)
                if part.role == Role::Date && part.is_changed() && self.form != Form::Vcard40 =>
            {
                format!("{NO_YEAR}-{day}")
            }
            Some(day) if is_new_day => format!("--{}", day.replace('-', "")),
            None if is_new_day => part.value().replace('-', ""),
            _ => part.value().to_owned(),
        }
    }

    /// The value in the encoding of the line; in UTF-8 where that lacks a letter, and then the head says so.
    fn encoded(&self, text: &str, head: &mut String, quoted: bool) -> Vec<u8> {
        let declared = charset(head)
            .filter(|_| quoted || !self.wide)
            .and_then(|label| Encoding::for_label(label.as_bytes()));
        let plain = if quoted {
            unquoted_is_utf8(self.raw)
        } else {
            std::str::from_utf8(self.raw).is_ok()
        };
        let encoding = declared.unwrap_or(if plain { UTF_8 } else { WINDOWS_1252 });
        let (bytes, used, unmappable) = encoding.encode(text);
        if !unmappable && used == encoding {
            return bytes.into_owned();
        }
        if let Some(label) = charset(head) {
            *head = head.replace(&label, "UTF-8");
        }
        text.as_bytes().to_vec()
    }
}

fn charset(head: &str) -> Option<String> {
    let at = head.to_ascii_uppercase().find(";CHARSET=")? + ";CHARSET=".len();
    let label = head[at..].split([';', ':']).next()?;
    Some(label.trim_matches('"').to_owned())
}

/// Whether quoted-printable without a character set stands for UTF-8.
fn unquoted_is_utf8(raw: &[u8]) -> bool {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((&first, tail)) = rest.split_first() {
        let pair = tail
            .get(..2)
            .filter(|_| first == b'=')
            .and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                // A soft break may stand within a letter.
                bytes.extend(Some(first).filter(|b| !matches!(b, b'=' | b'\r' | b'\n')));
                rest = tail;
            }
        }
    }
    std::str::from_utf8(&bytes).is_ok()
}

/// Folds behind the head, between letters (RFC 6350 section 3.2).
fn fold(head: &str, value: &[u8], end: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(head.as_bytes());
    let mut width = head.len();
    let is_utf8 = std::str::from_utf8(value).is_ok();
    for &byte in value {
        let begins = !is_utf8 || byte & 0xc0 != 0x80;
        // A line that begins with two blanks would lose one to sloppy readers.
        if width + 4 > WIDTH && begins && byte != b' ' {
            out.extend_from_slice(end);
            out.push(b' ');
            width = 1;
        }
        out.push(byte);
        width += 1;
    }
    out.extend_from_slice(end);
}

/// Quoted-printable with soft breaks (RFC 2045 section 6.7).
fn wrap_quoted(head: &str, value: &[u8], end: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(head.as_bytes());
    let mut width = head.len();
    for (at, &byte) in value.iter().enumerate() {
        if width + 4 > WIDTH {
            out.push(b'=');
            out.extend_from_slice(end);
            width = 0;
        }
        let is_last = at + 1 == value.len();
        // A blank at the end of a line would be eaten; a line break is written as CRLF.
        let is_plain =
            matches!(byte, b'!'..=b'<' | b'>'..=b'~') || byte == b' ' && !is_last && width > 0;
        match byte {
            b'\n' => out.extend_from_slice(b"=0D=0A"),
            byte if is_plain => out.push(byte),
            byte => out.extend_from_slice(format!("={byte:02X}").as_bytes()),
        }
        width += if is_plain { 1 } else { 3 };
    }
    out.extend_from_slice(end);
}
