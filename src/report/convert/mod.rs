//! People as a table that another program imports. What has no column goes into a custom field or below the notes, or is
//! said to be left out.

mod google;
mod held;
mod linkedin;
mod outlook;

use std::io::Write;

use crate::model::audit::Audit;
use crate::model::formula::extension;
use crate::model::person::View;
use crate::model::problem::{Code, Problem};
use crate::report::cell;

use self::held::Held;

/// A layout that people can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// "Google CSV" of today.
    Google,
    /// Outlook's desktop program, in English.
    Outlook,
    /// LinkedIn's Connections.csv.
    Linkedin,
}

impl Layout {
    /// What the file is called.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Google => "people.google.csv",
            Self::Outlook => "people.outlook.csv",
            Self::Linkedin => "people.linkedin.csv",
        }
    }

    fn program(self) -> &'static str {
        match self {
            Self::Google => "Google",
            Self::Outlook => "Outlook",
            Self::Linkedin => "LinkedIn",
        }
    }
}

/// A table of people.
#[derive(Debug)]
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

/// A cell that no spreadsheet takes for a formula.
#[derive(Debug, Default)]
struct Cell(String);

impl Cell {
    /// A text of the files; it is kept whole, with its lines.
    fn text(text: &str) -> Self {
        Self(cell::kept(text).into_owned())
    }

    /// A phone number, with pauses and an extension if it has them. An apostrophe before it would be dialled; without further
    /// letters it can do nothing in a spreadsheet.
    fn phone(number: &str) -> Self {
        let is_dialled = |c: char| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    '+' | ' ' | '(' | ')' | '-' | '.' | '/' | ',' | ';' | '*' | '#'
                )
        };
        let end = number.trim_end_matches(|c: char| c.is_ascii_digit());
        let marked = end.trim_end().len()
            - end
                .trim_end()
                .trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c == '=')
                .len();
        let at = end.trim_end().len() - marked;
        let tail = Some(&number[at..]).filter(|tail| extension(tail).is_some());
        let bare = tail.map_or(number, |_| &number[..at]);
        if bare.chars().all(is_dialled) {
            Self(number.trim().to_owned())
        } else {
            Self::text(number)
        }
    }

    /// A text of our own.
    fn own(text: String) -> Self {
        Self(text)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Writes everybody in a layout.
pub fn people<'a>(
    layout: Layout,
    people: impl Iterator<Item = View<'a>>,
    out: &mut dyn Write,
) -> csv::Result<()> {
    let held: Vec<Held<'_>> = people.map(Held::of).collect();
    let table = match layout {
        Layout::Google => google::table(held),
        Layout::Outlook => outlook::table(held),
        Layout::Linkedin => linkedin::table(held),
    };
    let mut builder = csv::WriterBuilder::new();
    if layout == Layout::Outlook {
        // The mark tells Outlook that names are not in the code page of the machine.
        out.write_all("\u{feff}".as_bytes())
            .map_err(csv::Error::from)?;
        builder.quote_style(csv::QuoteStyle::Always);
        builder.terminator(csv::Terminator::CRLF);
    }
    let mut writer = builder.from_writer(out);
    writer.write_record(&table.header)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| cell.0.as_bytes()))?;
    }
    writer.flush().map_err(csv::Error::from)
}

/// What a layout has no place for, person by person.
pub fn left_out<'a>(
    layout: Layout,
    audit: &Audit,
    people: impl Iterator<Item = View<'a>>,
) -> Vec<Problem> {
    let of_person = |view: View<'a>| {
        let held = Held::of(view);
        let mut values = match layout {
            Layout::Google | Layout::Outlook => Vec::new(),
            Layout::Linkedin => linkedin::left_out(&held),
        };
        values.extend(held.binaries.iter().map(|name| format!("{name} (no text)")));
        let first = view.person.cards.first()?;
        let place = audit.cards.get(first.0 as usize)?.place;
        (!values.is_empty()).then(|| Problem {
            place,
            code: Code::NoColumn,
            message: format!(
                "{}'s layout has no column for {}",
                layout.program(),
                values.join("; ")
            ),
        })
    };
    people.filter_map(of_person).collect()
}
