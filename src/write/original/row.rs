//! A changed cell of a table, quoted as the cell was and in the encoding of its file.

use encoding_rs::WINDOWS_1252;

use crate::model::document::{Charset, Field};

/// A cell that is to be written anew.
pub(super) struct Cell<'a> {
    /// What stands between the cells.
    pub delimiter: u8,
    /// What stands between several values of one cell.
    pub joint: &'static str,
    /// The encoding of the file.
    pub charset: Charset,
    /// Its bytes as they came.
    pub raw: &'a [u8],
    /// Its values.
    pub parts: &'a [Field<'a>],
    /// Whether it is the only one of its row.
    pub alone: bool,
}

impl Cell<'_> {
    /// Writes the cell without the delimiter behind it.
    pub fn write(&self, out: &mut Vec<u8>) {
        let text = match self.parts {
            [only] => only.value().to_owned(),
            parts => self.joined(parts),
        };
        let is_special = |b: u8| b == self.delimiter || matches!(b, b'"' | b'\r' | b'\n');
        // A row of nothing at all would be no row.
        let quoted = self.raw.starts_with(b"\"")
            || text.bytes().any(is_special)
            || self.alone && text.is_empty();
        let text = if quoted {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        };
        match self.charset {
            Charset::Windows1252 => out.extend_from_slice(&WINDOWS_1252.encode(&text).0),
            Charset::AsIs | Charset::Utf16Le | Charset::Utf16Be => {
                out.extend_from_slice(text.as_bytes());
            }
        }
    }

    /// The values as they stood beside each other; one that is gone takes its joint with it.
    fn joined(&self, parts: &[Field<'_>]) -> String {
        let raw = match self.charset {
            Charset::Windows1252 => WINDOWS_1252.decode_without_bom_handling(self.raw).0,
            Charset::AsIs | Charset::Utf16Le | Charset::Utf16Be => {
                String::from_utf8_lossy(self.raw)
            }
        };
        let bare = raw.strip_prefix('"').and_then(|r| r.strip_suffix('"'));
        let before = bare.map_or(raw.to_string(), |bare| bare.replace("\"\"", "\""));
        let is_there = |part: &&Field<'_>| !part.is_changed() || !part.value().is_empty();
        let mut left = parts.iter().filter(is_there);
        if let (Some(only), None) = (left.next(), left.next()) {
            return only.value().to_owned();
        }
        let mut out = String::new();
        for (written, part) in before.split(self.joint).zip(parts) {
            let value = written.trim();
            if !is_there(&part) {
                continue;
            }
            if !out.is_empty() {
                out.push_str(self.joint);
            }
            let blanks = written.len() - written.trim_start().len();
            out.push_str(&written[..blanks]);
            out.push_str(part.value());
            out.push_str(&written[blanks + value.len()..]);
        }
        out
    }
}
