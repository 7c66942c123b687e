//! `tieline formats`: what can be read.

use super::error::Failure;
use super::screen::Screen;
use crate::cli::FormatsArgs;
use crate::report;

/// Prints the list.
pub fn run(args: &FormatsArgs) -> Result<(), Failure> {
    let screen = Screen::new(args.color);
    let text = report::terminal::formats(screen.look());
    let mut out = screen.out();
    write!(out, "{text}")
        .and_then(|()| out.flush())
        .map_err(Failure::write("standard output"))
}
