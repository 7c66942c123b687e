//! What `tieline book` takes, and how every command names its book.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What `book` takes.
#[derive(Debug, Args)]
pub struct BookArgs {
    /// What to do with it.
    #[command(subcommand)]
    pub verb: BookVerb,

    /// Which book.
    #[command(flatten)]
    pub place: BookPlace,
}

/// What can be done with a book.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum BookVerb {
    /// Whether the file is whole.
    Check,
    /// The audits that it holds, a line each: day of judgement, people, when it was made.
    Audits,
    /// One of them as JSON, as `audit --json` printed it; `tieline diff` compares two of these.
    Audit {
        /// Its day, such as 2026-11-01.
        day: String,
    },
    /// Takes the last decision or import back, and says what; again for the one before.
    Undo,
    /// Forgets somebody for good: history, decisions and audits; later imports leave them out too.
    Forget {
        /// A name, id, e-mail address, number or profile.
        #[arg(required = true)]
        name: Vec<String>,
        /// Do not ask: it cannot be undone.
        #[arg(long)]
        yes: bool,
    },
    /// Everything that the book holds, as JSON lines.
    Export,
    /// Reads what `export` printed into a book that holds nothing yet.
    Import {
        /// The file; `-` is standard input.
        file: PathBuf,
    },
    /// What you decided and did not take back, a line each: the day, what, on whom, and where it was said.
    Decisions,
}

/// Which book, and how long to wait for it.
#[derive(Debug, Args)]
pub struct BookPlace {
    /// The book, where it is not book.db in the folder for data (such as ~/.local/share/tieline).
    #[arg(long, value_name = "FILE", global = true)]
    pub book: Option<PathBuf>,

    /// How long to wait for another run that uses the book, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, global = true)]
    pub wait: u64,
}
