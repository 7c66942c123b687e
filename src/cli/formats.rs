//! What `tieline formats` takes.

use clap::Args;

use super::Color;

/// What `formats` takes.
#[derive(Debug, Args)]
pub struct FormatsArgs {
    /// Whether to colour what is printed.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}
