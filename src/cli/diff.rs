//! What `tieline diff` takes.

use std::path::PathBuf;

use clap::Args;

use super::{BookPlace, Separator, Talk};

/// What `diff` takes.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The older audit: its day in your book (2026-10-01, or 2026-10 for the last of the month), or its audit.json or folder
    /// [default: the last but one of your book]
    pub old: Option<PathBuf>,

    /// The newer audit, named in the same ways [default: the last of your book]
    pub new: Option<PathBuf>,

    /// Compare all audits of your book from this day, month or year on: a line for each, and whoever moved on the way.
    #[arg(long, value_name = "DAY", conflicts_with = "old")]
    pub since: Option<String>,

    /// Write the page of the newer audit, with what changed first, into this new folder: report.html, report.md and changes.csv.
    #[arg(long, value_name = "DIR", conflicts_with = "since")]
    pub out: Option<PathBuf>,

    /// Replace names, addresses, employers, titles and texts, to show the changes to somebody else.
    #[arg(long, conflicts_with = "since")]
    pub redact: bool,

    /// What separates the cells of changes.csv. Where people write 1,5 for one and a half, spreadsheets want ;
    #[arg(long, requires = "out", value_name = "CHAR", default_value = ",")]
    pub csv_separator: Separator,

    /// Print the changes as JSON.
    #[arg(long, conflicts_with_all = ["markdown", "csv"])]
    pub json: bool,

    /// Print the changes as Markdown.
    #[arg(long, conflicts_with = "csv")]
    pub markdown: bool,

    /// Print the changes as CSV, a row for each.
    #[arg(long)]
    pub csv: bool,

    /// Which book.
    #[command(flatten)]
    pub place: BookPlace,

    /// What to print and how.
    #[command(flatten)]
    pub talk: Talk,
}
