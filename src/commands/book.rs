//! `tieline book`: looks into the owner's book.

use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::DateTime;

use super::error::Failure;
use super::forget;
use super::screen;
use super::settings;
use crate::book::{self, Book, BookError, Refused, Run, Saved};
use crate::cli::{BookArgs, BookPlace, BookVerb};
use crate::files::limited;
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
        BookVerb::Undo => undo(&args.place),
        BookVerb::Forget { name, yes, look_in } => {
            forget::run(&args.place, &name.join(" "), *yes, look_in)
        }
        BookVerb::Export => export(&args.place),
        BookVerb::Import { file } => import(&args.place, file),
        BookVerb::Decisions => decisions(&args.place),
    }
}

/// Opens the book that is meant, which may be a new one; `who` is told to another run that has to wait for this one.
pub fn open(place: &BookPlace, who: &str) -> Result<Book, Failure> {
    let path = path_of(place)?;
    Ok(Book::open(&path, who, Duration::from_secs(place.wait))?)
}

/// The same, to read what it holds: where no book is, none is begun.
pub fn existing(place: &BookPlace, who: &str) -> Result<Book, Failure> {
    let path = path_of(place)?;
    if !path.exists() {
        return Err(Failure::Usage(format!(
            "{}: there is no book here, so it holds no audit yet; run tieline audit FILE… first, or name your book with --book",
            crate::report::plain::path(&path)
        )));
    }
    open(place, who)
}

fn path_of(place: &BookPlace) -> Result<PathBuf, Failure> {
    let named = match &place.book {
        Some(path) => Some(path.clone()),
        None => settings::book()?,
    };
    Ok(named.map_or_else(book::default_path, Ok)?)
}

fn check(place: &BookPlace) -> Result<(), Failure> {
    let wrong = existing(place, "tieline book check")?.check()?;
    if wrong.is_empty() {
        return say(&["The book is intact.".to_owned()]);
    }
    Err(Failure::Refused(format!(
        "the book is damaged; keep a copy of it before anything else:\n  {}",
        wrong.join("\n  ")
    )))
}

fn audits(place: &BookPlace) -> Result<(), Failure> {
    let saved = existing(place, "tieline book audits")?.audits()?;
    if saved.is_empty() {
        return say(&["The book holds no audit yet; `tieline audit FILE…` adds one.".to_owned()]);
    }
    let lines: Vec<String> = saved.iter().map(line).collect();
    say(&lines)
}

fn audit(place: &BookPlace, day: &str) -> Result<(), Failure> {
    let held = existing(place, "tieline book audit")?.audit_of(day)?;
    let audit = held.ok_or_else(|| {
        Failure::Usage(format!(
            "the book holds no audit of {}; `tieline book audits` lists those it holds, by days such as 2026-11-01",
            plain(day)
        ))
    })?;
    screen::data(|out| report::json::saved(&audit, out)).map_err(Failure::write("standard output"))
}

fn undo(place: &BookPlace) -> Result<(), Failure> {
    let book = existing(place, "tieline book undo")?;
    let Some(undone) = book.undo()? else {
        return say(&["There is nothing to undo.".to_owned()]);
    };
    book.commit()?;
    let n = |n: usize, one: &str, many: &str| (n > 0).then(|| count(n as u64, one, many));
    let parts = [
        n(
            undone.exchanges,
            "message or the like",
            "messages and the like",
        ),
        n(undone.ties, "tie", "ties"),
        n(undone.people, "person", "people"),
        n(undone.decisions, "decision", "decisions"),
    ];
    let audits = undone
        .audits
        .iter()
        .map(|day| format!("the audit of {day}"));
    let parts: Vec<String> = parts.into_iter().flatten().chain(audits).collect();
    let with = if parts.is_empty() {
        "nothing".to_owned()
    } else {
        parts.join(", ")
    };
    let mut lines = vec![
        format!(
            "Undone: {} ({} UTC).",
            plain(words_of(&undone.run)),
            minute(undone.run.at)
        ),
        format!("Removed with it: {with}."),
    ];
    for day in &undone.restored {
        lines.push(format!("The earlier audit of {day} is back."));
    }
    say(&lines)
}

/// What a run did; a note that named somebody who is forgotten has no words any more.
fn words_of(run: &Run) -> &str {
    match run.words.as_str() {
        "" => "a note on a forgotten person",
        book::FORGOTTEN => "a run that named a forgotten person",
        words => words,
    }
}

fn export(place: &BookPlace) -> Result<(), Failure> {
    let book = existing(place, "tieline book export")?;
    screen::data(|mut out| {
        let done = book.export(&mut out);
        done.map_err(|refused| Moved(not_moved(refused, "")))
    })
    .map_err(|Moved(failure)| failure)
}

fn import(place: &BookPlace, file: &Path) -> Result<(), Failure> {
    let name = report::plain::path(file);
    let book = open(place, "tieline book import")?;
    let rows = if name == "-" {
        book.import(&mut io::stdin().lock())
    } else {
        let opened =
            limited::open(file).map_err(|error| Failure::Usage(format!("{name}: {error}")))?;
        book.import(&mut BufReader::new(opened))
    };
    let rows = rows.map_err(|refused| not_moved(refused, &name))?;
    book.commit()?;
    say(&[format!(
        "The book holds {} now.",
        count(rows as u64, "row", "rows")
    )])
}

/// Why an export did not come to its end.
struct Moved(Failure);

impl From<io::Error> for Moved {
    fn from(error: io::Error) -> Self {
        Self(Failure::write("standard output")(error))
    }
}

fn not_moved(refused: Refused, file: &str) -> Failure {
    match refused {
        Refused::Line(line, why) => Failure::NothingReadable(format!(
            "{file}, line {line}: {}; nothing was read into the book",
            plain(&why)
        )),
        Refused::NotEmpty => {
            Failure::Usage("the book is not empty; name a new one with --book FILE".to_owned())
        }
        // Whoever closed the pipe has seen enough.
        Refused::Book(BookError::Disk { error, .. })
            if error.kind() == io::ErrorKind::BrokenPipe =>
        {
            Failure::write("standard output")(error)
        }
        Refused::Book(error) => error.into(),
    }
}

/// An instant to the minute, in UTC.
pub fn minute(at: i64) -> String {
    DateTime::from_timestamp(at, 0)
        .map_or_else(String::new, |at| at.format("%Y-%m-%d %H:%M").to_string())
}

fn decisions(place: &BookPlace) -> Result<(), Failure> {
    let book = existing(place, "tieline book decisions")?;
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
        lines.push("You have not decided anything yet; use `tieline decide`.".to_owned());
    }
    say(&lines)
}

fn line(saved: &Saved) -> String {
    let made = minute(saved.made_at);
    let people = count(u64::from(saved.people), "person", "people");
    format!("{}  {people}, made {made} UTC", saved.day)
}

fn say(lines: &[String]) -> Result<(), Failure> {
    screen::say(lines).map_err(Failure::write("standard output"))
}
