//! `tieline diff`: what changed between two audits.

use std::io::{self, Write};
use std::path::Path;

use super::error::Failure;
use super::saved::{Shelf, is_day};
use super::screen::{self, Screen};
use crate::cli::{DiffArgs, Separator};
use crate::diff::{Trending, compare};
use crate::files::outdir::{self, OutDir};
use crate::model::changes::{Changes, Trend};
use crate::output::Made;
use crate::page;
use crate::redact::Redactor;
use crate::report;
use crate::report::plain::{path as plain_path, plain};
use crate::report::terminal::Look;
use crate::snapshot::Snapshot;

/// Loads both, compares, prints.
pub fn run(args: &DiffArgs) -> Result<(), Failure> {
    if let Some(since) = &args.since {
        let trend = trend(args, since)?;
        return print_trend(&trend, args).map_err(Failure::write("standard output"));
    }
    if let Some(dir) = &args.out {
        outdir::check_free(dir).map_err(|error| Failure::Usage(error.to_string()))?;
    }
    let (mut old, mut new) = sides(args)?;
    if args.redact {
        let mut redactor = Redactor::default();
        new = redactor.audit(new);
        old = redactor.audit(old);
    }
    let changes = compare(&old, &new);
    if let Some(dir) = &args.out {
        let made = Made::of_two(new, old, args.redact);
        write_out(&made, &changes, dir, args.csv_separator)?;
    }
    print(&changes, args).map_err(Failure::write("standard output"))
}

/// Writes the page and the changes as a list.
fn write_out(
    made: &Made<'_>,
    changes: &Changes,
    dir: &Path,
    separator: Separator,
) -> Result<(), Failure> {
    let write = || -> io::Result<()> {
        let out = OutDir::begin(dir)?;
        out.file("report.html", |f| page::page(&made.shown(), f))?;
        out.file("report.md", |f| {
            f.write_all(report::markdown::report(&made.shown()).as_bytes())
        })?;
        out.file("changes.csv", |f| {
            Ok(report::changes::csv_for_people(
                changes,
                f,
                separator.byte(),
            )?)
        })?;
        match made.shown().redacted {
            true => out.finish_unlisted(),
            false => out.finish(),
        }
    };
    write().map_err(Failure::write(format!(
        "{} could not be written",
        plain_path(dir)
    )))
}

/// The older and the newer audit; which are not named are the last of the book.
fn sides(args: &DiffArgs) -> Result<(Snapshot, Snapshot), Failure> {
    let mut shelf = Shelf::new(&args.place, "tieline diff");
    match (&args.old, &args.new) {
        (Some(old), Some(new)) => Ok((shelf.named(old)?, shelf.named(new)?)),
        (Some(old), None) => {
            let old = shelf.named(old)?;
            let days = shelf.days()?;
            let last = days.last().ok_or_else(|| too_few(0))?;
            Ok((old, shelf.load(last)?))
        }
        (None, _) => {
            let days = shelf.days()?;
            let [.., last_but_one, last] = days.as_slice() else {
                return Err(too_few(days.len()));
            };
            Ok((shelf.load(last_but_one)?, shelf.load(last)?))
        }
    }
}

/// Every audit of the book from a day on, one after the other.
fn trend(args: &DiffArgs, since: &str) -> Result<Trend, Failure> {
    if !is_day(since) {
        return Err(Failure::Usage(format!(
            "--since {}: not a date; give one such as 2026-08-01, 2026-08 or 2026",
            plain(since)
        )));
    }
    let mut shelf = Shelf::new(&args.place, "tieline diff");
    let mut days = shelf.days()?;
    days.retain(|day| day.as_str() >= since);
    let [first, rest @ ..] = days.as_slice() else {
        return Err(Failure::Usage(format!(
            "the book holds no audit since {since}; `tieline book audits` lists those it holds"
        )));
    };
    let mut trending = Trending::new(shelf.load(first)?);
    for day in rest {
        trending.add(shelf.load(day)?);
    }
    Ok(trending.finish())
}

fn too_few(held: usize) -> Failure {
    let holds = match held {
        0 => "holds no audit yet",
        _ => "holds only one audit, and comparing takes two",
    };
    Failure::Usage(format!(
        "the book {holds}; `tieline audit FILE…` adds one for its day (--as-of names another), or name two files: tieline diff OLD NEW"
    ))
}

fn print(changes: &Changes, args: &DiffArgs) -> io::Result<()> {
    if args.json {
        return for_programs(|out| report::json::changes(changes, out));
    }
    if args.csv {
        return for_programs(|out| Ok(report::changes::csv(changes, out)?));
    }
    for_people(args, |look| {
        if args.markdown {
            report::changes::markdown(changes)
        } else {
            report::changes::terminal(changes, look)
        }
    })
}

fn print_trend(trend: &Trend, args: &DiffArgs) -> io::Result<()> {
    if args.json {
        return for_programs(|out| report::json::trend(trend, out));
    }
    if args.csv {
        return for_programs(|out| Ok(report::changes::trend_in_csv(trend, out)?));
    }
    for_people(args, |look| {
        if args.markdown {
            report::changes::trend_in_markdown(trend)
        } else {
            report::changes::trend_in_terminal(trend, look)
        }
    })
}

fn for_programs(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    screen::data(write)
}

fn for_people(args: &DiffArgs, text: impl FnOnce(Look) -> String) -> io::Result<()> {
    if args.talk.quiet {
        return Ok(());
    }
    let screen = Screen::new(args.talk.color);
    let mut out = screen.out();
    write!(out, "{}", text(screen.look()))?;
    out.flush()
}
