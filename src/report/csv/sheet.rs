//! A list in the making, as CSV or as the sheet of a workbook: every cell of file text goes through `defuse`, what we write
//! ourselves does not.

use std::fmt::{Display, Write as _};
use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

use crate::model::keys::{Email, Phone};
use crate::model::moment::Moment;
use crate::model::person::View;
use crate::report::cell::defuse;

/// Stands between the values of a cell that holds several.
const BETWEEN: &str = "; ";
/// A sheet of Excel holds 65,530 links; what is beyond is text.
const LINKS: u32 = 65_000;

/// Where a list goes.
pub enum Target<'w> {
    /// A file with a delimiter between its cells.
    Csv(&'w mut dyn Write, u8),
    /// A sheet of a workbook, and how many rows it has come to hold.
    Sheet(&'w mut Worksheet, &'w mut u32),
}

impl<'w> From<&'w mut dyn Write> for Target<'w> {
    fn from(out: &'w mut dyn Write) -> Self {
        Self::Csv(out, b',')
    }
}

/// The cells that were written.
enum Cells<'w> {
    Csv(Box<csv::Writer<&'w mut dyn Write>>),
    Sheet {
        sheet: &'w mut Worksheet,
        row: &'w mut u32,
        column: u16,
        links: u32,
    },
}

/// A list in the making.
pub struct Sheet<'w> {
    cells: Cells<'w>,
    /// Serves cells that are put together, so that a list of 30,000 people does not allocate per cell.
    scratch: String,
}

impl<'w> Sheet<'w> {
    /// Starts with a header. Text is UTF-8 without a byte order mark, as other programs want it.
    pub fn new(target: impl Into<Target<'w>>, header: &[&str]) -> csv::Result<Self> {
        match target.into() {
            Target::Csv(out, delimiter) => {
                let mut writer = csv::WriterBuilder::new()
                    .delimiter(delimiter)
                    .from_writer(out);
                writer.write_record(header)?;
                Ok(Self::of(Cells::Csv(Box::new(writer))))
            }
            Target::Sheet(sheet, row) => {
                let bold = Format::new().set_bold();
                for (column, name) in (0..).zip(header) {
                    sheet
                        .write_string_with_format(0, column, *name, &bold)
                        .map_err(refused)?;
                }
                *row = 1;
                Ok(Self::of(Cells::Sheet {
                    sheet,
                    row,
                    column: 0,
                    links: 0,
                }))
            }
        }
    }

    /// Starts a list that people open, with a byte order mark.
    ///
    /// Excel reads a CSV without the mark as the machine's old code page: `José` shows as `JosÃ©` and, once saved, comes back so.
    /// Tieline drops the mark when it reads, and `diff` and `git` never mind it.
    pub fn for_people(target: impl Into<Target<'w>>, header: &[&str]) -> csv::Result<Self> {
        let target = match target.into() {
            Target::Csv(out, delimiter) => {
                out.write_all("\u{feff}".as_bytes())?;
                Target::Csv(out, delimiter)
            }
            sheet => sheet,
        };
        Self::new(target, header)
    }

    fn of(cells: Cells<'w>) -> Self {
        Self {
            cells,
            scratch: String::new(),
        }
    }

    /// A cell as it is written in a CSV; in a workbook it is text, and never a formula.
    fn put(&mut self, text: &[u8]) -> csv::Result<()> {
        match &mut self.cells {
            Cells::Csv(writer) => writer.write_field(text),
            Cells::Sheet {
                sheet, row, column, ..
            } => {
                if !text.is_empty() {
                    sheet
                        .write_string(**row, *column, String::from_utf8_lossy(text))
                        .map_err(refused)?;
                }
                *column += 1;
                Ok(())
            }
        }
    }

    /// A cell that is a number or a day in a workbook, and text elsewhere.
    fn figure(
        &mut self,
        text: &[u8],
        write: impl FnOnce(&mut Worksheet, u32, u16) -> Result<(), XlsxError>,
    ) -> csv::Result<()> {
        match &mut self.cells {
            Cells::Csv(writer) => writer.write_field(text),
            Cells::Sheet {
                sheet, row, column, ..
            } => {
                write(sheet, **row, *column).map_err(refused)?;
                *column += 1;
                Ok(())
            }
        }
    }

    /// A cell of file text.
    pub fn text(&mut self, text: &str) -> csv::Result<()> {
        self.put(defuse(text).as_bytes())
    }

    /// A cell of several file texts.
    pub fn list(&mut self, texts: impl IntoIterator<Item: AsRef<str>>) -> csv::Result<()> {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        for text in texts {
            if !scratch.is_empty() {
                scratch.push_str(BETWEEN);
            }
            scratch.push_str(text.as_ref());
        }
        self.text(&scratch)?;
        self.scratch = scratch;
        Ok(())
    }

    /// A cell of phone numbers: those in international form with blanks alone, so that none is taken for a sum.
    pub fn numbers<'t>(&mut self, numbers: impl IntoIterator<Item = &'t str>) -> csv::Result<()> {
        let blank = |number: &str| match number.starts_with('+') {
            true => number.replace('-', " "),
            false => number.to_owned(),
        };
        self.list(numbers.into_iter().map(blank))
    }

    /// A cell of our own: a number or one of our words.
    pub fn own(&mut self, value: impl Display) -> csv::Result<()> {
        self.scratch.clear();
        // Writing to a String does not fail.
        let _ = write!(self.scratch, "{value}");
        let scratch = std::mem::take(&mut self.scratch);
        let is_sheet = matches!(self.cells, Cells::Sheet { .. });
        let number = is_sheet.then(|| scratch.parse::<f64>().ok()).flatten();
        let written = match number.filter(|number| number.is_finite()) {
            Some(number) => self.figure(scratch.as_bytes(), |sheet, row, column| {
                sheet.write_number(row, column, number).map(drop)
            }),
            None => self.put(scratch.as_bytes()),
        };
        self.scratch = scratch;
        written
    }

    /// A link of our own making.
    pub fn link(&mut self, url: &str) -> csv::Result<()> {
        if let Cells::Sheet {
            sheet,
            row,
            column,
            links: links @ ..LINKS,
        } = &mut self.cells
            && !url.is_empty()
            && sheet.write_url(**row, *column, url).is_ok()
        {
            *links += 1;
            *column += 1;
            return Ok(());
        }
        self.put(url.as_bytes())
    }

    /// A cell of our own that may be empty.
    pub fn maybe(&mut self, value: Option<impl Display>) -> csv::Result<()> {
        match value {
            Some(value) => self.own(value),
            None => self.blank(),
        }
    }

    /// A probability, to three places; in a workbook in percent.
    pub fn probability(&mut self, p: Option<f64>) -> csv::Result<()> {
        let text = match p.map(|p| (p * 1000.0).round() as u32) {
            Some(1000) => *b"1.000",
            Some(thousandths @ 0..1000) => {
                let [_, a, b, c] = digits(thousandths);
                [b'0', b'.', a, b, c]
            }
            // There is none outside 0 to 1; an empty cell says so sooner than a wrong figure.
            _ => return self.blank(),
        };
        self.figure(&text, |sheet, row, column| {
            let percent = Format::new().set_num_format("0%");
            let p = p.unwrap_or_default();
            sheet
                .write_number_with_format(row, column, p, &percent)
                .map(drop)
        })
    }

    /// The day of a moment.
    pub fn day_of(&mut self, moment: Option<Moment>) -> csv::Result<()> {
        self.day(moment.map(Moment::date))
    }

    /// A day in ISO 8601, so that it sorts as text.
    pub fn day(&mut self, date: Option<NaiveDate>) -> csv::Result<()> {
        let Some((year, month, day)) = date.and_then(parts) else {
            return self.maybe(date);
        };
        let ([a, b, c, d], [_, _, e, f], [_, _, g, h]) = (digits(year), digits(month), digits(day));
        let text = [a, b, c, d, b'-', e, f, b'-', g, h];
        match ExcelDateTime::from_ymd(year as u16, month as u8, day as u8) {
            Ok(date) => self.figure(&text, |sheet, row, column| {
                let iso = Format::new().set_num_format("yyyy-mm-dd");
                sheet
                    .write_datetime_with_format(row, column, date, &iso)
                    .map(drop)
            }),
            // Excel's days begin in 1900.
            Err(_) => self.put(&text),
        }
    }

    /// A day as LinkedIn writes it: `03 Nov 2026`.
    pub fn linkedin_day(&mut self, date: Option<NaiveDate>) -> csv::Result<()> {
        let Some((year, month, day)) = date.and_then(parts) else {
            return self.maybe(date);
        };
        let ([_, _, a, b], [c, d, e, f]) = (digits(day), digits(year));
        let [x, y, z] = MONTHS.get(month as usize - 1).copied().unwrap_or(*b"   ");
        self.put(&[a, b, b' ', x, y, z, b' ', c, d, e, f])
    }

    /// The e-mail addresses of a person.
    pub fn emails(&mut self, view: View<'_>) -> csv::Result<()> {
        self.list(view.emails().into_iter().map(Email::as_str))
    }

    /// The phone numbers of a person in international form: the blanks keep a spreadsheet from taking them for numbers.
    pub fn phones(&mut self, view: View<'_>) -> csv::Result<()> {
        let phones = view.phones().into_iter().map(Phone::shown);
        self.numbers(phones.chain(view.raw_phones()))
    }

    /// The LinkedIn profile of a person.
    pub fn profile(&mut self, view: View<'_>) -> csv::Result<()> {
        match view.profiles().first() {
            Some(slug) => self.link(&slug.url()),
            None => self.blank(),
        }
    }

    /// An empty cell.
    pub fn blank(&mut self) -> csv::Result<()> {
        self.put(&[])
    }

    /// Ends a row.
    pub fn end(&mut self) -> csv::Result<()> {
        match &mut self.cells {
            Cells::Csv(writer) => writer.write_record(None::<&[u8]>),
            Cells::Sheet { row, column, .. } => {
                (**row, *column) = (**row + 1, 0);
                Ok(())
            }
        }
    }

    /// Ends the list: what was held back is written, and an error in doing so is not lost.
    pub fn finish(self) -> csv::Result<()> {
        match self.cells {
            Cells::Csv(mut writer) => Ok(writer.flush()?),
            Cells::Sheet { .. } => Ok(()),
        }
    }
}

/// Why a workbook does not take a cell.
fn refused(error: XlsxError) -> csv::Error {
    io::Error::other(error).into()
}

/// English, whatever the machine speaks.
const MONTHS: [[u8; 3]; 12] = [
    *b"Jan", *b"Feb", *b"Mar", *b"Apr", *b"May", *b"Jun", *b"Jul", *b"Aug", *b"Sep", *b"Oct",
    *b"Nov", *b"Dec",
];

/// Year, month and day of a date whose year has four digits. Dates are most of the cells, and the formatter of the
/// library takes as long for one as all the rest of a row.
fn parts(date: NaiveDate) -> Option<(u32, u32, u32)> {
    let year = u32::try_from(date.year())
        .ok()
        .filter(|year| *year < 10_000)?;
    Some((year, date.month(), date.day()))
}

/// The last four digits of a number.
fn digits(n: u32) -> [u8; 4] {
    [1000, 100, 10, 1].map(|place| b'0' + (n / place % 10) as u8)
}
