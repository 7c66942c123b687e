//! Undoes what wraps a value on its way: quoted-printable, base64 and character sets.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};
use vcard::value::binary::VcardBinary;

use crate::model::problem::Code;

/// How a value is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Transfer {
    /// Not at all.
    #[default]
    Plain,
    /// Quoted-printable (RFC 2045 section 6.7).
    Quoted,
    /// Base64.
    Binary,
}

impl Transfer {
    /// The value of an ENCODING parameter, or the bare word that vCard 2.1 allows.
    pub(super) fn of(word: &str) -> Option<Self> {
        let is = |names: &[&str]| names.iter().any(|name| word.eq_ignore_ascii_case(name));
        if is(&["QUOTED-PRINTABLE", "Q"]) {
            Some(Self::Quoted)
        } else if is(&["BASE64", "B"]) {
            Some(Self::Binary)
        } else if is(&["8BIT", "7BIT"]) {
            Some(Self::Plain)
        } else {
            None
        }
    }

    /// The same from the bytes of a line's head, `;`-separated.
    pub(super) fn of_head(head: &[u8]) -> Self {
        if memchr::memchr(b';', head).is_none() {
            return Self::Plain;
        }
        let words = head
            .split(|b| *b == b';')
            .skip(1)
            .filter_map(|word| std::str::from_utf8(word).ok());
        fn named(word: &str) -> Option<&str> {
            word.split_once('=')
                .filter(|(name, _)| name.eq_ignore_ascii_case("ENCODING"))
                .map(|(_, v)| v)
        }
        let mut found = words.filter_map(|word| match named(word) {
            Some(value) => Self::of(value),
            None => Self::of(word).filter(|_| word.len() > 1),
        });
        found.next().unwrap_or_default()
    }
}

/// Decodes quoted-printable. What is no escape stays as it stands.
pub(super) fn unquote(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let pair = (text[at] == b'=')
            .then(|| text.get(at + 1..at + 3))
            .flatten();
        let byte = pair
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(text[at]);
                at += 1;
            }
        }
    }
    out
}

/// Decodes the bytes of a value: its declared character set, else UTF-8 if it is that, else Windows-1252. Says what
/// was wrong: an encoding that had to be assumed, or bytes that had to be replaced.
pub(super) fn to_text(bytes: Vec<u8>, charset: Option<&str>) -> (String, Option<Code>) {
    let declared = charset.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if let Some(encoding) = declared.filter(|e| *e != encoding_rs::UTF_8) {
        return (
            encoding.decode_without_bom_handling(&bytes).0.into_owned(),
            None,
        );
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, None),
        Err(error) => error.into_bytes(),
    };
    // One bad byte in a text that is UTF-8 otherwise must not break its other accents.
    let lossy = String::from_utf8_lossy(&bytes);
    let broken = lossy.matches('\u{fffd}').count();
    let accents = lossy
        .chars()
        .filter(|c| !c.is_ascii() && *c != '\u{fffd}')
        .count();
    if declared.is_some() || accents > broken {
        return (lossy.into_owned(), Some(Code::BadEncoding));
    }
    (
        WINDOWS_1252
            .decode_without_bom_handling(&bytes)
            .0
            .into_owned(),
        Some(Code::Assumed1252),
    )
}

/// Decodes base64 that holds text; `None` if it is no base64 or no text.
pub(super) fn base64_text(payload: &str) -> Option<String> {
    let bytes = VcardBinary::Base64(Cow::Borrowed(payload))
        .decode_base64()?
        .ok()?;
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains(|c: char| c.is_control() && !c.is_ascii_whitespace()))
}

/// Whether a line can be a piece of base64.
pub(super) fn is_base64(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    !line.is_empty()
        && line
            .iter()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn character_sets_are_declared_or_guessed() {
        let cases = [
            ("J=C3=B6rg", None, "Jörg", None),
            ("J=F6rg", None, "Jörg", Some(Code::Assumed1252)),
            ("J=F6rg", Some("ISO-8859-1"), "Jörg", None),
            ("=CF=F0=E8", Some("windows-1251"), "При", None),
            ("50=% =zz=", Some("no-such-charset"), "50=% =zz=", None),
            (
                "M=C3=BCller =C3",
                Some("UTF-8"),
                "Müller \u{fffd}",
                Some(Code::BadEncoding),
            ),
        ];
        for (raw, charset, text, assumed) in cases {
            assert_eq!(
                to_text(unquote(raw.as_bytes()), charset),
                (text.to_owned(), assumed),
                "{raw}"
            );
        }
    }

    #[test]
    fn the_wrapping_is_read_from_the_head() {
        assert_eq!(
            Transfer::of_head(b"NOTE;CHARSET=UTF-8;encoding=Quoted-Printable"),
            Transfer::Quoted
        );
        assert_eq!(
            Transfer::of_head(b"NOTE;QUOTED-PRINTABLE"),
            Transfer::Quoted
        );
        assert_eq!(
            Transfer::of_head(b"PHOTO;TYPE=B;ENCODING=b"),
            Transfer::Binary
        );
        assert_eq!(Transfer::of_head(b"TEL;Q"), Transfer::Plain);
        assert_eq!(base64_text("Zm9v").as_deref(), Some("foo"));
        assert_eq!(base64_text("/9j/"), None);
    }
}
