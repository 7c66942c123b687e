//! What `tieline completions` and `tieline man` take.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

/// What `completions` takes.
#[derive(Debug, Args)]
#[command(after_help = "\
Bash:       tieline completions bash > ~/.local/share/bash-completion/completions/tieline
Zsh:        tieline completions zsh > DIR/_tieline, where DIR is one of those that $fpath names
Fish:       tieline completions fish > ~/.config/fish/completions/tieline.fish
PowerShell: tieline completions powershell >> $PROFILE")]
pub struct CompletionsArgs {
    /// The shell.
    pub shell: Shell,
}

/// What `man` takes.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Write a page for each command into a new folder, instead of the first page to standard output.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
