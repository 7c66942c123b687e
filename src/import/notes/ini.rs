//! People in an INI file: a section for each, and keys that are days.

use crate::import::notes::NoteFormat;
use crate::import::notes::page::{Page, Pages, dated, day};
use crate::import::text::Decoded;
use crate::import::{Context, Source};
use crate::model::intake::Imported;

/// `[First_Last]`, `email = …`, `2026-03-02 = lunch`.
pub const FORMAT: NoteFormat = NoteFormat {
    kind: "people in an INI file",
    claims,
    read,
};

/// The first line is a section, and some key is a day.
fn claims(head: &str, _name: &str) -> bool {
    let mut lines = head.lines().filter(|line| !is_silent(line));
    lines.next().is_some_and(|line| section(line).is_some())
        && lines.any(|line| pair(line).is_some_and(|(key, _)| is_day(key)))
}

fn read(source: Source<'_>, decoded: &Decoded<'_>, context: &Context) -> Imported {
    let mut pages = Pages::new(source.file, context);
    let mut page = Page::default();
    for (line, number) in decoded.text.lines().zip(1..) {
        if let Some(name) = section(line) {
            pages.add(&page);
            page = Page::of(&name);
            continue;
        }
        let Some((key, value)) = pair(line).filter(|_| !is_silent(line)) else {
            continue;
        };
        if !is_day(key) {
            page.property(key, value);
        } else if let Some(at) = day(key) {
            page.entry(at, value, number);
        } else {
            pages.undated(key, number);
        }
    }
    pages.add(&page);
    pages.finish()
}

/// Blank, or a comment.
fn is_silent(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with([';', '#'])
}

/// The name that a section bears; a question mark stands for a part that is not known.
fn section(line: &str) -> Option<String> {
    let name = line.trim().strip_prefix('[')?.strip_suffix(']')?;
    let parts: Vec<&str> = name
        .split(['_', ' '])
        .filter(|part| !matches!(*part, "" | "?"))
        .collect();
    (!parts.is_empty() && dated(name).is_none()).then(|| parts.join(" "))
}

fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once('=')?;
    Some((key.trim(), value.trim()))
}

fn is_day(key: &str) -> bool {
    dated(key).is_some_and(|(_, rest)| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_a_section_are_contact() {
        let text = "; people\n[Petra_Novak]\nemail = petra@example.org\n2026-03-02 = lunch\n2026-02-30 = never\n\n[Emil_?]\n2026-03-05 = call\n";
        assert!(claims(text, "crm.ini"));
        let source = Source {
            file: Default::default(),
            name: "crm.ini",
            bytes: b"",
        };
        let out = read(
            source,
            &crate::import::text::decode(text.as_bytes()),
            &Context::default(),
        );
        assert_eq!(out.exchanges.len(), 2);
        assert_eq!(out.peers[1].name.as_deref(), Some("Emil"));
        assert_eq!((out.problems.len(), out.problems[0].place.line), (1, 5));
        assert!(!claims("[section]\nkey = value\n", "program.ini"));
    }
}
