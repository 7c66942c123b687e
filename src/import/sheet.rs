//! A table of contacts as a document: every byte of it, and the cells in it that can be changed and put back.
//!
//! The rows are those that the readers get, so both number them alike. A row whose cells cannot be told apart with
//! certainty, and a cell with damaged bytes, has no field here and is written as it came.

use std::ops::Range;

use crate::import::Source;
use crate::import::table::{Header, Row, Rows};
use crate::import::text::{self, Decoded};
use crate::model::document::{Charset, Document, Entry, Field, Form, Piece, Role, Slot};

/// What the columns of a file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The role of each, in the order of the file.
    pub roles: Vec<Role>,
    /// What stands between several addresses, numbers or links of one cell; empty if a cell has only one.
    pub joint: &'static str,
}

/// Takes a table apart.
pub fn document(
    source: Source<'_>,
    decoded: &Decoded<'_>,
    header: &Header,
    columns: &Columns,
) -> Document {
    let (charset, bytes) = match text::unwidened(source.bytes, decoded) {
        Some((charset, bytes)) => (charset, bytes),
        None if decoded.encoding == "Windows-1252" => (Charset::Windows1252, source.bytes.to_vec()),
        None => (Charset::AsIs, source.bytes.to_vec()),
    };
    // Where UTF-16 is damaged, nothing tells which bytes are which cell.
    let is_opaque = charset == Charset::AsIs && decoded.encoding.starts_with("UTF-16");
    let mut pieces = Vec::new();
    let mut from = 0;
    if !is_opaque {
        let mut taking = Taking {
            origins: Origins::new(&decoded.text, &bytes, charset),
            header,
            columns,
            sound: decoded.findings.is_empty(),
        };
        let mut rows = Rows::new(&decoded.text, source.file, header);
        while let Some(row) = rows.next_row() {
            let Some((entry, span)) = taking.entry(row) else {
                continue;
            };
            pieces.push(Piece::Verbatim(from..span.start));
            pieces.push(Piece::Entry(entry));
            from = span.end;
        }
    }
    pieces.push(Piece::Verbatim(from..bytes.len()));
    Document {
        file: source.file,
        charset,
        bytes,
        pieces,
    }
}

/// What the rows are taken apart with.
struct Taking<'a> {
    origins: Origins<'a>,
    header: &'a Header,
    columns: &'a Columns,
    /// Whether every byte of the file is part of a letter of the text.
    sound: bool,
}

impl Taking<'_> {
    /// The entry of a row, and its bytes; `None` if its cells cannot be told apart.
    fn entry(&mut self, row: Row<'_>) -> Option<(Entry, Range<usize>)> {
        let cells = cells(row.raw, self.header.delimiter);
        let alike = cells.len() == row.cells().count()
            && cells
                .iter()
                .zip(row.cells())
                .all(|(cell, value)| is_written(&row.raw[cell.clone()], value));
        if !alike {
            return None;
        }
        let begin = self.origins.of(row.start);
        let mut entry = Entry {
            record: row.place.record,
            line: row.place.line,
            form: Form::Row {
                delimiter: self.header.delimiter,
                joint: self.columns.joint,
            },
            slots: Vec::new(),
            fields: Vec::new(),
        };
        let (mut done, mut counted, mut line) = (begin, 0, row.place.line);
        for (column, (cell, value)) in cells.iter().zip(row.cells()).enumerate() {
            let role = self.columns.roles.get(column).copied();
            let Some(role) = role.filter(|role| is_of_use(*role, value)) else {
                continue;
            };
            let [from, to] = [cell.start, cell.end].map(|at| self.origins.of(row.start + at));
            if !self.is_sound(from..to, &row.raw[cell.clone()]) {
                continue;
            }
            line += breaks(&row.raw[counted..cell.start]);
            counted = cell.start;
            if done < from {
                entry.slots.push(slot(done..from));
            }
            let name = self.header.written.get(column).map_or("", String::as_str);
            for part in parts(role, value, self.columns.joint) {
                let field = Field::new(role, name, line, entry.slots.len(), part.to_owned());
                entry.fields.push(field);
            }
            entry.slots.push(slot(from..to));
            done = to;
        }
        let end = self.origins.of(row.start + row.raw.len());
        if done < end {
            entry.slots.push(slot(done..end));
        }
        Some((entry, begin..end))
    }

    fn is_sound(&self, bytes: Range<usize>, text: &str) -> bool {
        let bytes = &self.origins.bytes[bytes];
        let is_text = self.origins.charset == Charset::Windows1252 || *bytes == *text.as_bytes();
        self.sound || is_text && !bytes.contains(&0)
    }
}

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
fn is_of_use(role: Role, value: &str) -> bool {
    role != Role::Other
        && (!value.is_empty() || matches!(role, Role::Prefix | Role::Suffix | Role::Note))
}

/// The values of a cell. Only what reaches somebody is apart: the parts of addresses belong together by their order.
fn parts<'v>(role: Role, value: &'v str, joint: &str) -> Vec<&'v str> {
    let is_list = matches!(role, Role::Email | Role::Phone | Role::Url | Role::Profile);
    if is_list && !joint.is_empty() && value.contains(joint) {
        value.split(joint).map(str::trim).collect()
    } else {
        vec![value]
    }
}

/// The stretches of the cells of a record, with their quotation marks.
fn cells(raw: &str, delimiter: u8) -> Vec<Range<usize>> {
    let bytes = raw.as_bytes();
    let mut cells = Vec::new();
    let mut start = 0;
    loop {
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
        cells.push(start..end.unwrap_or(bytes.len()));
        match end {
            Some(end) => start = end + 1,
            None => return cells,
        }
    }
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

/// Which byte of a document an offset of its text is. Offsets only grow.
struct Origins<'a> {
    text: &'a str,
    bytes: &'a [u8],
    charset: Charset,
    /// How far both stand apart, where they do so everywhere alike.
    apart: Option<usize>,
    at: (usize, usize),
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
        }
    }

    fn of(&mut self, offset: usize) -> usize {
        if let Some(apart) = self.apart {
            return offset + apart;
        }
        let (from, mut at) = self.at;
        for c in self.text[from..offset].chars() {
            at += self.width(c, at);
        }
        self.at = (offset, at);
        at
    }

    /// How many bytes a letter takes, with the NULs before it that the text does not have.
    fn width(&self, c: char, at: usize) -> usize {
        let nuls = self.bytes[at..].iter().take_while(|b| **b == 0).count();
        let rest = &self.bytes[at + nuls..];
        let own = match c {
            _ if self.charset == Charset::Windows1252 => 1,
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
    use crate::model::intake::FileId;

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
        let document = document(source, &decoded, &header, &columns);
        let of_entry = |entry: &Entry| {
            let field = |f: &Field| {
                let span = entry.slots[f.slot].span.clone();
                let said = format!("{} {}={}", f.line, f.name, f.value());
                (said, document.bytes[span].to_vec())
            };
            entry.fields.iter().map(field).collect::<Vec<_>>()
        };
        document.entries().flat_map(of_entry).collect()
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
    }

    #[test]
    fn what_is_written_oddly_is_not_taken_apart() {
        assert_eq!(
            fields(b"Given,Note\n\"Ana\"x,y\nBo,\"open\nCy,z\n").len(),
            2
        );
    }
}
