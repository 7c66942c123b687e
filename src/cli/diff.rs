//! What `tieline diff` takes.

use std::path::PathBuf;

use clap::Args;

use super::Talk;

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
