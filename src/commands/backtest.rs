//! `tieline backtest`: how well the score would have predicted the owner's own past.

use std::io;

use super::book;
use super::error::Failure;
use super::progress::Progress;
use super::reading;
use super::screen::{self, Screen};
use super::settings;
use crate::cli::BacktestArgs;
use crate::import::Context;
use crate::model::intake::Imported;
use crate::pipeline::{self, Backtested, Options};
use crate::reading::Watch;
use crate::report;

/// Replays the files, or what the book remembers.
pub fn run(args: &BacktestArgs) -> Result<(), Failure> {
    let (mut options, context) = settings::of(&args.from.judging)?;
    let progress = Progress::start(args.how.talk.quiet);
    let imported = match args.from.files.is_empty() {
        true => remembered(args, &mut options)?,
        false => read(args, &context, &progress)?,
    };
    progress.says("replaying your past");
    let backtested = pipeline::replay(imported, &options);
    drop(progress);
    print(&backtested, args).map_err(Failure::write("standard output"))
}

fn read(
    args: &BacktestArgs,
    context: &Context,
    progress: &Progress,
) -> Result<Vec<Imported>, Failure> {
    reading::read(&args.from.files, context, progress)
}

/// What the book holds, with everybody whom it knows as a card, so that all addresses of one person are theirs.
fn remembered(args: &BacktestArgs, options: &mut Options) -> Result<Vec<Imported>, Failure> {
    let book = book::open(&args.how.place, "tieline backtest")?;
    options.known = book.known()?;
    for known in &mut options.known {
        known.name = book.name_of(&known.id)?;
    }
    options.owner = book.owner()?;
    options.covered = book.coverage()?;
    let people = pipeline::as_cards(&options.known);
    let history = book.remember(std::slice::from_ref(&people), options.instant())?;
    if history.is_none() {
        return Err(Failure::Usage(
            "your book holds no messages or calls yet; give files: tieline backtest FILE…"
                .to_owned(),
        ));
    }
    Ok(std::iter::once(people).chain(history).collect())
}

fn print(backtested: &Backtested, args: &BacktestArgs) -> io::Result<()> {
    if args.how.json {
        return screen::data(|out| report::backtest::json(backtested, out));
    }
    let screen = Screen::new(args.how.talk.color);
    let mut out = screen.out();
    let text = report::backtest::text(backtested, args.plot, screen.look());
    write!(out, "{text}")?;
    out.flush()
}
