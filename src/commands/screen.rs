//! The terminal that is printed to: how wide it is, and whether it takes colour.

use std::io::{self, BufWriter, Write};

use anstream::{AutoStream, ColorChoice};

use crate::cli::Color;
use crate::report::terminal::Look;

/// Standard output.
pub struct Screen {
    choice: ColorChoice,
}

impl Screen {
    /// With the colour that was asked for.
    pub fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => AutoStream::choice(&io::stdout()),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { choice }
    }

    /// How to lay out what is printed.
    pub fn look(&self) -> Look {
        let width = comfy_table::Table::new().width().map_or(80, usize::from);
        Look {
            width,
            colour: self.choice != ColorChoice::Never,
        }
    }

    /// Where to print; colour that nobody can show is taken out.
    pub fn out(&self) -> impl Write {
        BufWriter::new(AutoStream::new(io::stdout().lock(), self.choice))
    }
}
