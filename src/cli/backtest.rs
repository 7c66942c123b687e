//! What `tieline backtest` takes.

use clap::Args;

use super::{Answer, Sources};

/// What `backtest` takes.
#[derive(Debug, Args)]
pub struct BacktestArgs {
    /// From what.
    #[command(flatten)]
    pub from: Sources,

    /// Draw what was said against what came.
    #[arg(long)]
    pub plot: bool,

    /// How to answer.
    #[command(flatten)]
    pub how: Answer,
}
