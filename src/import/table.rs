//! Comma-separated files as they really come: a preamble, one of three delimiters, ragged rows, a quote never closed.
//!
//! The header is found by its content and columns are addressed by name. Each row knows its ordinal and its line.

use std::borrow::Cow;

use csv::StringRecord;
use memchr::memchr_iter;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

pub use super::header::{Candidates, Header, head, normal_column};
use super::record::{self, is_sound};
use crate::model::intake::{Fate, FileId, FileReport};
use crate::model::problem::{Code, Place, Problem};

/// Longest cell that is kept whole; a longer one is no name, address or date.
const CELL_BYTES: usize = 100_000;
/// A cell longer than this is reported.
const OVERSIZED: usize = 1_000_000;
/// How far a line may reach that is tried as the place to go on after a quote that is never closed.
const RESYNC_WINDOW: usize = 64 * 1024;

pub(super) fn reader(bytes: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    let mut builder = csv::ReaderBuilder::new();
    builder
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(bytes.len().clamp(1024, 256 * 1024));
    builder.from_reader(bytes)
}

/// The rows below a header.
pub struct Rows<'t> {
    text: &'t str,
    file: FileId,
    header: &'t Header,
    /// Where in the text reading began, at first or anew behind what was broken.
    base: usize,
    /// Up to where it has been read.
    at: usize,
    /// What reads on from a record that is not written as RFC 4180 wants it, and where in the text its input begins.
    lenient: Option<(usize, csv::Reader<&'t [u8]>)>,
    /// Up to where lines have been counted, and how many.
    counted: (usize, u32),
    /// The row that was read last.
    cells: Vec<Cow<'t, str>>,
    ordinal: u32,
    findings: Vec<Problem>,
    rejected: u64,
}

/// One row.
#[derive(Clone, Copy)]
pub struct Row<'r> {
    cells: &'r [Cow<'r, str>],
    /// Where it stands.
    pub place: Place,
    /// Whether the file ends in the middle of it.
    pub cut_off: bool,
    /// Where in the text it begins.
    pub start: usize,
    /// It as it is written, without its line break.
    pub raw: &'r str,
}

impl<'r> Row<'r> {
    /// A cell without the blanks around it; empty if the column or the cell is missing.
    pub fn get(&self, column: Option<usize>) -> &'r str {
        let cell = column.and_then(|c| self.cells.get(c));
        cell.map_or("", |cell| unguarded(clipped(trimmed(cell))))
    }

    /// All cells as they are.
    pub fn cells(&self) -> impl Iterator<Item = &'r str> {
        self.cells.iter().map(Cow::as_ref)
    }
}

/// How many rows are handed on at a time.
const BATCH: usize = 2_048;

/// A row that outlives the next one.
struct Kept<'t> {
    cells: Vec<Cow<'t, str>>,
    place: Place,
    cut_off: bool,
    start: usize,
    raw: &'t str,
}

impl Kept<'_> {
    fn row(&self) -> Row<'_> {
        Row {
            cells: &self.cells,
            place: self.place,
            cut_off: self.cut_off,
            start: self.start,
            raw: self.raw,
        }
    }
}

/// Most cells have no blanks around them, which their first and last byte tell.
fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [] => cell,
        [only] if only.is_ascii_graphic() => cell,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim(),
    }
}

/// Our own outputs put an apostrophe before what a spreadsheet would run; it is no part of the value.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest)
            if rest
                .trim_start()
                .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) =>
        {
            rest
        }
        _ => cell,
    }
}

/// Whether a cell says nothing: it is empty, or what a program writes where its database has nothing. Names are not asked this:
/// some people are called Null.
pub fn is_void(cell: &str) -> bool {
    const NOTHING: [&str; 12] = [
        "",
        "null",
        "NULL",
        "(null)",
        "n/a",
        "N/A",
        "#N/A",
        "NaN",
        "undefined",
        "-",
        "--",
        "\u{2014}",
    ];
    NOTHING.contains(&cell)
}

fn clipped(cell: &str) -> &str {
    if cell.len() <= CELL_BYTES {
        return cell;
    }
    let mut end = CELL_BYTES;
    while !cell.is_char_boundary(end) {
        end -= 1;
    }
    &cell[..end]
}

impl<'t> Rows<'t> {
    /// The rows of a text below its header.
    pub fn new(text: &'t str, file: FileId, header: &'t Header) -> Self {
        let base = header.body;
        let breaks = memchr_iter(b'\n', &text.as_bytes()[..base]).count() as u32;
        Self {
            text,
            file,
            header,
            base,
            at: base,
            lenient: None,
            counted: (base, 1 + breaks),
            cells: Vec::new(),
            ordinal: 0,
            findings: Vec::new(),
            rejected: 0,
        }
    }

    /// Hands on all rows in order, each with what `look` sees in it; while some are taken, the next ones are read, and looked at several
    /// at a time.
    pub fn looked_at<S: Send>(
        &mut self,
        look: impl Fn(Row<'_>) -> S + Sync,
        mut take: impl FnMut(Row<'_>, S) + Send,
    ) {
        let (mut batch, mut next, mut seen) = (Vec::new(), Vec::new(), Vec::new());
        loop {
            let ahead = || {
                self.next_rows(&mut next, BATCH);
                let rows = next.par_iter();
                rows.map(|kept| look(kept.row())).collect::<Vec<S>>()
            };
            let taking = || {
                let rows = batch.iter().map(Kept::row).zip(seen);
                rows.for_each(|(row, seen)| take(row, seen));
            };
            (seen, ()) = rayon::join(ahead, taking);
            std::mem::swap(&mut batch, &mut next);
            if batch.is_empty() {
                return;
            }
        }
    }

    /// Puts the next rows, at most so many, in the place of those that were read before, and uses their memory.
    fn next_rows(&mut self, rows: &mut Vec<Kept<'t>>, most: usize) {
        let mut before = std::mem::take(rows).into_iter();
        while rows.len() < most
            && let Some((place, cut_off, start, raw)) = self.advance()
        {
            let free = before.next().map(|kept| kept.cells).unwrap_or_default();
            rows.push(Kept {
                cells: std::mem::replace(&mut self.cells, free),
                place,
                cut_off,
                start,
                raw,
            });
        }
    }

    /// The next row; what cannot be read is remembered as a problem and passed over.
    pub fn next_row(&mut self) -> Option<Row<'_>> {
        let (place, cut_off, start, raw) = self.advance()?;
        Some(Row {
            cells: &self.cells,
            place,
            cut_off,
            start,
            raw,
        })
    }

    /// Reads the next row into the record, and says its place, whether the file ends in it, and where and how it is
    /// written.
    fn advance(&mut self) -> Option<(Place, bool, usize, &'t str)> {
        loop {
            let start = skip_breaks(self.text.as_bytes(), self.at);
            if !self.read_record(start) {
                return None;
            }
            let line = self.line_of(start);
            self.ordinal += 1;
            let place = Place {
                file: self.file,
                record: self.ordinal,
                line,
            };
            let text: &'t str = self.text;
            let mut raw = text[start..self.at].trim_end_matches(['\n', '\r']);
            if self.is_broken(raw) {
                if !self.recover(start, raw, place) {
                    continue;
                }
                raw = raw.lines().next().unwrap_or("");
            }
            self.remark(raw, place);
            return Some((place, self.is_cut_off(), start, raw));
        }
    }

    /// Reads the record that begins at an offset; from the first on that is not written as it should be, all as leniently as the csv
    /// crate reads them.
    fn read_record(&mut self, start: usize) -> bool {
        if start >= self.text.len() {
            return false;
        }
        let delimiter = self.header.delimiter;
        let is_marked = start == self.base && self.text[start..].starts_with('\u{feff}');
        if self.lenient.is_none()
            && !is_marked
            && let Some(end) = record::read(self.text, start, delimiter, &mut self.cells)
        {
            self.at = end;
            return true;
        }
        // A byte order mark counts for none but at the very beginning.
        let from = if self.at > self.base {
            self.at - 1
        } else {
            self.at
        };
        let begin = || (from, reader(&self.text.as_bytes()[from..], delimiter));
        let (from, lenient) = self.lenient.get_or_insert_with(begin);
        let mut record = StringRecord::new();
        let is_read = lenient.read_record(&mut record).unwrap_or(false);
        self.at = *from + lenient.position().byte() as usize;
        self.cells.clear();
        let cells = record.iter().map(|cell| Cow::Owned(cell.to_owned()));
        self.cells.extend(cells);
        is_read
    }

    /// The line on which an offset stands; offsets only grow.
    fn line_of(&mut self, offset: usize) -> u32 {
        let (from, line) = self.counted;
        let breaks =
            memchr_iter(b'\n', &self.text.as_bytes()[from..offset.max(from)]).count() as u32;
        self.counted = (offset.max(from), line + breaks);
        self.counted.1
    }

    /// A record over several lines whose quotes do not pair up, or which does not fit the header, has swallowed others.
    fn is_broken(&self, raw: &str) -> bool {
        let fits = self.cells.len() == self.header.columns.len();
        let is_plain = self.lenient.is_none();
        !(fits && is_plain)
            && memchr::memchr(b'\n', raw.as_bytes()).is_some()
            && !(fits && is_sound(raw, self.header.delimiter))
    }

    /// Goes on at the next line that fits the header. Returns whether the broken line itself could be read as plain text.
    fn recover(&mut self, start: usize, raw: &'t str, place: Place) -> bool {
        let first_line = raw.lines().next().unwrap_or("");
        let resume = self.resume_after(start);
        let lines = memchr_iter(b'\n', &self.text.as_bytes()[start..resume])
            .count()
            .max(1) as u32;
        (self.base, self.at, self.lenient) = (resume, resume, None);
        self.cells.clear();
        let plain = first_line.split(char::from(self.header.delimiter));
        let plain = plain.map(|cell| Cow::Borrowed(cell.trim_matches(['"', '\r'])));
        self.cells.extend(plain);
        let readable = self.cells.len() == self.header.columns.len() && lines == 1;
        let became = if readable {
            "the line was read as plain text"
        } else {
            "it was left out"
        };
        let upto = if lines > 1 {
            format!(" to {}", place.line + lines - 1)
        } else {
            String::new()
        };
        let message = format!(
            "a quotation mark on line {}{upto} is never closed; {became}, reading went on after it",
            place.line
        );
        self.findings.push(Problem {
            place,
            code: Code::OpenQuote,
            message,
        });
        self.rejected += u64::from(!readable);
        readable
    }

    /// The offset of the next line, after the one that begins at `start`, on which a record begins that fits the header.
    fn resume_after(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while let Some(step) = memchr::memchr(b'\n', &bytes[at..]) {
            at += step + 1;
            if self.fits_at(at) {
                return at;
            }
        }
        self.text.len()
    }

    fn fits_at(&self, at: usize) -> bool {
        let mut end = self.text.len().min(at + RESYNC_WINDOW);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let window = &self.text[at..end];
        let mut probe = reader(window.as_bytes(), self.header.delimiter);
        let mut record = StringRecord::new();
        let read = probe.read_record(&mut record).unwrap_or(false);
        let raw = window[..probe.position().byte() as usize].trim_end_matches(['\n', '\r']);
        read && record.len() == self.header.columns.len() && is_sound(raw, self.header.delimiter)
    }

    /// Says what is odd about a row that is read all the same.
    fn remark(&mut self, raw: &str, place: Place) {
        let width = self.header.columns.len();
        let cells = self.cells.len();
        if raw.len() > OVERSIZED {
            let longest = self.cells.iter().map(|cell| cell.len()).max().unwrap_or(0);
            if longest > OVERSIZED {
                self.findings.push(Problem {
                    place,
                    code: Code::OversizedCell,
                    message: format!("a cell of {longest} bytes; its first {CELL_BYTES} are used"),
                });
            }
        }
        if cells > width
            && self
                .cells
                .iter()
                .skip(width)
                .any(|cell| !cell.trim().is_empty())
        {
            // More than these would not be shown.
            let beyond: Vec<&str> = self
                .cells
                .iter()
                .skip(width)
                .take(100)
                .map(Cow::as_ref)
                .collect();
            let message = format!(
                "{cells} cells where the header has {width}; left out: {}",
                clipped(&beyond.join(" | "))
            );
            self.findings.push(Problem {
                place,
                code: Code::LongRow,
                message,
            });
        }
        if cells < width && !self.is_cut_off() {
            self.findings.push(Problem {
                place,
                code: Code::ShortRow,
                message: format!(
                    "{cells} cells where the header has {width}; the others were read as empty"
                ),
            });
        }
    }

    /// Whether the row just read is short and the last of a file that ends without a line break.
    fn is_cut_off(&self) -> bool {
        self.cells.len() < self.header.columns.len()
            && self.at == self.text.len()
            && !self.text.ends_with('\n')
    }

    /// Settles the counts of rows into a report, and hands over what was odd.
    pub fn finish(self, report: &mut FileReport, problems: &mut Vec<Problem>) {
        let above = self.header.above.len() as u64;
        report.rows = u64::from(self.ordinal) + above;
        report.count(Fate::Rejected, self.rejected + above);
        problems.extend(self.header.above.iter().map(|&line| Problem {
            place: Place {
                file: self.file,
                record: 0,
                line,
            },
            code: Code::BadRow,
            message: "this row stands above the line with the column names and was not read; move that line to the top".to_owned(),
        }));
        report.delimiter = Some(char::from(self.header.delimiter));
        problems.extend(self.findings);
    }
}

/// Line breaks before a record belong to no record.
pub(super) fn skip_breaks(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b'\n' | b'\r')) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Vec<String>>, Vec<Problem>, FileReport) {
        let header = Header::find(text, |c| c.iter().any(|c| c == "name")).unwrap();
        let mut rows = Rows::new(text, FileId(0), &header);
        let mut out = Vec::new();
        while let Some(row) = rows.next_row() {
            out.push(vec![
                row.place.line.to_string(),
                row.get(Some(0)).to_owned(),
                row.get(Some(1)).to_owned(),
            ]);
        }
        let (mut report, mut problems) = (FileReport::default(), Vec::new());
        rows.finish(&mut report, &mut problems);
        (out, problems, report)
    }

    #[test]
    fn preamble_delimiter_and_line_numbers() {
        let (rows, problems, _) = read(
            "Notes:\n\"two\nlines\"\n\nName;Town\r\nAna;Porto\r\n\r\n\"B\nC\";Oslo\r\nD;Bergen",
        );
        assert_eq!(
            rows,
            [
                ["6", "Ana", "Porto"],
                ["8", "B\nC", "Oslo"],
                ["10", "D", "Bergen"]
            ]
        );
        assert!(problems.is_empty());
    }

    #[test]
    fn an_open_quote_costs_no_other_row() {
        let (rows, problems, report) =
            read("Name,Town\nAna,Porto\nBo,\"Oslo\nCy,\"Bergen, west\"\nDi,Turku\n");
        assert_eq!(
            rows,
            [
                ["2", "Ana", "Porto"],
                ["3", "Bo", "Oslo"],
                ["4", "Cy", "Bergen, west"],
                ["5", "Di", "Turku"]
            ]
        );
        assert_eq!(
            (problems.len(), problems[0].code, problems[0].place.line),
            (1, Code::OpenQuote, 3)
        );
        assert_eq!((report.rows, report.of(Fate::Rejected)), (4, 0));
    }

    #[test]
    fn an_open_quote_in_the_last_row_is_read_too() {
        let (rows, problems, _) = read("Name,Town\nAna,\"Porto\nBo,Oslo\n");
        assert_eq!(rows, [["2", "Ana", "Porto"], ["3", "Bo", "Oslo"]]);
        assert_eq!(problems[0].code, Code::OpenQuote);
    }

    #[test]
    fn a_guard_against_formulas_is_no_part_of_the_value() {
        let (rows, _, _) = read("Name,Town\n'=1+1,'t Hoog\n");
        assert_eq!(rows, [["2", "=1+1", "'t Hoog"]]);
    }

    #[test]
    fn extra_cells_are_named() {
        let (_, problems, _) = read("Name,Town\nAna,Porto,what,\n");
        assert_eq!(problems[0].code, Code::LongRow);
        assert!(problems[0].message.contains("what"));
    }
}
