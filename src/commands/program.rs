//! `tieline completions` and `tieline man`: what a shell and `man` are told of the program, made from its own help.

use std::io;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::error::Failure;
use super::screen;
use crate::cli::{Cli, CompletionsArgs, ManArgs};
use crate::files::outdir::{self, OutDir};

/// Prints what completes the program's words in a shell.
pub fn completions(args: &CompletionsArgs) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "tieline", &mut script);
    screen::data(|out| out.write_all(&script)).map_err(Failure::write("standard output"))
}

/// Prints the first page, or writes a page a command.
pub fn man(args: &ManArgs) -> Result<(), Failure> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let Some(dir) = &args.out else {
        return screen::data(|out| Man::new(program).render(out))
            .map_err(Failure::write("standard output"));
    };
    outdir::check_free(dir).map_err(|error| Failure::Usage(error.to_string()))?;
    let written = || -> io::Result<()> {
        let out = OutDir::begin(dir)?;
        for page in pages(&program) {
            out.file(&page.get_filename(), |out| page.render(out))?;
        }
        out.finish_unlisted()
    };
    written().map_err(Failure::write(dir.display().to_string()))
}

/// The pages of a command and of those below it.
fn pages(command: &Command) -> Vec<Man> {
    let mut all = vec![Man::new(command.clone())];
    all.extend(command.get_subcommands().flat_map(pages));
    all
}
