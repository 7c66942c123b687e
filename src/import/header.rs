//! The header of a table: found by its content, behind whatever stands above it, with one of the delimiters that occur.

use csv::StringRecord;
use memchr::{memchr, memchr_iter};

use super::record::is_sound;
use super::table::{reader, skip_breaks};

/// Delimiters that occur, tried in this order.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// How many records may stand before the header.
const HEADER_WITHIN: usize = 30;
/// How much of a file is looked at to find the header.
const HEAD_BYTES: usize = 64 * 1024;

/// The header of a table: where it stands and what its columns are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The delimiter.
    pub delimiter: u8,
    /// Column names in normal form (`firstname`), in the order of the file.
    pub columns: Vec<String>,
    /// Column names as written.
    pub written: Vec<String>,
    /// Whether other records stand before it.
    pub preamble: bool,
    /// The lines of rows that stand before it and read like those of a table.
    pub above: Vec<u32>,
    /// Whether every column name is quoted.
    pub quoted: bool,
    /// Byte offset of the first line after it.
    pub(super) body: usize,
}

impl Header {
    /// Finds the first record that a signature accepts.
    pub fn find(text: &str, accepts: impl Fn(&[String]) -> bool) -> Option<Self> {
        let head = head(text);
        let mut all = DELIMITERS
            .iter()
            .flat_map(|&delimiter| candidates(head, delimiter));
        all.find(|header| accepts(&header.columns))
    }

    /// Whether the first record of a text, parted by a delimiter that occurs in it, is one that a signature accepts.
    pub fn first(text: &str, accepts: fn(&[String]) -> bool) -> bool {
        let head = head(text);
        let firsts = DELIMITERS
            .iter()
            .filter_map(|&delimiter| candidates(head, delimiter).next());
        firsts.into_iter().any(|header| accepts(&header.columns))
    }

    /// The first column of one of these names.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        names
            .iter()
            .find_map(|name| self.columns.iter().position(|c| c == name))
    }

    /// Whether there is a column of this name.
    pub fn has(&self, name: &str) -> bool {
        self.columns.iter().any(|c| c == name)
    }

    /// Names of the columns that are not in the list, as written.
    pub fn unknown(&self, known: &[&str]) -> Vec<String> {
        let pairs = self.columns.iter().zip(&self.written);
        pairs
            .filter(|(c, _)| !c.is_empty() && !known.contains(&c.as_str()))
            .map(|(_, w)| w.clone())
            .collect()
    }
}

/// The records that may be the header of a text, read once for all formats that may claim one.
pub struct Candidates(Vec<Header>);

impl Candidates {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let head = head(text);
        let all = DELIMITERS
            .iter()
            .flat_map(|&delimiter| candidates(head, delimiter));
        Self(all.collect())
    }

    /// How many columns of each a function knows.
    pub fn known(&self, known: fn(&[String]) -> usize) -> impl Iterator<Item = usize> {
        self.0.iter().map(move |header| known(&header.columns))
    }

    /// The first that a signature accepts.
    pub fn find(&self, accepts: impl Fn(&[String]) -> bool) -> Option<&Header> {
        self.0.iter().find(|header| accepts(&header.columns))
    }
}

/// The first records of a text with a delimiter, each as a header.
fn candidates(head: &str, delimiter: u8) -> impl Iterator<Item = Header> {
    let mut reader = reader(head.as_bytes(), delimiter);
    let mut record = StringRecord::new();
    let mut above: Vec<u32> = Vec::new();
    let records = (0..HEADER_WITHIN).map_while(move |ordinal| {
        let start = skip_breaks(head.as_bytes(), reader.position().byte() as usize);
        if !reader.read_record(&mut record).unwrap_or(false) {
            return None;
        }
        let body = reader.position().byte() as usize;
        let raw = head[start..body].trim_end_matches(['\r', '\n']);
        if is_of_another(raw, delimiter) {
            return Some(None);
        }
        let marks = memchr_iter(b'"', &head.as_bytes()[start..body]).count();
        let before = above.clone();
        if is_like_a_row(&record) {
            let breaks = memchr_iter(b'\n', &head.as_bytes()[..start]).count();
            above.push(1 + breaks as u32);
        }
        Some(Some(Header {
            delimiter,
            above: before,
            columns: record.iter().map(normal_column).collect(),
            written: record.iter().map(|cell| cell.trim().to_owned()).collect(),
            preamble: ordinal > 0,
            quoted: head[start..].starts_with('"') && record.len() * 2 <= marks,
            body,
        }))
    });
    records.flatten()
}

/// Whether the quotation marks of a record tell of another delimiter: `"Gatuadress, hem";"Hemort"` has commas in its names.
fn is_of_another(raw: &str, delimiter: u8) -> bool {
    let parts = |other: u8| memchr(other, raw.as_bytes()).is_some() && is_sound(raw, other);
    raw.contains('"')
        && !is_sound(raw, delimiter)
        && DELIMITERS.iter().any(|&d| d != delimiter && parts(d))
}

/// Cells of a text that stands above a table are longer, for it is cut at its commas.
const SENTENCE: usize = 100;

/// Whether a record above a header reads like a row: two cells at least, none of them a sentence.
fn is_like_a_row(record: &StringRecord) -> bool {
    let filled = record.iter().filter(|cell| !cell.trim().is_empty());
    filled.clone().count() > 1 && filled.clone().all(|cell| cell.len() <= SENTENCE)
}

/// The beginning of a text, cut at a character.
pub fn head(text: &str) -> &str {
    let mut end = text.len().min(HEAD_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A column name in normal form: no case, blanks, underscores, quotes or byte order mark.
pub fn normal_column(cell: &str) -> String {
    let drop = |c: &char| !c.is_whitespace() && !matches!(c, '_' | '"' | '\u{feff}' | '\u{200b}');
    cell.chars()
        .filter(drop)
        .flat_map(char::to_lowercase)
        .collect()
}

/// How the name of a workbook ends.
const ENDINGS: [&str; 4] = [".xlsx", ".xlsm", ".ods", ".xls"];

/// Whether a file of this name is a workbook, as far as its name tells.
pub fn is_workbook(name: &str) -> bool {
    let name = name.to_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether a name is that of a sheet: the name of a workbook, or a name within one.
pub fn is_sheet(name: &str) -> bool {
    name.split(['/', '\\']).any(is_workbook)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_told_by_the_name_of_its_workbook() {
        assert!(is_sheet("a/people.xlsx/People") && is_sheet("people.ODS"));
        assert!(!is_sheet("people.csv") && !is_sheet("xlsx/people.csv"));
    }
}
