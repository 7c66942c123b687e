//! What the book tells beside an audit.

use chrono::NaiveDate;

use super::error::Failure;
use super::weeks;
use crate::book::Book;
use crate::output::Beside;
use crate::plan;
use crate::report::shown::Earlier;

/// Earlier audits that a page looks at, and how many people these may have in all: each has to be unpacked.
const AUDITS: usize = 12;
const PEOPLE: u32 = 60_000;

/// What the book knows of the time before a day.
pub(super) fn of(book: &Book, day: NaiveDate) -> Result<Beside, Failure> {
    let mut beside = Beside {
        skipped: book.skipped_on(&day.to_string())?,
        named: weeks::named_before(book, day)?,
        kept: book.week(&plan::week_of(day).0)?.map(|(items, _)| items),
        ..Beside::default()
    };
    let mut people = 0;
    let saved = book.audits()?;
    let before = saved.iter().filter(|saved| saved.day < day.to_string());
    for saved in before.rev().take(AUDITS) {
        people += saved.people;
        if people > PEOPLE && beside.before.is_some() {
            break;
        }
        let Some(audit) = book.audit_of(&saved.day)? else {
            continue;
        };
        beside.earlier.insert(0, Earlier::of(&audit));
        beside.before.get_or_insert(audit);
    }
    Ok(beside)
}
