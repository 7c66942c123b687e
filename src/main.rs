//! The program: it only exits.

use std::process::ExitCode;

use clap::Parser;
use tieline::cli::Cli;

fn main() -> ExitCode {
    tieline::commands::run(Cli::parse())
}
