//! How readily cards are merged.

use clap::Args;

use crate::model::person::Manner;

/// How readily cards are merged, and by which weights.
#[derive(Debug, Clone, Copy, Args)]
pub struct MergingArgs {
    /// Merge only on strong evidence, and ask about the rest.
    #[arg(long)]
    pub careful: bool,

    /// Learn nothing from these files, so that two cards always compare the same, whichever files are read with them.
    #[arg(long)]
    pub fixed_weights: bool,
}

impl MergingArgs {
    /// The same as identity resolution takes it.
    pub fn manner(self) -> Manner {
        Manner {
            careful: self.careful,
            fixed_weights: self.fixed_weights,
        }
    }
}
