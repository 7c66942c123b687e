//! What `tieline review` takes.

use clap::Args;

use super::{BookPlace, Talk};

/// What `review` takes.
#[derive(Debug, Args)]
#[command(after_help = "\
One key answers a question, ? explains the keys, q stops. Every answer is kept in your book at once; u takes the last one back.
The questions are those of the latest audit in your book.

Without a terminal: fill in review.csv and keep-delete.csv of an audit and give them to tieline decide.")]
pub struct ReviewArgs {
    /// Which book.
    #[command(flatten)]
    pub place: BookPlace,

    /// What to print and how.
    #[command(flatten)]
    pub talk: Talk,
}
