//! What `tieline backtest` takes.

use std::path::PathBuf;

use clap::Args;

use super::{BookPlace, JudgingArgs, Talk};

/// What `backtest` takes.
#[derive(Debug, Args)]
pub struct BacktestArgs {
    /// Files with messages and calls, as `tieline audit` takes them; without any, what your book remembers is replayed.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Print every case and all figures as JSON.
    #[arg(long)]
    pub json: bool,

    /// Draw what was said against what came.
    #[arg(long)]
    pub plot: bool,

    /// Whose messages they are, as of when, and how to read what is ambiguous.
    #[command(flatten)]
    pub judging: JudgingArgs,

    /// Which book.
    #[command(flatten)]
    pub place: BookPlace,

    /// What to print and how.
    #[command(flatten)]
    pub talk: Talk,
}
