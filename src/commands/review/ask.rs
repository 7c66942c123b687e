//! What a review prints, and the keys and lines that come back.

use std::io;

use crate::commands::error::Failure;
use crate::commands::screen::{self, Key, Screen};
use crate::model::review::{Act, Part};
use crate::report;
use crate::report::terminal::Look;
use crate::words::review as words;

/// How a question ended.
pub(super) enum Asked {
    /// The next one is asked.
    Next,
    /// The owner has enough.
    Quit,
    /// Ctrl-C.
    Interrupt,
}

/// Where the owner sits.
pub(super) struct Desk {
    screen: Screen,
    quiet: bool,
}

impl Desk {
    pub(super) fn new(screen: Screen, quiet: bool) -> Self {
        Self { screen, quiet }
    }

    /// The width of the terminal now: it may have been changed since the last question.
    pub(super) fn look(&self) -> Look {
        self.screen.look()
    }

    /// Prints a text as it is laid out.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
        let print = || -> io::Result<()> {
            let mut out = self.screen.out();
            write!(out, "{text}")?;
            out.flush()
        };
        print().map_err(Failure::write("standard output"))
    }

    /// Prints a sentence, unless only questions are wanted.
    pub(super) fn say(&self, text: &str) -> Result<(), Failure> {
        if self.quiet {
            return Ok(());
        }
        let gap = if text.starts_with('\n') { "\n" } else { "" };
        self.print(&format!(
            "{gap}{}",
            report::review::lines(text.trim_start(), self.look())
        ))
    }

    /// Waits for a key that a question has, and says where there is none such. Keys that write nothing, such as arrows, do nothing.
    pub(super) fn act(&self, part: Part) -> Result<Result<Act, Asked>, Failure> {
        self.print(&report::review::keys(part, self.look()))?;
        loop {
            let key = match self.key()? {
                Key::Char(key) => key.to_ascii_lowercase(),
                Key::Interrupt => return Ok(Err(Asked::Interrupt)),
                Key::End => return Ok(Err(Asked::Quit)),
                Key::Other => continue,
            };
            if let Some((_, act)) = part.keys().find(|(known, _)| *known == key) {
                return Ok(Ok(act));
            }
            let none = report::review::lines(words::NO_SUCH_KEY, self.look());
            let keys = report::review::keys(part, self.look());
            self.print(&format!("{none}{keys}"))?;
        }
    }

    /// Waits for a key and shows it, as a terminal does with what is typed.
    pub(super) fn key(&self) -> Result<Key, Failure> {
        let key = screen::key().map_err(Failure::write("the question"))?;
        match key {
            Key::Char(c) if !c.is_control() => self.print(&format!("{c}\n"))?,
            Key::Char(_) | Key::Other => return Ok(Key::Other),
            Key::Interrupt | Key::End => self.print("\n")?,
        }
        Ok(key)
    }

    /// Asks for a line; empty where nothing is said.
    pub(super) fn line(&self, question: &str) -> Result<String, Failure> {
        let text = report::review::lines(question, self.look());
        self.print(&format!("{text}> "))?;
        let line = screen::line().map_err(Failure::write("the question"))?;
        Ok(line.unwrap_or_default())
    }
}
