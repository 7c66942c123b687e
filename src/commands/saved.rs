//! Audits that were saved, by what the owner calls them: a day of the book, or a file.

use std::io;
use std::path::Path;

use super::book;
use super::error::Failure;
use crate::book::Book;
use crate::cli::BookPlace;
use crate::files::limited;
use crate::report::plain::{self, plain};
use crate::snapshot::{self, Snapshot};

/// Days that are named where none fits.
const NAMED: usize = 12;

/// Where audits are looked for; the book is opened when the first is wanted of it.
pub struct Shelf<'a> {
    place: &'a BookPlace,
    who: &'static str,
    book: Option<Book>,
}

impl<'a> Shelf<'a> {
    /// With the book of a place; `who` is told to another run that has to wait.
    pub fn new(place: &'a BookPlace, who: &'static str) -> Self {
        Self {
            place,
            who,
            book: None,
        }
    }

    /// The audit that a word means: the file or folder of that name, else that day, month or year of the book.
    pub fn named(&mut self, word: &Path) -> Result<Snapshot, Failure> {
        match word.to_str().filter(|text| is_day(text) && !word.exists()) {
            Some(day) => self.of_day(day),
            None => from_file(word),
        }
    }

    /// The days of the book's audits, the oldest first.
    pub fn days(&mut self) -> Result<Vec<String>, Failure> {
        let saved = self.book()?.audits()?;
        Ok(saved.into_iter().map(|saved| saved.day).collect())
    }

    /// The last audit of a day, month or year.
    pub fn of_day(&mut self, day: &str) -> Result<Snapshot, Failure> {
        let days = self.days()?;
        let latest = days.iter().rev().find(|held| held.starts_with(day));
        let latest = latest.ok_or_else(|| Failure::Usage(none_of(day, &days)))?;
        self.load(latest)
    }

    /// The audit of exactly this day.
    pub fn load(&mut self, day: &str) -> Result<Snapshot, Failure> {
        let audit = self.book()?.audit_of(day)?;
        audit.ok_or_else(|| Failure::Usage(none_of(day, &[])))
    }

    fn book(&mut self) -> Result<&Book, Failure> {
        let book = match self.book.take() {
            Some(book) => book,
            None => book::existing(self.place, self.who)?,
        };
        Ok(self.book.insert(book))
    }
}

/// `2026`, `2026-10` or `2026-10-01`.
pub fn is_day(text: &str) -> bool {
    let is_number =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() <= 3 && is_number(parts[0], 4) && parts[1..].iter().all(|part| is_number(part, 2))
}

fn none_of(day: &str, days: &[String]) -> String {
    if days.is_empty() {
        return format!(
            "the book holds no audit of {day}, and no other; `tieline audit FILE…` adds one"
        );
    }
    let latest = &days[days.len().saturating_sub(NAMED)..];
    let those = if latest.len() < days.len() {
        "the latest it holds are"
    } else {
        "it holds"
    };
    format!(
        "the book holds no audit of {day}, and there is no file of this name; {those} {}",
        latest.join(", ")
    )
}

/// An audit by its file, or by the folder that `--out` wrote.
fn from_file(path: &Path) -> Result<Snapshot, Failure> {
    let file = if path.is_dir() {
        path.join("audit.json")
    } else {
        path.to_owned()
    };
    let name = plain::path(&file);
    let read = limited::read(&file, limited::AUDIT);
    let text = read.and_then(|bytes| {
        String::from_utf8(bytes)
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not text"))
    });
    let text = text.map_err(|error| {
        let expected = "give the audit.json, or the folder, that `tieline audit --out DIR` wrote, or the day of an audit of your book such as 2026-10-01";
        let error = crate::files::io_words(&error);
        Failure::NothingReadable(format!("{name}: {error}; {expected}"))
    })?;
    snapshot::load(&text)
        .map_err(|error| Failure::NothingReadable(format!("{name}: {}", plain(&error.to_string()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_from_a_file() {
        for day in ["2026", "2026-10", "2026-10-01"] {
            assert!(is_day(day), "{day}");
        }
        for file in [
            "",
            "october",
            "2026-1",
            "2026-10-01-2",
            "2026-10/audit.json",
            "20261001",
        ] {
            assert!(!is_day(file), "{file}");
        }
    }
}
