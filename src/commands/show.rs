//! `tieline show`: everything about one person.

use std::io;

use chrono::Utc;

use super::book;
use super::error::Failure;
use super::progress::Progress;
use super::reading;
use super::saved::is_day;
use super::screen::{self, Screen};
use super::settings;
use super::who;
use crate::book::{Book, Found, RunKind};
use crate::cli::ShowArgs;
use crate::import::notes::log;
use crate::pipeline;
use crate::report;
use crate::report::plain::plain;
use crate::snapshot::Page;

/// Finds the person, and prints what the book, or an audit of the files, holds of them.
pub fn run(args: &ShowArgs) -> Result<(), Failure> {
    let region = settings::region(args.from.judging.region.as_deref())?;
    let book = if args.from.files.is_empty() {
        only_with_files(args)?;
        book::existing(&args.how.place, "tieline show")?
    } else {
        audited(args)?
    };
    let found = who::one(&book, &args.name, region)?;
    let page = match args
        .from
        .judging
        .as_of
        .as_deref()
        .filter(|_| args.from.files.is_empty())
    {
        Some(day) => book.page_of(&found.id, day)?,
        None => book.page(&found)?,
    };
    let Some(mut page) = page else {
        return thing(&book, &found, args);
    };
    if args.from.files.is_empty() {
        since(&book, &found, args, &mut page)?;
    }
    print(&page, args).map_err(Failure::write("standard output"))
}

/// What came into the book after the audit was made: the owner's notes of this person, and that files were read.
fn since(book: &Book, found: &Found, args: &ShowArgs, page: &mut Page) -> Result<(), Failure> {
    let judging = &args.from.judging;
    let context = settings::reading(judging.region.as_deref(), judging.tz.as_deref())?;
    let day = page.as_of.get(..10).unwrap_or_default().to_owned();
    // The page is of the latest audit that has them, unless a day was named.
    if judging.as_of.is_none() {
        let later = book.audits()?.into_iter().map(|audit| audit.day);
        page.absent_since = later.filter(|other| *other > day).min();
    }
    for run in book.runs_since(&day)? {
        match run.kind {
            Some(RunKind::Audit) => page.read.push(run.words),
            Some(RunKind::Log) => {
                let mut is_theirs = false;
                let who = log::entry(&run.words, &context).map(|entry| entry.who);
                for name in who.unwrap_or_default() {
                    is_theirs |= book.is_meant(found, name, context.region)?;
                }
                page.noted.extend(is_theirs.then_some(run.words));
            }
            Some(RunKind::Decide | RunKind::Plan) | None => {}
        }
    }
    Ok(())
}

/// Without files nothing is read or judged, and so nothing can be said of how.
fn only_with_files(args: &ShowArgs) -> Result<(), Failure> {
    let judging = &args.from.judging;
    let given = [
        ("--me", !judging.me.is_empty()),
        ("--no-shift", judging.no_shift),
        ("--decisions", !judging.decisions.is_empty()),
        ("--map", !judging.map.is_empty()),
        ("--date-order", judging.date_order.is_some()),
        ("--careful", judging.merging.careful),
        ("--fixed-weights", judging.merging.fixed_weights),
    ];
    if let Some((option, _)) = given.iter().find(|(_, given)| *given) {
        return Err(Failure::Usage(format!(
            "{option} works only with files to audit: tieline show NAME FILE… {option} …"
        )));
    }
    match judging.as_of.as_deref() {
        Some(day) if !(is_day(day) && day.len() == 10) => Err(Failure::Usage(format!(
            "--as-of {day}: without files give the day of an audit of your book, such as 2026-11-01; `tieline book audits` lists them"
        ))),
        _ => Ok(()),
    }
}

/// An audit of the files in a book that is gone with this run.
fn audited(args: &ShowArgs) -> Result<Book, Failure> {
    let (options, context) = settings::of(&args.from.judging)?;
    let progress = Progress::start(args.how.talk.quiet);
    let imported = reading::read(&args.from.files, &context, &progress)?;
    let audit = pipeline::audit(imported, &options);
    let book = Book::in_memory()?;
    book.save(&audit, Utc::now().timestamp())?;
    book.know(&pipeline::known(&audit), options.as_of)?;
    Ok(book)
}

/// What is no person: its cards, and that nobody is judged.
fn thing(book: &Book, found: &Found, args: &ShowArgs) -> Result<(), Failure> {
    let day = args.from.judging.as_of.as_deref();
    let day = day.filter(|_| args.from.files.is_empty());
    let entity = book
        .entity(found, day)?
        .ok_or_else(|| not_ranked(&found.name))?;
    let shown = || {
        if args.how.json {
            return screen::data(|out| report::json::entity(&entity, out));
        }
        let screen = Screen::new(args.how.talk.color);
        let mut out = screen.out();
        let text = report::person::thing(&entity, screen.look());
        write!(out, "{text}")?;
        out.flush()
    };
    shown().map_err(Failure::write("standard output"))
}

fn not_ranked(name: &str) -> Failure {
    Failure::Usage(format!(
        "{}: that audit ranks nobody with this name, or has been removed",
        plain(name)
    ))
}

fn print(page: &Page, args: &ShowArgs) -> io::Result<()> {
    if args.how.json {
        return screen::data(|out| report::json::page(page, out));
    }
    let screen = Screen::new(args.how.talk.color);
    let mut out = screen.out();
    write!(out, "{}", report::person::person(page, screen.look()))?;
    if args.thresholds {
        write!(out, "{}", report::person::thresholds(screen.look()))?;
    }
    out.flush()
}
