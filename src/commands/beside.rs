//! What the book tells beside an audit.

use chrono::{Days, NaiveDate};

use super::error::Failure;
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
        kept: book.week(&plan::week_of(day).0)?.map(|(items, _)| items),
        ..Beside::default()
    };
    let last = day.checked_sub_days(Days::new(7)).unwrap_or(day);
    let last = book.week(&plan::week_of(last).0)?;
    let last = last.into_iter().flat_map(|(items, _)| items);
    beside.last_week = last.map(|item| item.person).collect();
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
