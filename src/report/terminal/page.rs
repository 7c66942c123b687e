//! A text for a terminal in the making: lines that fit its width, paragraphs between empty lines.

use super::{Look, Paint};
use crate::report::plain::wrap;

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
        let indent = lead.len() + 2;
        for (at, part) in wrap(text, self.width - indent).iter().enumerate() {
            let line = if at == 0 {
                format!("{lead}{part}")
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
