//! The program: it only exits.

use std::process::ExitCode;

use clap::Parser;
use tieline::cli::Cli;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => tieline::run(cli),
        Err(error) => tieline::usage(&error),
    }
}
