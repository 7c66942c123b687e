//! What `tieline note` takes.

use clap::Args;

use super::{BookPlace, Talk};

/// What `note` takes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tieline note \"Petra Novak\" --i-can \"flats in Lisbon\" --they-can \"typography, printers\"
  tieline note \"Petra Novak\"                  prints what you noted
  tieline note \"Petra Novak\" --i-can \"\"       takes it back")]
pub struct NoteArgs {
    /// Who: a name or a part of it, an id, an e-mail address, a number or a profile.
    #[arg(required = true, value_name = "NAME")]
    pub name: Vec<String>,

    /// What you can help them with.
    #[arg(long, value_name = "WORDS")]
    pub i_can: Option<String>,

    /// What they can help with.
    #[arg(long, value_name = "WORDS")]
    pub they_can: Option<String>,

    /// Which book.
    #[command(flatten)]
    pub place: BookPlace,

    /// What to print and how.
    #[command(flatten)]
    pub talk: Talk,
}
