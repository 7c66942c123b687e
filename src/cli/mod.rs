//! What was typed: a file a verb.

mod asking;
mod audit;
mod backtest;
mod book;
mod brief;
mod clean;
mod decide;
mod diff;
mod find;
mod formats;
mod judging;
mod log;
mod merging;
mod note;
mod plan;
mod program;
mod review;
mod show;
mod talk;

use clap::{Parser, Subcommand};

pub use asking::{Answer, Sources};
pub use audit::{AuditArgs, Separator};
pub use backtest::BacktestArgs;
pub use book::{BookArgs, BookPlace, BookVerb};
pub use brief::BriefArgs;
pub use clean::CleanArgs;
pub use decide::DecideArgs;
pub use diff::DiffArgs;
pub use find::{FindArgs, PathArgs};
pub use formats::FormatsArgs;
pub use judging::JudgingArgs;
pub use log::LogArgs;
pub use note::NoteArgs;
pub use plan::PlanArgs;
pub use program::{CompletionsArgs, ManArgs};
pub use review::ReviewArgs;
pub use show::ShowArgs;
pub use talk::{Color, Talk};

/// Tells you who in your network would take your call.
///
/// Tieline reads the files that you already have, on this machine and nowhere else, and never changes them.
#[derive(Debug, Parser)]
#[command(name = "tieline", version, max_term_width = 100)]
pub struct Cli {
    /// What to do; without it, Tieline says in three lines what is to be done next.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The main job: read your files, match people, score them; print a summary and the top of the ranking.
    Audit(AuditArgs),
    /// Clean and merge contact files, with a list of every change.
    Clean(CleanArgs),
    /// What changed between two audits.
    Diff(DiffArgs),
    /// One person: cards, what passed and when, standing, and why.
    Show(ShowArgs),
    /// Decide on people and pairs: one by name, or many by the lists of an audit that you filled in.
    Decide(DecideArgs),
    /// Answer what needs you, one question at a time: doubtful pairs, people to remember, how you can help each other.
    Review(ReviewArgs),
    /// Note a contact, a favour or a promise in your book.
    Log(LogArgs),
    /// This week's people: whom you can do something for, who waits, who would like a word from you; with the smallest next step.
    Plan(PlanArgs),
    /// One page before a call or coffee: how you know each other, what is open, whom you both know, what to ask.
    Brief(BriefArgs),
    /// Whom do I know at …? Finds people by name, employer, title, place, label, mail domain or your notes.
    Find(FindArgs),
    /// Whom to ask for an introduction to a person, or to somebody at an employer.
    Path(PathArgs),
    /// Note how you and somebody can help each other.
    Note(NoteArgs),
    /// How well Tieline would have predicted who answers you, from your own past.
    Backtest(BacktestArgs),
    /// Your book: what it remembers of earlier files and audits.
    Book(BookArgs),
    /// What can be read: every kind of file, how to get it, what it looks like.
    Formats(FormatsArgs),
    /// Completions for your shell.
    Completions(CompletionsArgs),
    /// Manual pages for `man`.
    Man(ManArgs),
}
