//! The program: it only exits.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use tieline::cli::Cli;

/// Tens of thousands of people are millions of small texts.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    // A shell of Windows leaves `*.csv` as it is; elsewhere this is what was typed.
    match Cli::try_parse_from(wild::args_os()) {
        Ok(cli) => tieline::run(cli),
        Err(error) => tieline::usage(&error),
    }
}
