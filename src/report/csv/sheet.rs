//! A CSV file in the making: every cell of file text goes through `defuse`, what we write ourselves does not.

use std::fmt::{Display, Write as _};
use std::io::Write;

use chrono::NaiveDate;

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

    /// The day of a moment, in ISO 8601 so that it sorts as text.
    pub fn day(&mut self, moment: Option<Moment>) -> csv::Result<()> {
        self.maybe(moment.map(Moment::date))
    }

    /// A day as LinkedIn writes it: `03 Nov 2026`.
    pub fn linkedin_day(&mut self, day: Option<NaiveDate>) -> csv::Result<()> {
        self.maybe(day.map(|d| d.format("%d %b %Y")))
    }

    /// The e-mail addresses of a person.
    pub fn emails(&mut self, view: View<'_>) -> csv::Result<()> {
        self.list(view.emails().into_iter().map(Email::as_str))
    }

    /// The phone numbers of a person in international form: the blanks keep a spreadsheet from taking them for numbers.
    pub fn phones(&mut self, view: View<'_>) -> csv::Result<()> {
        self.list(
            view.phones()
                .into_iter()
                .map(Phone::shown)
                .chain(view.raw_phones()),
        )
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
