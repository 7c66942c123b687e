//! `tieline diff`: what changed between two audits.

use std::io::{self, BufWriter, Write};

use super::error::Failure;
use super::saved::Shelf;
use super::screen::Screen;
use crate::cli::DiffArgs;
use crate::diff::compare;
use crate::model::changes::Changes;
use crate::report;
use crate::snapshot::Snapshot;

/// Loads both, compares, prints.
pub fn run(args: &DiffArgs) -> Result<(), Failure> {
    let (old, new) = sides(args)?;
    print(&compare(&old, &new), args).map_err(Failure::write("standard output"))
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

fn too_few(held: usize) -> Failure {
    let holds = match held {
        0 => "holds no audit yet",
        _ => "holds one audit, and one cannot be compared",
    };
    Failure::Usage(format!(
        "the book {holds}; `tieline audit FILE…` adds one for its day (--as-of names another), or name two files: tieline diff OLD NEW"
    ))
}

fn print(changes: &Changes, args: &DiffArgs) -> io::Result<()> {
    if args.json {
        let mut out = BufWriter::new(io::stdout().lock());
        report::json::changes(changes, &mut out)?;
        return out.flush();
    }
    if args.csv {
        let mut out = BufWriter::new(io::stdout().lock());
        report::changes::csv(changes, &mut out)?;
        return out.flush();
    }
    if args.talk.quiet {
        return Ok(());
    }
    let screen = Screen::new(args.talk.color);
    let mut out = screen.out();
    if args.markdown {
        write!(out, "{}", report::changes::markdown(changes))?;
    } else {
        writeln!(out, "{}", report::changes::terminal(changes, screen.look()))?;
    }
    out.flush()
}
