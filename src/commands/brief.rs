//! `tieline brief`: one page before a call or coffee.

use std::io;

use super::error::Failure;
use super::screen::{self, Screen};
use super::{book, settings, weeks, who};
use crate::book::{Book, Found, RunKind};
use crate::cli::BriefArgs;
use crate::import::notes::log;
use crate::plan::take_in;
use crate::report;
use crate::report::brief::Brief;
use crate::report::plain::plain;
use crate::snapshot::{Link, Person, Snapshot, Tie, new_employer};
use crate::words::brief::Introduced;

/// Prints the page of one person.
pub fn run(args: &BriefArgs) -> Result<(), Failure> {
    let brief = match args.from.files.is_empty() {
        true => from_book(args)?,
        false => from_files(args)?,
    };
    let print = || -> io::Result<()> {
        if args.how.json {
            return screen::data(|out| report::brief::json(&brief, out));
        }
        let screen = Screen::new(args.how.talk.color);
        let mut out = screen.out();
        write!(out, "{}", report::brief::text(&brief, screen.look()))?;
        out.flush()
    };
    print().map_err(Failure::write("standard output"))
}

fn from_files(args: &BriefArgs) -> Result<Brief, Failure> {
    let region = settings::region(args.from.judging.region.as_deref())?;
    let (memory, audit) =
        weeks::audited_book(&args.from.files, &args.from.judging, args.how.talk.quiet)?;
    if memory.find(&args.name, region)?.is_empty() {
        return Err(Failure::Usage(format!(
            "{}: nobody in these files has this name, address, number or profile",
            plain(&args.name)
        )));
    }
    let found = who::one(&memory, &args.name, region)?;
    brief(&audit, None, &found.id, Vec::new())
}

fn from_book(args: &BriefArgs) -> Result<Brief, Failure> {
    let judging = &args.from.judging;
    let context = settings::reading(judging.region.as_deref(), judging.tz.as_deref())?;
    let book = book::existing(&args.how.place, "tieline brief")?;
    let Some(mut audit) = weeks::latest(&book)? else {
        return Err(Failure::Usage(
            "your book holds no audit yet; run tieline audit FILE… first, or give the files here: tieline brief NAME FILE…"
                .to_owned(),
        ));
    };
    let found = who::one(&book, &args.name, context.region)?;
    weeks::as_decided(&book, &mut audit)?;
    let notes = weeks::noted(&book, &audit, &context)?;
    take_in(&mut audit, &notes);
    let before = weeks::before(&book, &audit)?;
    let noted = by_hand(&book, &found, &context)?;
    brief(&audit, before.as_ref(), &found.id, noted)
}

/// Everything that the owner ever noted of somebody by hand.
fn by_hand(
    book: &Book,
    found: &Found,
    context: &crate::import::Context,
) -> Result<Vec<String>, Failure> {
    const LAST: usize = 5;
    let mut noted = Vec::new();
    for run in book.runs()? {
        let is_note = run.kind == Some(RunKind::Log);
        let who = log::entry(&run.words, context).map(|entry| entry.who);
        for name in who.unwrap_or_default().into_iter().filter(|_| is_note) {
            if book.is_meant(found, name, context.region)? {
                noted.push(run.words.clone());
                break;
            }
        }
    }
    Ok(noted.split_off(noted.len().saturating_sub(LAST)))
}

fn brief(
    audit: &Snapshot,
    before: Option<&Snapshot>,
    id: &str,
    noted: Vec<String>,
) -> Result<Brief, Failure> {
    let person = audit.people.iter().find(|person| person.id == id);
    let person = person.ok_or_else(|| {
        Failure::Usage(format!(
            "{}: the latest audit does not rank this person",
            plain(id)
        ))
    })?;
    Ok(Brief {
        as_of: audit.as_of.get(..10).unwrap_or_default().to_owned(),
        before: before.and_then(|before| employer_before(before, audit, person)),
        both_know: both_know(audit, id),
        introduced: introduced(audit, person),
        noted,
        log_name: log_name(person),
        person: person.clone(),
    })
}

/// The employer in the audit before, where it was another one.
fn employer_before(before: &Snapshot, audit: &Snapshot, person: &Person) -> Option<String> {
    let then = before.people.iter().find(|then| then.id == person.id)?;
    let (was, _) = new_employer(before, then, audit, person)?;
    Some(was.to_owned())
}

/// The others of each introduction that somebody was part of: who bears a tie of the same day from the same file, and was on something
/// with them on that day.
fn introduced(audit: &Snapshot, person: &Person) -> Vec<Introduced> {
    let met = |other: &Person, day: &str| {
        let is_theirs = |link: &&Link| {
            link.at == day && link.people.contains(&person.id) && link.people.contains(&other.id)
        };
        audit.links.iter().any(|link| is_theirs(&link))
    };
    let others = |tie: &Tie, kind: &str| -> Vec<String> {
        let theirs = Tie {
            kind: kind.to_owned(),
            ..tie.clone()
        };
        let is_part = |other: &&Person| {
            let on = tie.at.as_deref();
            other.id != person.id
                && other.ties.contains(&theirs)
                && on.is_some_and(|on| met(other, on))
        };
        let others = audit.people.iter().filter(is_part);
        others.map(|other| other.name.clone()).collect()
    };
    let introduced = |tie: &Tie| {
        let (across, alike) = match tie.kind.as_str() {
            "intro-given" => ("intro-given", None),
            "introduced" => ("intro-received", None),
            "intro-received" => ("introduced", Some("intro-received")),
            _ => return None,
        };
        Some(Introduced {
            kind: tie.kind.clone(),
            at: tie.at.clone(),
            others: others(tie, across),
            alike: alike.map(|kind| others(tie, kind)).unwrap_or_default(),
        })
    };
    person.ties.iter().filter_map(introduced).collect()
}

/// Everybody who was on something with a person and the owner, the newest first.
fn both_know(audit: &Snapshot, id: &str) -> Vec<(String, Link)> {
    let theirs = audit
        .links
        .iter()
        .filter(|link| link.people.iter().any(|one| one == id));
    let mut both: Vec<(String, Link)> = theirs
        .filter_map(|link| {
            let other = link.people.iter().find(|one| *one != id)?;
            let other = audit.people.iter().find(|person| person.id == *other)?;
            Some((other.name.clone(), link.clone()))
        })
        .collect();
    both.sort_by(|a, b| (&b.1.at, &a.0).cmp(&(&a.1.at, &b.0)));
    both
}

/// A name that a line of the log takes as it stands, else an address.
fn log_name(person: &Person) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-');
    match person.emails.first() {
        Some(email) if !person.name.chars().all(is_plain) => email.clone(),
        _ => person.name.replace(['"', '\'', ',', '#'], ""),
    }
}
