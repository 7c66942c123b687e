//! What to print and how.

use clap::{Args, ValueEnum};

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
