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

    /// How to answer.
    #[command(flatten)]
    pub how: Answer,
}
