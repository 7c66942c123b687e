//! What a run of `clean` says on standard output.

use std::collections::BTreeSet;
use std::io;

use super::Cleaning;
use crate::cli::CleanArgs;
use crate::commands::screen::{self, Screen};
use crate::model::front::Front;
use crate::model::intake::{Fate, FileReport};
use crate::model::problem::Severity;
use crate::report;
use crate::report::words::{count, thousands};
use crate::words::stale as words;

/// Prints the table, the summary and where everything is, or all of it as JSON.
pub(super) fn print(cleaning: &Cleaning, args: &CleanArgs) -> io::Result<()> {
    if args.json {
        return screen::data(|out| {
            report::json::cleaning(&cleaning.audit, cleaning.changes.len(), out)
        });
    }
    if args.talk.quiet {
        return Ok(());
    }
    let screen = Screen::new(args.talk.color);
    let mut out = screen.out();
    if args.dry_run && !cleaning.changes.is_empty() {
        writeln!(
            out,
            "{}",
            report::terminal::fixes(&cleaning.changes, screen.look())
        )?;
    }
    for said in whole_files(cleaning) {
        writeln!(out, "{}", report::plain::plain(&said))?;
    }
    writeln!(out, "{}", summary(cleaning))?;
    if cleaning.merge {
        for said in report::hygiene::of_cards(&cleaning.audit) {
            writeln!(out, "{}", report::plain::plain(&said))?;
        }
    }
    if let Some(said) = words::unrefreshed(cleaning.unsure) {
        writeln!(out, "{said}")?;
    }
    for remark in &cleaning.audit.remarks {
        writeln!(out, "{}", report::plain::plain(remark))?;
    }
    for ask in &cleaning.audit.asks {
        let said = crate::words::ask(ask, Front::Program);
        writeln!(out, "{}", report::plain::plain(&said))?;
    }
    if let Some(said) = left_alone(cleaning) {
        writeln!(out, "{said}")?;
    }
    for said in cleaning
        .audit
        .files
        .iter()
        .filter_map(crate::words::not_understood)
    {
        writeln!(out, "{}", report::plain::plain(&said))?;
    }
    if let Some(dir) = args.out.as_ref().filter(|_| !args.dry_run) {
        writeln!(
            out,
            "Everything is in {}{}.",
            report::plain::path(dir),
            first_to_read(cleaning)
        )?;
    }
    out.flush()
}

/// The list that says most of a run, if any says something.
fn first_to_read(cleaning: &Cleaning) -> &'static str {
    let audit = &cleaning.audit;
    if !cleaning.changes.is_empty() {
        ": start with changes.csv"
    } else if cleaning.merge && audit.not_people.len() < audit.cards.len() {
        ": start with merged.csv"
    } else if !audit.problems.is_empty() {
        ": start with problems.csv"
    } else {
        ""
    }
}

/// What is wrong with whole files: a path that is not there, a file that nobody can read.
fn whole_files(cleaning: &Cleaning) -> Vec<String> {
    let audit = &cleaning.audit;
    let wrong = audit
        .problems
        .iter()
        .filter(|problem| problem.place.line == 0 && problem.code.severity() != Severity::Info);
    let said = wrong.map(|problem| {
        let file = audit.files.get(problem.place.file.0 as usize);
        let name = file.map_or("", |file| file.name.as_str());
        format!("{name}: {}", problem.message)
    });
    said.collect()
}

/// Says of the files that were read for their people and have no mended copy.
fn left_alone(cleaning: &Cleaning) -> Option<String> {
    let mended: BTreeSet<&str> = cleaning.copies.iter().map(|c| c.name.as_str()).collect();
    let files = cleaning.audit.files.iter().filter(|file| {
        let people = file.of(Fate::Person) + file.of(Fate::Merged);
        file.is_roster() && people > 0 && !mended.contains(file.name.as_str())
    });
    let number = files.count() as u64;
    (number > 0).then(|| {
        let files = count(
            number,
            "file of another kind was",
            "files of other kinds were",
        );
        format!("{files} read for the people in them; only vCards and tables get a cleaned copy.")
    })
}

/// "1,911 cards in 4 files: 1,842 people, 57 merged, 12 set aside, 12 to review, 231 fields fixed, 3 problems".
fn summary(cleaning: &Cleaning) -> String {
    let audit = &cleaning.audit;
    let rosters = || audit.files.iter().filter(|file| file.is_roster());
    let rows = rosters().map(|file| file.rows).sum();
    let files = rosters().count();
    let people = audit.not_people.len() as u64;
    let is_wrong = |severity: Severity| severity != Severity::Info;
    let problems = audit
        .problems
        .iter()
        .filter(|problem| is_wrong(problem.code.severity()))
        .count();
    let mut told = Vec::new();
    if cleaning.merge {
        told.push(count(people, "person", "people"));
        let merged = audit.cards.len() as u64 - people;
        told.push(format!("{} merged", thousands(merged)));
        // So that the sum is right.
        let aside = rosters().map(FileReport::set_aside).sum::<u64>();
        let unread = rosters().map(|file| file.of(Fate::Rejected)).sum::<u64>();
        told.extend((aside > 0).then(|| format!("{} set aside", thousands(aside))));
        told.extend((unread > 0).then(|| format!("{} unreadable", thousands(unread))));
        told.push(format!(
            "{} to review",
            thousands(audit.doubts.len() as u64)
        ));
    }
    told.push(count(
        cleaning.changes.len() as u64,
        "field fixed",
        "fields fixed",
    ));
    told.push(count(problems as u64, "problem", "problems"));
    let cards = count(rows, "card", "cards");
    format!(
        "{cards} in {}: {}",
        count(files as u64, "file", "files"),
        told.join(", ")
    )
}

/// Explains every fix.
pub(super) fn list() -> io::Result<()> {
    let mut out = screen::out();
    write!(out, "{}", report::terminal::list_of_fixes())?;
    out.flush()
}
