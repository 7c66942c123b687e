//! A CSV file in the making: every cell of file text goes through `defuse`, what we write ourselves does not.

use std::fmt::{Display, Write as _};
use std::io::Write;

use chrono::{Datelike, NaiveDate};

use crate::model::keys::{Email, Phone};
use crate::model::moment::Moment;
use crate::model::person::View;
use crate::report::cell::defuse;

/// Stands between the values of a cell that holds several.
const BETWEEN: &str = "; ";

/// A CSV file in the making.
pub struct Sheet<'w> {
    writer: csv::Writer<&'w mut dyn Write>,
    /// Serves cells that are put together, so that a list of 30,000 people does not allocate per cell.
    scratch: String,
}

impl<'w> Sheet<'w> {
    /// Starts with a header. The text is UTF-8 without a byte order mark, as scripts want it.
    pub fn new(out: &'w mut dyn Write, header: &[&str]) -> csv::Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(header)?;
        Ok(Self {
            writer,
            scratch: String::new(),
        })
    }

    /// Starts a list that the owner fills in and gives back, with a byte order mark.
    ///
    /// Excel reads a CSV without the mark as the machine's old code page: `José` shows as `JosÃ©` and, once saved, comes
    /// back so. Tieline drops the mark when it reads, `diff` and `git` never mind it, and of these two files the first
    /// column is the empty one, so that a script which takes the mark for a part of the first name loses nothing that
    /// it needs. The other lists are more often read by scripts and carry none.
    pub fn by_hand(out: &'w mut dyn Write, header: &[&str]) -> csv::Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        Self::new(out, header)
    }

    /// A cell of file text.
    pub fn text(&mut self, text: &str) -> csv::Result<()> {
        self.writer.write_field(defuse(text).as_bytes())
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
        self.writer.write_field(self.scratch.as_bytes())
    }

    /// A cell of our own that may be empty.
    pub fn maybe(&mut self, value: Option<impl Display>) -> csv::Result<()> {
        match value {
            Some(value) => self.own(value),
            None => self.blank(),
        }
    }

    /// A probability, to three places.
    pub fn probability(&mut self, p: Option<f64>) -> csv::Result<()> {
        match p.map(|p| (p * 1000.0).round() as u32) {
            Some(1000) => self.writer.write_field("1.000"),
            Some(thousandths @ 0..1000) => {
                let [_, a, b, c] = digits(thousandths);
                self.writer.write_field([b'0', b'.', a, b, c])
            }
            // There is none outside 0 to 1; an empty cell says so sooner than a wrong figure.
            _ => self.blank(),
        }
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
        self.writer
            .write_field([a, b, c, d, b'-', e, f, b'-', g, h])
    }

    /// A day as LinkedIn writes it: `03 Nov 2026`.
    pub fn linkedin_day(&mut self, date: Option<NaiveDate>) -> csv::Result<()> {
        let Some((year, month, day)) = date.and_then(parts) else {
            return self.maybe(date);
        };
        let ([_, _, a, b], [c, d, e, f]) = (digits(day), digits(year));
        let [x, y, z] = MONTHS.get(month as usize - 1).copied().unwrap_or(*b"   ");
        self.writer
            .write_field([a, b, b' ', x, y, z, b' ', c, d, e, f])
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
            Some(slug) => self.own(slug.url()),
            None => self.blank(),
        }
    }

    /// An empty cell.
    pub fn blank(&mut self) -> csv::Result<()> {
        self.writer.write_field([])
    }

    /// Ends a row.
    pub fn end(&mut self) -> csv::Result<()> {
        self.writer.write_record(None::<&[u8]>)
    }

    /// Ends the file: what was held back is written, and an error in doing so is not lost.
    pub fn finish(mut self) -> csv::Result<()> {
        Ok(self.writer.flush()?)
    }
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
