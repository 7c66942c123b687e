//! What `tieline find` and `tieline path` take.

use clap::Args;

use super::Answer;

/// What `find` takes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tieline find acme                  whom do I know at Acme? past employers are named as past
  tieline find carpenter lisbon      all words have to fit
  tieline find sawmill.example       by mail domain")]
pub struct FindArgs {
    /// The beginnings of words of a name, employer, title, address, label, shared school or employer, mail domain, or of what you
    /// noted that you or they can help with.
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,

    /// How to answer.
    #[command(flatten)]
    pub how: Answer,
}

/// What `path` takes.
#[derive(Debug, Args)]
pub struct PathArgs {
    /// A person (a name, id, e-mail address, number or profile) or an employer.
    #[arg(required = true, value_name = "NAME | COMPANY")]
    pub words: Vec<String>,

    /// How to answer.
    #[command(flatten)]
    pub how: Answer,
}
