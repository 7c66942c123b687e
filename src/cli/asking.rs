//! What the commands share that answer a question: of which files or which book, and how the answer is printed.

use std::path::PathBuf;

use clap::Args;

use super::{BookPlace, JudgingArgs, Talk};

/// From what to answer.
#[derive(Debug, Args)]
pub struct Sources {
    /// Files, as `tieline audit` takes them; without any, your book is asked: its latest audit, or what it remembers of your past.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Whose network it is, as of when, and how to read what is ambiguous.
    #[command(flatten)]
    pub judging: JudgingArgs,
}

/// How to answer.
#[derive(Debug, Args)]
pub struct Answer {
    /// Print it as JSON.
    #[arg(long)]
    pub json: bool,

    /// Which book.
    #[command(flatten)]
    pub place: BookPlace,

    /// What to print and how.
    #[command(flatten)]
    pub talk: Talk,
}
