//! What `tieline plan` takes.

use std::path::PathBuf;

use clap::Args;

use super::{Answer, Sources};

/// What `plan` takes.
#[derive(Debug, Args)]
#[command(after_help = "\
The week is kept in your book: a second call prints the same people, and what became of them. Done is what your next files or
`tieline log` show, or what you say with --done.

Examples:
  tieline plan
  tieline plan --done \"Petra Novak\"
  tieline plan --skip \"Petra Novak\" --until 2026-12-01
  tieline plan --ics > week.ics")]
pub struct PlanArgs {
    /// From what.
    #[command(flatten)]
    pub from: Sources,

    /// Remember nothing: neither read nor write a book. Needs files.
    #[arg(long, conflicts_with_all = ["book", "done", "skip"])]
    pub no_book: bool,

    /// Mark somebody of this week as done.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["files", "skip"])]
    pub done: Option<String>,

    /// Not this week, and not next.
    #[arg(long, value_name = "NAME", conflicts_with = "files")]
    pub skip: Option<String>,

    /// With --skip: not before this day.
    #[arg(long, value_name = "DATE", requires = "skip")]
    pub until: Option<String>,

    /// Print to-dos for a calendar.
    #[arg(long, conflicts_with = "json")]
    pub ics: bool,

    /// Write the plan into this new folder: plan.txt, plan.ics, plan.json.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// How to answer.
    #[command(flatten)]
    pub how: Answer,
}
