//! A table of contacts as a document: every byte of it, and the cells in it that can be changed and put back.
//!
//! The rows are those that the readers get, so both number them alike. A row whose cells cannot be told apart with
//! certainty, and a cell with damaged bytes, has no field here and is written as it came.

use std::borrow::Cow;
use std::ops::Range;

use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use crate::import::Source;
use crate::import::table::{Header, Rows};
use crate::import::text::{self, Decoded};
use crate::model::document::{Charset, Document, Entry, Field, Form, Piece, Role, Slot};
use crate::model::intake::FileId;
use crate::model::problem::Place;

/// What the columns of a file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The role of each, in the order of the file.
    pub roles: Vec<Role>,
    /// What stands between several addresses, numbers or links of one cell; empty if a cell has only one.
    pub joint: &'static str,
}

/// How many rows make a part.
const PART: usize = 512;

/// Takes a table apart, hands its parts to `take`, several at a time, and gives what it made of them in the order of the
/// file. Together the parts are the whole file.
pub fn by_parts<T: Send>(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    columns: &Columns,
    take: impl Fn(Document<'_>) -> T + Sync,
) -> Vec<T> {
    let (charset, bytes) = match text::unwidened(source.bytes, decoded) {
        Some((charset, bytes)) => (charset, Cow::Owned(bytes)),
        None if decoded.encoding == text::LAST_RESORT => {
            (Charset::Windows1252, Cow::Borrowed(source.bytes))
        }
        // What only the columns told is written anew as UTF-8.
        None if text::is_of_a_table(decoded.encoding) => {
            (Charset::AsIs, Cow::Owned(decoded.text.as_bytes().to_vec()))
        }
        None => (Charset::AsIs, Cow::Borrowed(source.bytes)),
    };
    let taking = Taking {
        origins: Origins::new(&decoded.text, &bytes, charset),
        header,
        columns,
        sound: decoded.findings.is_empty(),
    };
    // Where UTF-16 is damaged, nothing tells which bytes are which cell.
    let is_opaque = charset == Charset::AsIs && decoded.encoding.starts_with("UTF-16");
    let rows = if is_opaque {
        Vec::new()
    } else {
        taking.rows(source.file)
    };
    let part = |from: usize, to: usize, rows: &[Found]| {
        take(Document {
            file: source.file,
            charset,
            bytes: &bytes[from..to],
            pieces: taking.pieces(from..to, rows),
        })
    };
    if rows.is_empty() {
        return vec![part(0, bytes.len(), &[])];
    }
    let starts = |at: usize| match rows.get(at) {
        Some(row) if at > 0 => row.bytes.start,
        Some(_) => 0,
        None => bytes.len(),
    };
    let parts = rows.par_chunks(PART).enumerate();
    let taken = parts.map(|(at, rows)| {
        let first = at * PART;
        part(starts(first), starts(first + rows.len()), rows)
    });
    taken.collect()
}

/// A row whose cells can be told apart.
struct Found {
    /// Its ordinal and its line.
    place: Place,
    /// Where it stands in the text, without its line break.
    text: Range<usize>,
    /// Where in the file.
    bytes: Range<usize>,
}

/// What the rows are taken apart with.
struct Taking<'a> {
    origins: Origins<'a>,
    header: &'a Header,
    columns: &'a Columns,
    /// Whether every byte of the file is part of a letter of the text.
    sound: bool,
}

impl<'a> Taking<'a> {
    /// The rows that the readers get, but for those whose cells cannot be told apart.
    fn rows(&self, file: FileId) -> Vec<Found> {
        let mut origins = self.origins;
        let mut found = Vec::new();
        let mut rows = Rows::new(origins.text, file, self.header);
        while let Some(row) = rows.next_row() {
            let mut cells = cells(row.raw, self.header.delimiter);
            let mut is_alike = true;
            for value in row.cells() {
                let cell = cells.next();
                is_alike &= cell.is_some_and(|cell| is_written(&row.raw[cell], value));
            }
            if !is_alike || cells.next().is_some() {
                continue;
            }
            let text = row.start..row.start + row.raw.len();
            found.push(Found {
                place: row.place,
                bytes: origins.of(text.start)..origins.of(text.end),
                text,
            });
        }
        found
    }

    /// The pieces of a part, which is these bytes of the file.
    fn pieces(&self, part: Range<usize>, rows: &[Found]) -> Vec<Piece<'a>> {
        let mut pieces = Vec::with_capacity(2 * rows.len() + 1);
        let mut from = 0;
        let mut origins = self.origins;
        for row in rows {
            origins.at = (row.text.start, row.bytes.start);
            let [start, end] = [row.bytes.start, row.bytes.end].map(|at| at - part.start);
            pieces.push(Piece::Verbatim(from..start));
            pieces.push(Piece::Entry(self.entry(row, &mut origins, part.start)));
            from = end;
        }
        pieces.push(Piece::Verbatim(from..part.len()));
        pieces
    }

    /// The entry of a row in a part that begins at an offset of the file.
    fn entry(&self, row: &Found, origins: &mut Origins<'_>, base: usize) -> Entry<'a> {
        let raw = &self.origins.text[row.text.clone()];
        let mut entry = Entry {
            record: row.place.record,
            line: row.place.line,
            form: Form::Row {
                delimiter: self.header.delimiter,
                joint: self.columns.joint,
            },
            bounded: true,
            slots: Vec::with_capacity(FEW),
            fields: Vec::with_capacity(FEW),
        };
        let (mut done, mut counted, mut line) = (row.bytes.start, 0, row.place.line);
        for (column, cell) in cells(raw, self.header.delimiter).enumerate() {
            let role = self.columns.roles.get(column).copied();
            let Some(role) = role.filter(|role| is_of_use(*role, &raw[cell.clone()])) else {
                continue;
            };
            let written = &raw[cell.clone()];
            let [from, to] = [cell.start, cell.end].map(|at| origins.of(row.text.start + at));
            if !self.is_sound(from..to, written) {
                continue;
            }
            line += breaks(&raw[counted..cell.start]);
            counted = cell.start;
            if done < from {
                entry.slots.push(slot(done - base..from - base));
            }
            let name = self.header.written.get(column).map_or("", String::as_str);
            add_fields(
                &mut entry,
                (role, name, line),
                value(written),
                self.columns.joint,
            );
            entry.slots.push(slot(from - base..to - base));
            done = to;
        }
        if done < row.bytes.end {
            entry.slots.push(slot(done - base..row.bytes.end - base));
        }
        entry
    }

    fn is_sound(&self, bytes: Range<usize>, text: &str) -> bool {
        let bytes = self.origins.bytes.get(bytes).unwrap_or_default();
        let is_text = self.origins.charset == Charset::Windows1252 || *bytes == *text.as_bytes();
        self.sound || is_text && !bytes.contains(&0)
    }
}

/// So many cells of a row say something, as a rule.
const FEW: usize = 16;

fn slot(span: Range<usize>) -> Slot {
    Slot {
        span,
        head: 0,
        dropped: false,
    }
}

fn breaks(text: &str) -> u32 {
    memchr::memchr_iter(b'\n', text.as_bytes()).count() as u32
}

/// Empty cells are of use where something may be put into them.
fn is_of_use(role: Role, written: &str) -> bool {
    role != Role::Other
        && (!matches!(written, "" | "\"\"")
            || matches!(role, Role::Prefix | Role::Suffix | Role::Note | Role::Kind))
}

/// What a cell says that is written so.
fn value(written: &str) -> Cow<'_, str> {
    let inner = written.strip_prefix('"').and_then(|w| w.strip_suffix('"'));
    match inner {
        Some(inner) if inner.contains('"') => Cow::Owned(inner.replace("\"\"", "\"")),
        Some(inner) => Cow::Borrowed(inner),
        None => Cow::Borrowed(written),
    }
}

/// Adds the values of a cell to an entry whose next slot is that of the cell. Only what reaches somebody is apart: the
/// parts of addresses belong together by their order.
fn add_fields<'a>(
    entry: &mut Entry<'a>,
    (role, name, line): (Role, &'a str, u32),
    value: Cow<'a, str>,
    joint: &str,
) {
    let slot = entry.slots.len();
    let mut add = |value| entry.fields.push(Field::new(role, name, line, slot, value));
    let is_list = matches!(role, Role::Email | Role::Phone | Role::Url | Role::Profile);
    if !is_list || joint.is_empty() || !value.contains(joint) {
        return add(value);
    }
    match value {
        Cow::Borrowed(value) => value.split(joint).for_each(|part| add(part.trim().into())),
        Cow::Owned(value) => {
            let parts = value.split(joint).map(|part| part.trim().to_owned());
            parts.for_each(|part| add(part.into()));
        }
    }
}

/// The stretches of the cells of a record, with their quotation marks.
fn cells(raw: &str, delimiter: u8) -> impl Iterator<Item = Range<usize>> {
    let bytes = raw.as_bytes();
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let mut at = start;
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            while let Some(step) = memchr::memchr(b'"', &bytes[at..]) {
                at += step + 1;
                if bytes.get(at) != Some(&b'"') {
                    break;
                }
                at += 1;
            }
        }
        let end = memchr::memchr(delimiter, &bytes[at..]).map(|step| at + step);
        next = end.map(|end| end + 1);
        Some(start..end.unwrap_or(bytes.len()))
    })
}

/// Whether a cell as written says a value.
fn is_written(cell: &str, value: &str) -> bool {
    if !cell.starts_with('"') {
        return cell == value;
    }
    let inner = cell.strip_prefix('"').and_then(|c| c.strip_suffix('"'));
    inner.is_some_and(|inner| {
        cell.len() > 1
            && if inner.contains('"') {
                inner.replace("\"\"", "\"") == value && value.replace('"', "\"\"") == inner
            } else {
                inner == value
            }
    })
}

/// Which byte of a file an offset of its text is. Offsets only grow.
#[derive(Clone, Copy)]
struct Origins<'a> {
    text: &'a str,
    bytes: &'a [u8],
    charset: Charset,
    /// How far both stand apart, where they do so everywhere alike.
    apart: Option<usize>,
    at: (usize, usize),
    /// Whether each letter of the line at hand is one byte: a line that is no UTF-8 was read as Windows-1252 by itself.
    narrow: bool,
}

impl<'a> Origins<'a> {
    fn new(text: &'a str, bytes: &'a [u8], charset: Charset) -> Self {
        let mark = if bytes.starts_with("\u{feff}".as_bytes()) {
            3
        } else {
            0
        };
        let same = bytes.len() == mark + text.len() && bytes[mark..] == *text.as_bytes();
        Self {
            text,
            bytes,
            charset,
            apart: same.then_some(mark),
            at: (0, mark),
            narrow: charset == Charset::Windows1252,
        }
    }

    fn of(&mut self, offset: usize) -> usize {
        if let Some(apart) = self.apart {
            return offset + apart;
        }
        let (from, mut at) = self.at;
        for (shift, c) in self.text[from..offset].char_indices() {
            if self.charset != Charset::Windows1252 && self.begins_line(at) {
                self.narrow = self.is_narrow(from + shift, at);
            }
            at = (at + self.width(c, at)).min(self.bytes.len());
        }
        self.at = (offset, at);
        at
    }

    fn begins_line(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.bytes.get(at));
        self.at.0 == 0 || before.is_none_or(|byte| *byte == b'\n')
    }

    /// Whether the line that begins here is no UTF-8 and stands in the text with a letter for each of its bytes.
    fn is_narrow(&self, offset: usize, at: usize) -> bool {
        let line = self.bytes[at..].split_inclusive(|byte| *byte == b'\n');
        let line = line.into_iter().next().unwrap_or_default();
        let text = self.text[offset..].split_inclusive('\n').next();
        str::from_utf8(line).is_err()
            && text.is_some_and(|text| {
                text.chars().count() == line.len() && !text.contains('\u{fffd}')
            })
    }

    /// How many bytes a letter takes, with the NULs before it that the text does not have.
    fn width(&self, c: char, at: usize) -> usize {
        let bytes = self.bytes.get(at..).unwrap_or_default();
        let nuls = bytes.iter().take_while(|b| **b == 0).count();
        let rest = &bytes[nuls..];
        let own = match c {
            _ if self.narrow => 1,
            '\u{fffd}' if !rest.starts_with("\u{fffd}".as_bytes()) => {
                let broken = rest.utf8_chunks().next();
                broken.map_or(1, |chunk| chunk.invalid().len().max(1))
            }
            c => c.len_utf8(),
        };
        nuls + own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fields of a file whose columns are a given name, a note and an address, as `name=value`, and their bytes.
    fn fields(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
        let source = Source {
            file: FileId(0),
            name: "a.csv",
            bytes,
        };
        let decoded = text::decode(bytes);
        let header = Header::find(&decoded.text, |c| c[0] == "given").unwrap();
        let columns = Columns {
            roles: vec![Role::Given, Role::Note, Role::Email],
            joint: " ::: ",
        };
        let of_entry = |bytes: &[u8], entry: &Entry<'_>| {
            let field = |f: &Field<'_>| {
                let span = entry.slots[f.slot].span.clone();
                let said = format!("{} {}={}", f.line, f.name, f.value());
                (said, bytes[span].to_vec())
            };
            entry.fields.iter().map(field).collect::<Vec<_>>()
        };
        let of_part = |part: Document<'_>| {
            let entries = part.entries();
            let fields = entries.flat_map(|entry| of_entry(part.bytes, entry));
            fields.collect::<Vec<_>>()
        };
        by_parts(source, &decoded, &header, &columns, of_part).concat()
    }

    #[test]
    fn cells_are_known_by_their_bytes_in_every_encoding() {
        let said = |fields: Vec<(String, Vec<u8>)>| {
            let texts = fields.into_iter().map(|(said, raw)| {
                let raw = String::from_utf8_lossy(&raw).into_owned();
                format!("{said} <{raw}>")
            });
            texts.collect::<Vec<_>>()
        };
        let text = "Given,Note,E-mail\n\"An\na\",\"say \"\"hi\"\"\",a@x.test ::: b@x.test\n";
        let expected = [
            "2 Given=An\na <\"An\na\">",
            "3 Note=say \"hi\" <\"say \"\"hi\"\"\">",
            "3 E-mail=a@x.test <a@x.test ::: b@x.test>",
            "3 E-mail=b@x.test <a@x.test ::: b@x.test>",
        ];
        assert_eq!(said(fields(text.as_bytes())), expected);
        let marked = format!("\u{feff}{text}");
        assert_eq!(said(fields(marked.as_bytes())), expected);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(said(fields(&wide)), expected);
    }

    #[test]
    fn what_is_damaged_has_no_field_and_what_is_near_it_has() {
        let old = fields(b"Given;Note\nJos\xe9;\xfcber\n");
        assert_eq!(old[0], ("2 Given=José".to_owned(), b"Jos\xe9".to_vec()));
        assert_eq!(old[1].1, b"\xfcber");
        let hurt = fields(b"Given,Note\nJos\xc3\xa9\xc3\xa9,a\xffb\nA\0na,\xc3\xb6\n");
        let said: Vec<&str> = hurt.iter().map(|(said, _)| said.as_str()).collect();
        assert_eq!(said, ["2 Given=Joséé", "3 Note=ö"]);
        let pasted = b"Given,Note\nK\xc3\xa4\xc3\xa4the,x\nBj\xf6rn,y\nBo,z\n";
        let pasted = fields(pasted);
        let said: Vec<&str> = pasted.iter().map(|(said, _)| said.as_str()).collect();
        let expected = [
            "2 Given=Kääthe",
            "2 Note=x",
            "3 Note=y",
            "4 Given=Bo",
            "4 Note=z",
        ];
        assert_eq!(said, expected);
        assert!(
            pasted
                .iter()
                .all(|(said, raw)| said.as_bytes().ends_with(raw))
        );
    }

    #[test]
    fn what_is_written_oddly_is_not_taken_apart() {
        assert_eq!(
            fields(b"Given,Note\n\"Ana\"x,y\nBo,\"open\nCy,z\n").len(),
            2
        );
    }
}
