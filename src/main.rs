//! The program: it only exits.

use std::process::ExitCode;

use clap::Parser;
use tieline::cli::Cli;

fn main() -> ExitCode {
    // A shell of Windows leaves `*.csv` as it is; elsewhere this is what was typed.
    match Cli::try_parse_from(wild::args_os()) {
        Ok(cli) => tieline::run(cli),
        Err(error) => tieline::usage(&error),
    }
}
