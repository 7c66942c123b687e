//! One verb a file. Here, and only here, clock, terminal and disk are known at once.

mod audit;
mod backtest;
mod begin;
mod beside;
mod book;
mod brief;
mod clean;
mod decide;
mod decisions;
mod diff;
mod error;
mod find;
mod forget;
mod formats;
mod given;
mod log;
mod note;
mod opened;
mod plan;
mod program;
mod progress;
mod reading;
mod review;
mod saved;
mod screen;
mod settings;
mod show;
mod timings;
mod weeks;
mod who;

use std::process::ExitCode;

use crate::cli::{Cli, Command};

pub use screen::usage;

/// Does what was asked and says how it ended: 0 done, 1 not written or refused, 2 wrong usage, 3 nothing readable (or, under `--strict`, anything
/// rejected), 4 the book is in use, 130 interrupted.
pub fn run(cli: Cli) -> ExitCode {
    let Some(command) = cli.command else {
        return match begin::run() {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => failure.report(),
        };
    };
    let done = match command {
        Command::Audit(args) => audit::run(&args),
        Command::Clean(args) => clean::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Decide(args) => decide::run(&args),
        Command::Plan(args) => plan::run(&args),
        Command::Brief(args) => brief::run(&args),
        Command::Find(args) => find::run(&args),
        Command::Path(args) => find::path(&args),
        Command::Note(args) => note::run(&args),
        Command::Backtest(args) => backtest::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Log(args) => log::run(&args),
        Command::Formats(args) => formats::run(&args),
        Command::Completions(args) => program::completions(&args),
        Command::Man(args) => program::man(&args),
        Command::Book(args) => book::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
