//! Bytes → text: byte order marks, UTF-16 without one, UTF-8, and Windows-1252 as the last resort.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::model::document::Charset;
use crate::model::problem::Code;

/// The encoding of what is no other.
pub const LAST_RESORT: &str = "Windows-1252";

/// Whether an encoding is none that a text tells by itself: a table was read in it for the names of its columns.
pub fn is_of_a_table(encoding: &str) -> bool {
    !encoding.starts_with("UTF-") && encoding != LAST_RESORT
}

/// Text and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// What was wrong: code and sentence.
    pub findings: Vec<(Code, String)>,
}

/// Decodes a whole file. UTF-8 is not copied.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let mut decoded = match bytes {
        [0xff, 0xfe, rest @ ..] if is_wide(rest) => utf16(rest, UTF_16LE, "UTF-16LE"),
        [0xfe, 0xff, rest @ ..] if is_wide(rest) => utf16(rest, UTF_16BE, "UTF-16BE"),
        [0xef, 0xbb, 0xbf, rest @ ..] => eight_bit(rest, "UTF-8 with BOM"),
        _ => match utf16_by_shape(bytes) {
            Some(encoding) if encoding == UTF_16LE => utf16(bytes, UTF_16LE, "UTF-16LE"),
            Some(_) => utf16(bytes, UTF_16BE, "UTF-16BE"),
            None => eight_bit(bytes, "UTF-8"),
        },
    };
    strip_nul(&mut decoded);
    decoded
}

/// Whether the bytes are UTF-16, by a mark or by their shape.
pub fn is_utf16(bytes: &[u8]) -> bool {
    utf16_of(bytes).is_some()
}

/// Which UTF-16 the bytes are, by a mark or by their shape.
pub(super) fn utf16_of(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match bytes {
        [0xff, 0xfe, rest @ ..] if is_wide(rest) => Some(UTF_16LE),
        [0xfe, 0xff, rest @ ..] if is_wide(rest) => Some(UTF_16BE),
        _ => utf16_by_shape(bytes),
    }
}

/// Whether what stands behind a mark of UTF-16 can be that. Of Latin text every second byte is NUL, and of other scripts
/// about half of all bytes are none of ASCII.
fn is_wide(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(256)];
    let letters = head.iter().filter(|b| b.is_ascii() && **b != 0).count();
    head.len() < 32 || letters * 20 < head.len() * 17
}

/// UTF-16 of Latin text has a NUL in every second byte.
fn utf16_by_shape(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(256) & !1];
    if head.len() < 4 {
        return None;
    }
    let nul = |offset: usize| {
        head[offset..]
            .iter()
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (nul(0), nul(1));
    let half = head.len() / 2;
    if odd * 10 >= half * 7 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 >= half * 7 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn utf16<'a>(
    bytes: &'a [u8],
    encoding: &'static encoding_rs::Encoding,
    name: &'static str,
) -> Decoded<'a> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let findings = if malformed {
        vec![(
            Code::BadEncoding,
            format!("some bytes are not {name} and were replaced by \u{fffd}"),
        )]
    } else {
        Vec::new()
    };
    Decoded {
        text,
        encoding: name,
        findings,
    }
}

/// UTF-16 as UTF-8, with its mark if it has one, and what it was; `None` for other files, and where something would be
/// lost.
pub fn unwidened(bytes: &[u8], decoded: &Decoded<'_>) -> Option<(Charset, Vec<u8>)> {
    let charset = match decoded.encoding {
        "UTF-16LE" => Charset::Utf16Le,
        "UTF-16BE" => Charset::Utf16Be,
        _ => return None,
    };
    if !decoded.findings.is_empty() || bytes.len() % 2 == 1 {
        return None;
    }
    // The mark at the beginning is a character of the document like any other.
    let marked = matches!(bytes.get(..2), Some([0xff, 0xfe] | [0xfe, 0xff]));
    let mark = if marked { "\u{feff}" } else { "" };
    Some((charset, format!("{mark}{}", decoded.text).into_bytes()))
}

fn eight_bit<'a>(bytes: &'a [u8], name: &'static str) -> Decoded<'a> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => {
            return Decoded {
                text: Cow::Borrowed(text),
                encoding: name,
                findings: Vec::new(),
            };
        }
        Err(error) => error,
    };
    let at = error.valid_up_to();
    let line = 1 + memchr::memchr_iter(b'\n', &bytes[..at]).count();
    // A file that is UTF-8 but for a few bytes is a damaged UTF-8 file; read as Windows-1252 all its accents would break.
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.matches('\u{fffd}').count();
    let accents = lossy
        .chars()
        .filter(|c| !c.is_ascii() && *c != '\u{fffd}')
        .count();
    if accents > broken {
        return by_lines(bytes, name, line);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let finding = format!(
        "not valid UTF-8 from line {line} on; read as Windows-1252, so check names with accents"
    );
    Decoded {
        text,
        encoding: LAST_RESORT,
        findings: vec![(Code::Assumed1252, finding)],
    }
}

/// Text in UTF-8 with lines that somebody has pasted from elsewhere: those are read as Windows-1252, unless most of their letters are
/// UTF-8 as well and some were damaged.
fn by_lines<'a>(bytes: &[u8], name: &'static str, first: usize) -> Decoded<'a> {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    let (mut assumed, mut broken) = (0_usize, 0_usize);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let lossy = String::from_utf8_lossy(line);
        let lost = lossy.matches('\u{fffd}').count();
        let letters = lossy.chars().filter(|c| !c.is_ascii()).count();
        match &lossy {
            Cow::Owned(_) if letters <= lost && may_be_1252(line) => {
                assumed += 1;
                text.push_str(&WINDOWS_1252.decode_without_bom_handling(line).0);
            }
            Cow::Owned(_) => {
                broken += lost;
                text.push_str(&lossy);
            }
            Cow::Borrowed(sound) => text.push_str(sound),
        }
    }
    let mut findings = Vec::new();
    if assumed > 0 {
        let lines = if assumed == 1 { "line is" } else { "lines are" };
        let finding = format!(
            "{assumed} {lines} not UTF-8, the first of all such is line {first}; read as Windows-1252, so check names with accents"
        );
        findings.push((Code::Assumed1252, finding));
    }
    if broken > 0 {
        let finding = format!(
            "{broken} bytes, the first on line {first}, are not UTF-8 and were replaced by \u{fffd}"
        );
        findings.push((Code::BadEncoding, finding));
    }
    Decoded {
        text: Cow::Owned(text),
        encoding: name,
        findings,
    }
}

/// Whether all bytes beyond ASCII are what people write in Windows-1252: not those that stand for nothing there, and not `ÿ`, which no
/// name begins or is made of and which is what damage looks like.
fn may_be_1252(line: &[u8]) -> bool {
    const DAMAGE: [u8; 6] = [0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xff];
    !line.iter().any(|byte| DAMAGE.contains(byte))
}

fn strip_nul(decoded: &mut Decoded<'_>) {
    let nuls = memchr::memchr_iter(0, decoded.text.as_bytes()).count();
    if nuls > 0 {
        decoded.text = Cow::Owned(decoded.text.replace('\0', ""));
        decoded
            .findings
            .push((Code::NulBytes, format!("{nuls} NUL bytes were left out")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "First Name,Muñoz\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let cases: [(Vec<u8>, &str); 7] = [
            (text.as_bytes().to_vec(), "UTF-8"),
            (
                [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(),
                "UTF-8 with BOM",
            ),
            ([&[0xff, 0xfe], le.as_slice()].concat(), "UTF-16LE"),
            ([&[0xfe, 0xff], be.as_slice()].concat(), "UTF-16BE"),
            (le, "UTF-16LE"),
            (be, "UTF-16BE"),
            (b"First Name,Mu\xf1oz\n".to_vec(), "Windows-1252"),
        ];
        for (bytes, encoding) in &cases {
            let decoded = decode(bytes);
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, *encoding));
        }
    }

    #[test]
    fn a_bad_byte_among_good_accents_breaks_only_itself() {
        let decoded = decode(b"Mu\xc3\xb1oz Pe\xc3\xb1a \xff");
        assert_eq!(decoded.text, "Muñoz Peña \u{fffd}");
        assert_eq!(decoded.findings[0].0, Code::BadEncoding);
    }

    #[test]
    fn a_mark_before_text_of_another_encoding_is_no_mark() {
        let decoded = decode(b"\xff\xfeBEGIN:VCARD\nFN:Ana Ferreira\nEND:VCARD\n");
        assert!(
            decoded
                .text
                .ends_with("BEGIN:VCARD\nFN:Ana Ferreira\nEND:VCARD\n")
        );
        assert_eq!(decoded.findings.len(), 1);
    }

    #[test]
    fn nul_bytes_are_left_out_and_said() {
        let decoded =
            decode(b"Ana,\0Ferreira with a longer tail so that it is not taken for UTF-16\n");
        assert!(!decoded.text.contains('\0'));
        assert_eq!(decoded.findings[0].0, Code::NulBytes);
    }
}
