//! What was typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Tells you who in your network would take your call.
///
/// Tieline reads the files that you already have, on this machine and nowhere else, and never changes them.
#[derive(Debug, Parser)]
#[command(
    name = "tieline",
    version,
    max_term_width = 100,
    arg_required_else_help = true
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The main job: read, find who is who, join, score; print the summary and the top of the ranking.
    Audit(AuditArgs),
    /// Contact files, mended and merged, with a list of every change.
    Clean(CleanArgs),
    /// What changed between two audits.
    Diff(DiffArgs),
    /// Your book: what it remembers of earlier files and audits.
    Book(BookArgs),
}

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

/// What `audit` takes.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// Files, folders or zips: the LinkedIn archive, vCards, interaction logs. `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Write everything into this new folder: ranked.csv, keep-delete.csv, report.md, people.vcf, audit.json and more.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Print the audit as JSON instead of tables.
    #[arg(long)]
    pub json: bool,

    /// Who you are: an e-mail address, a phone number with country code, or a LinkedIn profile. Repeat it, or separate
    /// several with commas.
    #[arg(long, value_name = "ADDRESS", value_delimiter = ',')]
    pub me: Vec<String>,

    /// Judge as of this day (its first instant, UTC) or instant; what is dated then or later has no effect [default: now]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,

    /// Leave out your own shift: whether you are answered more or less than people usually are.
    #[arg(long)]
    pub no_shift: bool,

    /// The country of phone numbers that are written without one: DE, US, …
    #[arg(long, value_name = "CC")]
    pub region: Option<String>,

    /// The zone of times that are written without one, such as Europe/Berlin.
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    pub tz: String,

    /// Your answers: a review.csv of an earlier audit in which you wrote same or not-same. Can be repeated.
    #[arg(long, value_name = "FILE")]
    pub decisions: Vec<PathBuf>,

    /// Which book.
    #[command(flatten)]
    pub place: BookPlace,

    /// Remember nothing: use no book and write none.
    #[arg(long, conflicts_with = "book")]
    pub no_book: bool,

    /// What a column of a contacts CSV is where its name does not tell, such as "Firma=company". Repeat it for more columns.
    #[arg(long, value_name = "COLUMN=ROLE")]
    pub map: Vec<String>,

    /// The order of dates such as 03/04/2026 in chats that do not settle it: dmy (day first) or mdy (month first).
    #[arg(long, value_name = "ORDER")]
    pub date_order: Option<String>,

    /// Have a second, strict reader look at every card of people.vcf. Takes a second for some thousand cards.
    #[arg(long, requires = "out")]
    pub verify: bool,

    /// How many people of the ranking to print.
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,

    /// End with status 3 if anything could not be read.
    #[arg(long)]
    pub strict: bool,

    /// What to print and how.
    #[command(flatten)]
    pub talk: Talk,
}

/// What `clean` takes.
#[derive(Debug, Args)]
pub struct CleanArgs {
    /// Files, folders or zips with contacts. `-` is standard input.
    #[arg(required_unless_present = "list", value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Write everything into this new folder: cleaned copies, people.vcf, merged.csv, review.csv, problems.csv, changes.csv.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Fix the files, and leave out who is who: no people.vcf, merged.csv and review.csv.
    #[arg(long)]
    pub no_merge: bool,

    /// Make these fixes and no others. Repeat it, or separate several with commas.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub only: Vec<String>,

    /// Make all fixes but these.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub skip: Vec<String>,

    /// Write nothing; print what would change.
    #[arg(long)]
    pub dry_run: bool,

    /// Explain every fix, with an example.
    #[arg(long)]
    pub list: bool,

    /// Print who is who as JSON.
    #[arg(long)]
    pub json: bool,

    /// The country of phone numbers that are written without one: DE, US, …
    #[arg(long, value_name = "CC")]
    pub region: Option<String>,

    /// Have a second, strict reader look at every card of people.vcf.
    #[arg(long, requires = "out")]
    pub verify: bool,

    /// End with status 3 if anything could not be read.
    #[arg(long)]
    pub strict: bool,

    /// What to print and how.
    #[command(flatten)]
    pub talk: Talk,
}

/// What `diff` takes.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The audit.json of the older audit, or its folder.
    pub old: PathBuf,

    /// The audit.json of the newer audit, or its folder.
    pub new: PathBuf,

    /// Print the changes as JSON.
    #[arg(long, conflicts_with = "markdown")]
    pub json: bool,

    /// Print the changes as Markdown.
    #[arg(long)]
    pub markdown: bool,

    /// What to print and how.
    #[command(flatten)]
    pub talk: Talk,
}

/// What to print and how.
#[derive(Debug, Args)]
pub struct Talk {
    /// Print nothing but errors and what was asked for with --json.
    #[arg(long, short)]
    pub quiet: bool,

    /// Whether to colour what is printed.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
