//! A document in its own format, version and encoding: what was not changed byte for byte as it came.

mod card;
mod row;

use crate::model::document::{Charset, Document, Entry, Field, Form, Piece};

/// The bytes of a document.
pub fn document(document: &Document<'_>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(document.bytes.len() + document.bytes.len() / 16);
    for piece in &document.pieces {
        match piece {
            Piece::Verbatim(span) => bytes.extend_from_slice(&document.bytes[span.clone()]),
            Piece::Entry(entry) => write_entry(entry, document, &mut bytes),
        }
    }
    let in_words = |to_bytes: fn(u16) -> [u8; 2]| {
        let text = String::from_utf8_lossy(&bytes);
        text.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>()
    };
    match document.charset {
        Charset::AsIs | Charset::Windows1252 => bytes,
        Charset::Utf16Le => in_words(u16::to_le_bytes),
        Charset::Utf16Be => in_words(u16::to_be_bytes),
    }
}

fn write_entry(entry: &Entry<'_>, document: &Document<'_>, out: &mut Vec<u8>) {
    let source = document.bytes;
    let mut fields = entry.fields.as_slice();
    let mut above: &[u8] = b"";
    for (at, slot) in entry.slots.iter().enumerate() {
        let own = fields.iter().take_while(|field| field.slot == at).count();
        let (parts, rest) = fields.split_at(own);
        fields = rest;
        let raw = &source[slot.span.clone()];
        if slot.dropped {
            continue;
        }
        if raw.is_empty() && card::is_left_open(above) {
            out.extend_from_slice(card::line_end(above, entry, source));
        }
        above = raw;
        if !parts.iter().any(Field::is_changed) {
            out.extend_from_slice(raw);
            continue;
        }
        match entry.form {
            Form::Vcard21 | Form::Vcard30 | Form::Vcard40 => {
                let line = card::Content {
                    form: entry.form,
                    wide: matches!(document.charset, Charset::Utf16Le | Charset::Utf16Be),
                    raw,
                    head: slot.head,
                    parts,
                };
                line.write(card::line_end(raw, entry, source), out);
            }
            Form::Row { delimiter, joint } => {
                let cell = row::Cell {
                    delimiter,
                    joint,
                    charset: document.charset,
                    raw,
                    parts,
                    alone: entry.slots.len() == 1,
                };
                cell.write(out);
            }
        }
    }
}
