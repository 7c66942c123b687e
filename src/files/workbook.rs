//! Workbooks of Excel and OpenDocument: each sheet as a CSV in memory, which is then read as any other.

use std::io::{Cursor, Read, Seek};

use calamine::{Data, Ods, Reader, SheetVisible, Xls, Xlsx};
use zip::ZipArchive;

use crate::import::guard::fenced;

/// A sheet: its name, and its cells as CSV.
#[derive(Debug)]
pub struct Sheet {
    /// As its owner named it.
    pub name: String,
    /// In UTF-8.
    pub csv: Vec<u8>,
    /// Whether its owner hid it.
    pub hidden: bool,
}

/// Blank rows between two rows beyond which none is kept: a cell may stand in the last row of a million.
const GAP: u32 = 1_000;
/// Bytes that a workbook may unpack to, and that its sheets may take.
const LARGEST: u64 = 512 << 20;

const TOO_LARGE: &str = "a workbook that unpacks to more than 512 MB; save it as CSV and give that";
/// What is said of a workbook that cannot be read.
pub const DAMAGED: &str =
    "a workbook that is damaged or locked by a password; save it as CSV and give that";

/// The sheets of a workbook that hold anything.
///
/// # Errors
/// In words, where it cannot be read.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, &'static str> {
    if unpacked(bytes).is_some_and(|size| size > LARGEST) {
        return Err(TOO_LARGE);
    }
    let read = fenced(|| {
        excel(bytes)
            .or_else(|_| whole(Ods::new(Cursor::new(bytes))))
            .or_else(|_| whole(Xls::new(Cursor::new(bytes))))
    });
    read.and_then(Result::ok).ok_or(DAMAGED)
}

/// How many bytes a zip says that it unpacks to.
fn unpacked(bytes: &[u8]) -> Option<u64> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let sizes =
        (0..archive.len()).map(|at| archive.by_index_raw(at).map_or(0, |entry| entry.size()));
    Some(sizes.fold(0, u64::saturating_add))
}

/// Excel's sheets, cell by cell: one far cell of a sheet would fill the memory if the rest were held as well.
fn excel(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(words)?;
    let mut sheets = Vec::new();
    for (name, hidden) in names(&book) {
        let mut cells = book.worksheet_cells_reader(&name).map_err(words)?;
        let mut table = Table::default();
        while let Some(cell) = cells.next_cell().map_err(words)? {
            let (row, column) = cell.get_position();
            table.put(row, column, &text(&Data::from(cell.get_value().clone())))?;
        }
        sheets.extend(table.sheet(name, hidden));
    }
    Ok(sheets)
}

fn whole<R: Read + Seek, B: Reader<R>>(book: Result<B, B::Error>) -> Result<Vec<Sheet>, String>
where
    B::Error: ToString,
{
    let mut book = book.map_err(words)?;
    let mut sheets = Vec::new();
    for (name, hidden) in names(&book) {
        let range = book.worksheet_range(&name).map_err(words)?;
        let (first, left) = range.start().unwrap_or_default();
        let mut table = Table::default();
        for (row, cells) in (first..).zip(range.rows()) {
            for (column, cell) in (left..).zip(cells) {
                table.put(row, column, &text(cell))?;
            }
        }
        sheets.extend(table.sheet(name, hidden));
    }
    Ok(sheets)
}

fn names<R: Read + Seek, B: Reader<R>>(book: &B) -> Vec<(String, bool)> {
    let sheets = book.sheets_metadata().iter();
    sheets
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect()
}

fn words(error: impl ToString) -> String {
    error.to_string()
}

/// A row is filled up to so many columns: one far cell must not make every row long.
const WIDE: u32 = 255;

/// The rows so far, as CSV: a row of the sheet is a row of it.
#[derive(Default)]
struct Table {
    csv: Vec<u8>,
    row: u32,
    /// The column of the cell that was written last.
    last: Option<u32>,
    /// The last column of the widest row so far. A spreadsheet leaves out the empty cells at the end of a row, as nobody would in a CSV.
    widest: u32,
}

impl Table {
    fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), String> {
        if text.is_empty() {
            return Ok(());
        }
        let before = self.last.filter(|last| row == self.row && column > *last);
        if row > self.row || before.is_none() && self.last.is_some() {
            self.fill();
            let lines = row.saturating_sub(self.row).clamp(1, GAP) as usize;
            self.csv.resize(self.csv.len() + lines, b'\n');
        }
        let commas = column - before.unwrap_or(0);
        self.csv.resize(self.csv.len() + commas as usize, b',');
        (self.row, self.last) = (row, Some(column));
        self.csv.push(b'"');
        self.csv
            .extend_from_slice(text.replace('"', "\"\"").as_bytes());
        self.csv.push(b'"');
        if self.csv.len() as u64 > LARGEST {
            return Err(TOO_LARGE.to_owned());
        }
        Ok(())
    }

    /// Makes the row that was written as wide as those before it.
    fn fill(&mut self) {
        let Some(last) = self.last else { return };
        let missing = self.widest.min(WIDE).saturating_sub(last) as usize;
        self.csv.resize(self.csv.len() + missing, b',');
        self.widest = self.widest.max(last);
    }

    fn sheet(mut self, name: String, hidden: bool) -> Option<Sheet> {
        self.last?;
        self.fill();
        self.csv.push(b'\n');
        Some(Sheet {
            name,
            csv: self.csv,
            hidden,
        })
    }
}

/// What a cell says, as a CSV would.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) | Data::DurationIso(text) => text.trim().to_owned(),
        Data::DateTimeIso(text) => {
            let day = text.strip_suffix("T00:00:00").unwrap_or(text);
            day.replacen('T', " ", 1)
        }
        Data::Int(number) => number.to_string(),
        Data::Float(number) => figure(*number),
        Data::Bool(is) => is.to_string(),
        Data::DateTime(at) if at.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
            let time = format!("{hour:02}:{minute:02}:{second:02}");
            // A time of day has no day.
            match (at.as_f64() < 1.0, time.as_str()) {
                (true, _) => time,
                (_, "00:00:00") => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {time}"),
            }
        }
        Data::DateTime(length) => {
            let seconds = (length.as_f64() * 86_400.0).round() as u64;
            let (minutes, second) = (seconds / 60, seconds % 60);
            format!("{:02}:{:02}:{second:02}", minutes / 60, minutes % 60)
        }
    }
}

/// A number with all its digits. Of a long one that has lost the last of them, as a CSV does that a spreadsheet opens and saves, what
/// the spreadsheet shows: then it is known as damaged.
fn figure(number: f64) -> String {
    let shown = format!("{number:.5E}");
    let is_short = number.abs() >= 1e11 && shown.parse() == Ok(number);
    match shown.split_once('E') {
        Some((digits, power)) if is_short => format!("{digits}E+{power}"),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(cells: &[(u32, u32, &str)]) -> String {
        let mut table = Table::default();
        for (row, column, text) in cells {
            table.put(*row, *column, text).unwrap();
        }
        String::from_utf8(table.sheet("People".to_owned(), false).unwrap().csv).unwrap()
    }

    #[test]
    fn cells_stand_in_the_column_of_their_name_and_are_written_as_in_a_csv() {
        let read = csv(&[(0, 0, "Name"), (0, 2, "E-mail"), (2, 2, "a \"b\"")]);
        assert_eq!(read, "\"Name\",,\"E-mail\"\n\n,,\"a \"\"b\"\"\"\n");
        assert_eq!(csv(&[(1, 1, "x")]), "\n,\"x\"\n");
        // A row that ends before the header does is as wide as it.
        let short = csv(&[(0, 0, "a"), (0, 2, "c"), (1, 0, "x"), (2, 0, "y")]);
        assert_eq!(short, "\"a\",,\"c\"\n\"x\",,\n\"y\",,\n");
        assert!(csv(&[(0, 9_000, "far"), (1, 0, "x"), (2, 0, "y")]).len() < 9_600);
        // A far cell does not fill the memory, and a place that was taken is not written twice.
        assert!(csv(&[(0, 0, "x"), (1_000_000, 0, "y")]).len() < 2_000);
        assert_eq!(csv(&[(0, 1, "x"), (0, 1, "y")]), ",\"x\"\n,\"y\"\n");
        assert!(Table::default().sheet(String::new(), false).is_none());
    }

    #[test]
    fn numbers_keep_their_digits_and_those_that_lost_them_say_so() {
        for (number, shown) in [
            (4_915_112_345_678.0, "4915112345678"),
            (491_512_000_000.0, "4.91512E+11"),
            (1067.0, "1067"),
            (0.5, "0.5"),
            (100_000_000.0, "100000000"),
        ] {
            assert_eq!(figure(number), shown);
        }
    }

    #[test]
    fn what_is_no_workbook_is_said_in_words() {
        for bytes in [
            &b"PK\x03\x04 and no more"[..],
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"",
        ] {
            assert_eq!(sheets(bytes).unwrap_err(), DAMAGED);
        }
    }
}
