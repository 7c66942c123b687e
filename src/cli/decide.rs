//! What `tieline decide` takes.

use clap::Args;

use super::{BookPlace, Talk};

/// What `decide` takes.
#[derive(Debug, Args)]
#[command(after_help = "\
Decisions: keep, delete, remembered, died, never-ask; a role (adviser, sounding board, role model, mentor, friend, or
\"role: …\" in your own words); a rhythm (\"every 3 months\"); undecided takes them all back. On two cards: same NAME, not-same NAME, and
undecided NAME takes that back. not-same card 2 separates a card from its person, by the number that `tieline show` gives it.

Examples:
  tieline decide \"Petra Novak\" keep
  tieline decide petra@example.org mentor
  tieline decide \"Petra Novak\" every 3 months
  tieline decide \"Petra Novak\" same \"Petra Lindgren\"
  tieline decide \"Petra Novak\" not-same card 2
  tieline decide keep-delete.csv review.csv
  tieline decide -          (paste lines such as Petra Novak keep; end with Ctrl-D)")]
pub struct DecideArgs {
    /// Who and what: a name, id, e-mail address, number or profile, and the decision. Or files: keep-delete.csv, review.csv,
    /// merged.csv or audit.xlsx of an audit in which you filled in the first column. Or -: such a file, or a line for each NAME WHAT, on
    /// standard input.
    #[arg(
        required = true,
        value_name = "NAME WHAT | FILE",
        allow_hyphen_values = false
    )]
    pub words: Vec<String>,

    /// Change nothing; print what would be decided.
    #[arg(long)]
    pub dry_run: bool,

    /// The country of phone numbers that are written without one: DE, US, …
    #[arg(long, value_name = "CC")]
    pub region: Option<String>,

    /// Which book.
    #[command(flatten)]
    pub place: BookPlace,

    /// What to print and how.
    #[command(flatten)]
    pub talk: Talk,
}
