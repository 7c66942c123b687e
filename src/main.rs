//! The program: it only exits.

use std::process::ExitCode;

use clap::Parser;
use tieline::cli::Cli;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => tieline::commands::run(cli),
        Err(error) => tieline::commands::usage(&error),
    }
}
