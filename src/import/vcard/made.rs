//! Cards that are made of what other programs keep in forms of their own, so that a number or a name is here what it is in every
//! other address book.

use crate::import::{Context, Source};
use crate::model::intake::{FileId, Imported};

/// A file of cards that is being made.
#[derive(Debug, Default)]
pub struct Made(String);

impl Made {
    /// Adds a card of these lines; none that has nothing to say.
    pub fn add(&mut self, lines: &[String]) {
        if !lines.is_empty() {
            let body = lines.join("\r\n");
            self.0 += &format!("BEGIN:VCARD\r\nVERSION:3.0\r\n{body}\r\nEND:VCARD\r\n");
        }
    }

    /// Reads the cards, each of which is a row.
    pub fn read(&self, file: FileId, context: &Context) -> Imported {
        let source = Source {
            file,
            name: "",
            bytes: self.0.as_bytes(),
        };
        let mut read = super::read(&source, context);
        for card in read.cards.iter_mut().chain(&mut read.aside) {
            card.place.line = 0;
        }
        for problem in &mut read.problems {
            problem.place.line = 0;
        }
        read.report.era = String::new();
        read
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Adds the lines of a name: family, given, middle, prefix, suffix, and as it is shown.
pub fn name(lines: &mut Vec<String>, parts: &[String; 5], shown: &str) {
    let [family, given, middle, ..] = parts;
    if parts.iter().any(|part| !part.trim().is_empty()) {
        let parts: Vec<String> = parts.iter().map(|part| escaped(part.trim())).collect();
        lines.push(format!("N:{}", parts.join(";")));
    }
    let words = [given, middle, family].map(|part| part.trim());
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let shown = if shown.trim().is_empty() {
        &words.join(" ")
    } else {
        shown
    };
    line(lines, "FN", shown);
}

/// Adds the line of an employer and its department.
pub fn employer(lines: &mut Vec<String>, company: &str, department: &str) {
    let text = format!("{};{}", escaped(company.trim()), escaped(department.trim()));
    if text.len() > 1 {
        lines.push(format!("ORG:{}", text.trim_end_matches(';')));
    }
}

/// Adds a line, if it says anything.
pub fn line(lines: &mut Vec<String>, begin: &str, value: &str) {
    if !value.trim().is_empty() {
        lines.push(format!("{begin}:{}", escaped(value.trim())));
    }
}

/// A value as it stands in a line.
pub fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(['\r', '\0'], "");
    text.replace('\n', "\\n")
        .replace(',', "\\,")
        .replace(';', "\\;")
}
