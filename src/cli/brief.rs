//! What `tieline brief` takes.

use clap::Args;

use super::{Answer, Sources};

/// What `brief` takes.
#[derive(Debug, Args)]
pub struct BriefArgs {
    /// Who: a name or a part of it, an id, an e-mail address, a number or a profile.
    pub name: String,

    /// From what.
    #[command(flatten)]
    pub from: Sources,

    /// Remember nothing, as it is anyway where files are named.
    #[arg(long, conflicts_with = "book", requires = "files")]
    pub no_book: bool,

    /// How to answer.
    #[command(flatten)]
    pub how: Answer,
}
