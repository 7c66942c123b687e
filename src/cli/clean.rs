//! What `tieline clean` takes.

use std::path::PathBuf;

use clap::Args;

use super::Talk;
use super::merging::MergingArgs;

/// What `clean` takes.
#[derive(Debug, Args)]
pub struct CleanArgs {
    /// Files, folders or zips with contacts. `-` is standard input.
    #[arg(required_unless_present = "list", value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Write everything into this new folder: cleaned copies, people.vcf, merged.csv, review.csv, stale.csv, companies.csv,
    /// problems.csv, changes.csv.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Fix the files only and merge no cards, also in --json and --to: people.vcf, merged.csv and review.csv are not written.
    #[arg(long)]
    pub no_merge: bool,

    /// Write the people into files that other programs import, too: google-csv, outlook-csv, linkedin-csv or vcf. Repeat
    /// it, or separate several with commas.
    #[arg(long, value_name = "LAYOUT", value_delimiter = ',', requires = "out")]
    pub to: Vec<String>,

    /// What a column of a contacts CSV holds if its name does not say so, such as "Firma=company". Repeat it for more columns.
    #[arg(long, value_name = "COLUMN=ROLE")]
    pub map: Vec<String>,

    /// Your answers: a review.csv of an earlier run in which you wrote same or not-same. Can be repeated.
    #[arg(long, value_name = "FILE", conflicts_with = "no_merge")]
    pub decisions: Vec<PathBuf>,

    /// The version of people.vcf: 4.0, or 3.0 for iCloud and Google.
    #[arg(long, value_name = "VERSION", default_value = "4.0")]
    pub vcard: String,

    /// Make these fixes and no others. Repeat it, or separate several with commas.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub only: Vec<String>,

    /// Make all fixes but these.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub skip: Vec<String>,

    /// Write newer values into the cleaned copies where another of your files knows better: LinkedIn's employer and title, a new name,
    /// the address or number they use now. The old value stays in a note with its day. Give your LinkedIn export, mail and calls, too.
    #[arg(long, conflicts_with = "no_merge")]
    pub refresh: bool,

    /// How companies are to be written: a companies.csv of an earlier run from which you took the rows that are wrong.
    #[arg(long, value_name = "FILE")]
    pub companies: Option<PathBuf>,

    /// The day as of which it is judged what is out of date [default: today]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,

    /// How readily cards are merged.
    #[command(flatten)]
    pub merging: MergingArgs,

    /// Write nothing; print what would change.
    #[arg(long)]
    pub dry_run: bool,

    /// Explain every fix, with an example.
    #[arg(long)]
    pub list: bool,

    /// Print the people and their cards as JSON.
    #[arg(long)]
    pub json: bool,

    /// The country of phone numbers that are written without one: DE, US, … [default: found out from
    /// numbers written with one elsewhere, where possible]
    #[arg(long, value_name = "CC")]
    pub region: Option<String>,

    /// Check every card of people.vcf with a second, strict reader for 4.0.
    #[arg(long, requires = "out")]
    pub verify: bool,

    /// End with status 3 if anything could not be read.
    #[arg(long)]
    pub strict: bool,

    /// What to print and how.
    #[command(flatten)]
    pub talk: Talk,
}
