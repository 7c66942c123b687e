//! What every command takes that judges files.

use std::path::PathBuf;

use clap::Args;

use super::merging::MergingArgs;

/// Whose network it is, as of when, and how to read what is ambiguous.
#[derive(Debug, Args)]
pub struct JudgingArgs {
    /// Who you are: an e-mail address, a phone number with country code, a LinkedIn profile, or your name as chats have it.
    /// Repeat it, or separate several with commas.
    #[arg(long, value_name = "ADDRESS", value_delimiter = ',')]
    pub me: Vec<String>,

    /// Judge as of this day (its first instant, UTC) or instant; what is dated then or later has no effect, but your own decisions [default: now]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,

    /// Leave out your own shift: whether you are answered more or less than people usually are.
    #[arg(long)]
    pub no_shift: bool,

    /// The country of phone numbers that are written without one: DE, US, … [default: found out from
    /// numbers written with one elsewhere, where possible]
    #[arg(long, value_name = "CC")]
    pub region: Option<String>,

    /// Your zone, such as Europe/Berlin: days are told by its clock, and times without a zone are read as its own [default: UTC]
    #[arg(long, value_name = "ZONE")]
    pub tz: Option<String>,

    /// Your answers: a review.csv of an earlier audit in which you wrote same or not-same. Can be repeated.
    #[arg(long, value_name = "FILE")]
    pub decisions: Vec<PathBuf>,

    /// How readily cards are merged.
    #[command(flatten)]
    pub merging: MergingArgs,

    /// What a column of a contacts CSV holds if its name does not say so, such as "Firma=company". Repeat it for more columns.
    #[arg(long, value_name = "COLUMN=ROLE")]
    pub map: Vec<String>,

    /// The order of dates such as 03/04/2026 in chats and tables that do not settle it: dmy (day first) or mdy (month first).
    #[arg(long, value_name = "ORDER")]
    pub date_order: Option<String>,
}
