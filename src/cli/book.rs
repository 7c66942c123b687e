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
    /// Check whether the file is intact.
    Check,
    /// List its audits, one per line: day, people, when it was made.
    Audits,
    /// Print one audit as JSON, as `audit --json` printed it; `tieline diff` compares two of these.
    Audit {
        /// Its day, such as 2026-11-01.
        day: String,
    },
    /// Take back the last decision or import, and say which; repeat for the one before.
    Undo,
    /// Remove a person for good: history, decisions and audits; later imports leave them out too.
    Forget {
        /// A name, id, e-mail address, number or profile.
        #[arg(required = true)]
        name: Vec<String>,
        /// Do not ask first. This cannot be undone.
        #[arg(long)]
        yes: bool,
        /// Also look in this folder for files that Tieline wrote and that still hold the person; it looks in the current folder and beside earlier audits anyway.
        #[arg(long, value_name = "FOLDER")]
        look_in: Vec<PathBuf>,
    },
    /// Print everything in the book, as JSON lines.
    Export,
    /// Read what `export` printed into an empty book.
    Import {
        /// The file; `-` is standard input.
        file: PathBuf,
    },
    /// List the decisions in force, one per line: day, decision, person, and where you made it.
    Decisions,
}

/// Which book, and how long to wait for it.
#[derive(Debug, Args)]
pub struct BookPlace {
    /// The book file, if it is not book.db in the data folder (such as ~/.local/share/tieline).
    #[arg(long, value_name = "FILE", global = true)]
    pub book: Option<PathBuf>,

    /// How many seconds to wait if another run is using the book.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, global = true)]
    pub wait: u64,
}
