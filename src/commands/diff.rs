//! `tieline diff`: what changed between two audits.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::error::Failure;
use super::screen::Screen;
use crate::cli::DiffArgs;
use crate::diff::compare;
use crate::model::changes::Changes;
use crate::report;
use crate::snapshot::{self, Snapshot};

/// Loads both, compares, prints.
pub fn run(args: &DiffArgs) -> Result<(), Failure> {
    let changes = compare(&load(&args.old)?, &load(&args.new)?);
    print(&changes, args).map_err(Failure::write("standard output"))
}

/// An audit by its file, or by the folder that `--out` wrote.
fn load(path: &Path) -> Result<Snapshot, Failure> {
    let file = if path.is_dir() {
        path.join("audit.json")
    } else {
        path.to_owned()
    };
    let text = fs::read_to_string(&file).map_err(|error| {
        let expected = "give the audit.json, or the folder, that `tieline audit --out DIR` wrote";
        Failure::NothingReadable(format!("{}: {error}; {expected}", file.display()))
    })?;
    snapshot::load(&text)
        .map_err(|error| Failure::NothingReadable(format!("{}: {error}", file.display())))
}

fn print(changes: &Changes, args: &DiffArgs) -> io::Result<()> {
    if args.json {
        let mut out = BufWriter::new(io::stdout().lock());
        report::json::changes(changes, &mut out)?;
        return out.flush();
    }
    if args.talk.quiet {
        return Ok(());
    }
    let screen = Screen::new(args.talk.color);
    let mut out = screen.out();
    let text = if args.markdown {
        report::changes::markdown(changes)
    } else {
        report::changes::terminal(changes, screen.look())
    };
    write!(out, "{text}")?;
    out.flush()
}
