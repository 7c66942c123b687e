//! The door to the terminal: nothing is printed but through here, and nothing that steers a terminal passes. How wide the
//! terminal is, and whether it takes colour, is known here too.

use std::fmt;
use std::io::{self, BufRead, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use console::Term;

use crate::cli::Color;
use crate::report::plain;
use crate::report::terminal::Look;

/// Standard output for people.
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
    pub fn out(&self) -> Door {
        let out = AutoStream::new(io::stdout().lock(), self.choice);
        Door {
            out: Box::new(BufWriter::new(out)),
            clean: plain::painted,
        }
    }
}

/// A way out for text; it lets only printable text pass, line breaks, and colours where they are ours.
///
/// It is no [`Write`] on purpose: bytes cannot be told from what steers a terminal when they come in pieces.
pub struct Door {
    out: Box<dyn Write>,
    clean: fn(&str) -> std::borrow::Cow<'_, str>,
}

impl Door {
    /// What `write!` and `writeln!` call.
    pub fn write_fmt(&mut self, text: fmt::Arguments<'_>) -> io::Result<()> {
        self.out
            .write_all((self.clean)(&text.to_string()).as_bytes())
    }

    /// Sends what was printed on its way.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Standard output for lines without colour.
pub fn out() -> Door {
    Door {
        out: Box::new(BufWriter::new(io::stdout().lock())),
        clean: plain::lines,
    }
}

/// Standard error.
pub fn err() -> Door {
    Door {
        out: Box::new(io::stderr().lock()),
        clean: plain::lines,
    }
}

/// Prints lines on standard output.
pub fn say(lines: &[String]) -> io::Result<()> {
    let mut out = out();
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    out.flush()
}

/// Prints what programs read, byte by byte as it is; only where a person would see it does it pass the door.
pub fn data<E: From<io::Error>>(
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    if io::stdout().is_terminal() {
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        let mut door = out();
        write!(door, "{}", String::from_utf8_lossy(&bytes))?;
        return Ok(door.flush()?);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out)?;
    Ok(out.flush()?)
}

/// A key that was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// One that writes a character.
    Char(char),
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D, or nobody is there any more.
    End,
    /// Any other.
    Other,
}

/// Whether somebody sits at a terminal who can press keys and sees what is asked.
pub fn is_attended() -> bool {
    io::stdin().is_terminal() && (io::stdout().is_terminal() || io::stderr().is_terminal())
}

/// Waits for a key. Nothing is drawn and nothing moved: what is asked was printed before.
pub fn key() -> io::Result<Key> {
    // The library wants to know a terminal; where results are piped on, it is the other one.
    let term = match io::stdout().is_terminal() {
        true => Term::stdout(),
        false => Term::stderr(),
    };
    match term.read_key_raw() {
        Ok(console::Key::Char('\u{4}')) => Ok(Key::End),
        Ok(console::Key::Char(c)) => Ok(Key::Char(c)),
        Ok(console::Key::CtrlC) => Ok(Key::Interrupt),
        Ok(_) => Ok(Key::Other),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(Key::End),
        Err(error) => Err(error),
    }
}

/// Waits for a line; none where nobody is there any more.
pub fn line() -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_until(b'\n', &mut bytes)?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).trim().to_owned()))
}

/// Says what the command line got wrong, or the help that was asked for, and how the program ends then.
pub fn usage(error: &clap::Error) -> std::process::ExitCode {
    let code = std::process::ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
    if let Some(said) = crate::words::usage(error) {
        // If nobody reads it any more, the status still says it.
        let _ = write!(err(), "{said}");
        return code;
    }
    let words = error.render().to_string();
    let is_safe = plain::lines(&words) == words;
    // If nobody reads it any more, the status still says it.
    let _ = if is_safe {
        error.print()
    } else {
        write!(err(), "{words}")
    };
    code
}
