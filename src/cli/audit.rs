//! What `tieline audit` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{BookPlace, JudgingArgs, Talk};

/// What stands between the cells of a CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Separator {
    /// As most programs read it.
    #[value(name = ",")]
    Comma,
    /// As spreadsheets of many countries do.
    #[value(name = ";")]
    Semicolon,
    /// A tab.
    #[value(name = "tab")]
    Tab,
}

impl Separator {
    /// The character.
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// What `audit` takes.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// Files, folders or zips: the LinkedIn archive, vCards, interaction logs. `-` is standard input. Without any, the newest of each
    /// pattern in the section "files" of your configuration.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Write everything into this new folder: report.html, ranked.csv, keep-delete.csv, people.vcf, audit.json and more.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Write the page into Tieline's data folder and open it in your browser. With --out it is the page of that folder.
    #[arg(long)]
    pub open: bool,

    /// Replace names, addresses, employers, titles and texts, to show the audit to somebody else. Of the lists only report.html, report.md
    /// and audit.json are written.
    #[arg(long)]
    pub redact: bool,

    /// Write audit.xlsx too: the lists as sheets of one workbook, with decisions to choose from. tieline decide takes it back.
    #[arg(long, requires = "out", conflicts_with = "redact")]
    pub xlsx: bool,

    /// What separates the cells of the CSVs. Where people write 1,5 for one and a half, spreadsheets want ;
    #[arg(long, requires = "out", value_name = "CHAR", default_value = ",")]
    pub csv_separator: Separator,

    /// Print the audit as JSON instead of tables.
    #[arg(long)]
    pub json: bool,

    /// Whose network it is, as of when, and how to read what is ambiguous.
    #[command(flatten)]
    pub judging: JudgingArgs,

    /// Which book.
    #[command(flatten)]
    pub place: BookPlace,

    /// Remember nothing: neither read nor write a book.
    #[arg(long, conflicts_with = "book")]
    pub no_book: bool,

    /// Check every card of people.vcf with a second, strict reader. Takes a second for a few thousand cards.
    #[arg(long, requires = "out")]
    pub verify: bool,

    /// Write verdicts and roles as labels into people.vcf and google.csv, such as "Tieline: reconnect", and take those of earlier
    /// audits out. Other labels are not touched.
    #[arg(long, requires = "out")]
    pub labels: bool,

    /// How many people of the ranking to print.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub top: usize,

    /// Print what happened to the rows of each file.
    #[arg(long = "files")]
    pub each_file: bool,

    /// Print on standard error how long each step took.
    #[arg(long)]
    pub timings: bool,

    /// End with status 3 if anything could not be read.
    #[arg(long)]
    pub strict: bool,

    /// What to print and how.
    #[command(flatten)]
    pub talk: Talk,
}
