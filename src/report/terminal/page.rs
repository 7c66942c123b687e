//! A text for a terminal in the making: lines that fit its width, paragraphs between empty lines.

use super::{Look, Paint};
use crate::report::plain::wrap;

/// A plain line has room for a word and its label in so many columns.
const NARROWEST: usize = 30;
/// Beyond this a plain line is hard to read.
const WIDEST: usize = 100;

/// A text for a terminal in the making.
#[derive(Debug)]
pub struct Page {
    /// Paints what is added.
    pub paint: Paint,
    /// Columns.
    pub width: usize,
    text: String,
}

impl Page {
    /// An empty page.
    pub fn new(look: Look) -> Self {
        Self {
            paint: Paint(look.colour),
            width: look.columns(),
            text: String::new(),
        }
    }

    /// An empty page for plain lines, which fit terminals narrower than tables need.
    pub fn narrow(look: Look) -> Self {
        Self {
            width: look.width.clamp(NARROWEST, WIDEST),
            ..Self::new(look)
        }
    }

    /// A line that is known to be safe and to fit.
    pub fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    /// An empty line between paragraphs.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A text that may need several lines; the further ones stand below the first, two columns in.
    pub fn item(&mut self, lead: &str, text: &str) {
        self.labelled(lead, text, str::to_owned);
    }

    /// A text of one or several lines that begin at the left.
    pub fn flush_left(&mut self, text: &str) {
        wrap(text, self.width)
            .iter()
            .for_each(|line| self.line(line));
    }

    /// As an item, with what stands before the text painted.
    pub fn labelled(&mut self, lead: &str, text: &str, paint: impl Fn(&str) -> String) {
        let indent = lead.len() + 2;
        for (at, part) in wrap(text, self.width.saturating_sub(indent).max(1))
            .iter()
            .enumerate()
        {
            let line = if at == 0 {
                format!("{}{part}", paint(lead))
            } else {
                format!("{:indent$}{part}", "")
            };
            self.line(&line);
        }
    }

    /// The text.
    pub fn finish(self) -> String {
        self.text
    }
}
