//! What `tieline show` takes.

use clap::Args;

use super::{Answer, Sources};

/// What `show` takes.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Who: a name or a part of it, an id, an e-mail address, a number or a profile.
    pub name: String,

    /// From what.
    #[command(flatten)]
    pub from: Sources,

    /// Remember nothing, as it is anyway where files are named.
    #[arg(long, conflicts_with = "book", requires = "files")]
    pub no_book: bool,

    /// Also print the thresholds of the score and of the advice, which are the same for everybody.
    #[arg(long)]
    pub thresholds: bool,

    /// How to answer.
    #[command(flatten)]
    pub how: Answer,
}
