//! What `tieline brief` takes.

use std::path::PathBuf;

use clap::Args;

use super::{BookPlace, JudgingArgs, Talk};

/// What `brief` takes.
#[derive(Debug, Args)]
pub struct BriefArgs {
    /// Who: a name or a part of it, an id, an e-mail address, a number or a profile.
    pub name: String,

    /// Files to audit for it, as `tieline audit` takes them; without any, the latest audit of your book is used.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Print the page as JSON.
    #[arg(long)]
    pub json: bool,

    /// Whose network it is, as of when, and how to read what is ambiguous.
    #[command(flatten)]
    pub judging: JudgingArgs,

    /// Which book.
    #[command(flatten)]
    pub place: BookPlace,

    /// What to print and how.
    #[command(flatten)]
    pub talk: Talk,
}
