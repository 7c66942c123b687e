//! The program: it only exits.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use tieline::cli::Cli;

/// Millions of short texts come and go: docs/DEPENDENCIES.md has the figures.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => tieline::run(cli),
        Err(error) => tieline::usage(&error),
    }
}
