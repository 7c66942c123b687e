//! `tieline` alone: what to do next, in three lines.

use std::collections::BTreeSet;

use chrono::Utc;

use super::error::Failure;
use super::{book, screen, settings, weeks};
use crate::book::{Book, default_path};
use crate::cli::BookPlace;
use crate::model::moment::date_of;
use crate::model::review::Part;
use crate::plan::{self, day};
use crate::review;
use crate::words::begin as words;

/// Says how to begin, or what waits.
pub fn run() -> Result<(), Failure> {
    let configured = !settings::load()?.newest.is_empty();
    let path = settings::book()?.map_or_else(default_path, Ok)?;
    let lines = match path.exists() {
        true => {
            let place = BookPlace {
                book: None,
                wait: 10,
            };
            next(&book::open(&place, "tieline")?, configured)?
        }
        false => words::first(configured).to_vec(),
    };
    screen::say(&lines).map_err(Failure::write("standard output"))
}

fn next(book: &Book, configured: bool) -> Result<Vec<String>, Failure> {
    let Some(mut audit) = weeks::latest(book)? else {
        return Ok(words::first(configured).to_vec());
    };
    weeks::as_decided(book, &mut audit)?;
    let context = settings::reading(None, None)?;
    let notes = weeks::noted(book, &audit, &context)?;
    plan::take_in(&mut audit, &notes);
    let today = date_of(Utc::now().timestamp());
    let as_of = audit.as_of.get(..10).unwrap_or_default().to_owned();
    let age = day(&as_of).map_or(0, |as_of| (today - as_of).num_days());
    let (week, _) = plan::week_of(today);
    let planned = book.week(&week)?.map(|(items, _)| items.len());
    // How people can help each other is no question that waits.
    let open = review::questions(&audit, &book.pairs()?, &BTreeSet::new());
    let questions = open
        .iter()
        .filter(|question| question.part() != Part::Help)
        .count();
    Ok(words::next(
        &as_of,
        age,
        audit.totals.people,
        plan::waiting(&audit).len() as u64,
        planned,
        questions,
        configured,
    )
    .to_vec())
}
