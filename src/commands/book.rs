//! `tieline book`: looks into the owner's book.

use std::io::{self, Write};
use std::time::Duration;

use chrono::DateTime;

use super::error::Failure;
use super::settings;
use crate::book::{self, Book, Saved};
use crate::cli::{BookArgs, BookPlace, BookVerb};
use crate::model::moment::date_of;
use crate::report;
use crate::report::plain::plain;
use crate::report::words::count;

/// Does what was asked of the book.
pub fn run(args: &BookArgs) -> Result<(), Failure> {
    match &args.verb {
        BookVerb::Check => check(&args.place),
        BookVerb::Audits => audits(&args.place),
        BookVerb::Audit { day } => audit(&args.place, day),
        BookVerb::Decisions => decisions(&args.place),
    }
}

/// Opens the book that is meant; `who` is told to another run that has to wait for this one.
pub fn open(place: &BookPlace, who: &str) -> Result<Book, Failure> {
    let named = match &place.book {
        Some(path) => Some(path.clone()),
        None => settings::book()?,
    };
    let path = named.map_or_else(book::default_path, Ok)?;
    Ok(Book::open(&path, who, Duration::from_secs(place.wait))?)
}

fn check(place: &BookPlace) -> Result<(), Failure> {
    let wrong = open(place, "tieline book check")?.check()?;
    if wrong.is_empty() {
        return say(&["The book is whole.".to_owned()]);
    }
    Err(Failure::Refused(format!(
        "the book is damaged; keep a copy of it before anything else:\n  {}",
        wrong.join("\n  ")
    )))
}

fn audits(place: &BookPlace) -> Result<(), Failure> {
    let saved = open(place, "tieline book audits")?.audits()?;
    if saved.is_empty() {
        return say(&["The book holds no audit yet; `tieline audit FILE…` adds one.".to_owned()]);
    }
    let lines: Vec<String> = saved.iter().map(line).collect();
    say(&lines)
}

fn audit(place: &BookPlace, day: &str) -> Result<(), Failure> {
    let held = open(place, "tieline book audit")?.audit_of(day)?;
    let audit = held.ok_or_else(|| {
        Failure::Usage(format!(
            "the book holds no audit of {day}; `tieline book audits` lists those it holds, by days such as 2026-11-01"
        ))
    })?;
    report::json::saved(&audit, &mut io::stdout().lock()).map_err(Failure::write("standard output"))
}

fn decisions(place: &BookPlace) -> Result<(), Failure> {
    let book = open(place, "tieline book decisions")?;
    let mut lines = Vec::new();
    for decision in book.decisions()? {
        let name = book.name_of(&decision.person)?;
        let said = decision.said.to_string();
        lines.push(format!(
            "{}  {}: {} ({})  {}",
            date_of(decision.at),
            plain(&said),
            plain(&name),
            decision.person,
            plain(&decision.source)
        ));
    }
    for pair in book.pairs()? {
        let [a, b] = pair.pair.each_ref().map(|mark| plain(&mark.name));
        let same = if pair.same { "same" } else { "not-same" };
        let source = plain(&pair.source);
        lines.push(format!(
            "{}  {same}: {a} and {b}  {source}",
            date_of(pair.at)
        ));
    }
    if lines.is_empty() {
        lines.push("You decided nothing yet; `tieline decide` does.".to_owned());
    }
    say(&lines)
}

fn line(saved: &Saved) -> String {
    let made = DateTime::from_timestamp(saved.made_at, 0)
        .map_or_else(String::new, |at| at.format("%Y-%m-%d %H:%M").to_string());
    let people = count(u64::from(saved.people), "person", "people");
    format!("{}  {people}, made {made} UTC", saved.day)
}

fn say(lines: &[String]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let said = lines.iter().try_for_each(|line| writeln!(out, "{line}"));
    said.map_err(Failure::write("standard output"))
}
