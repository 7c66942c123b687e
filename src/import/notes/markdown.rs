//! A page about one person in Markdown: front matter that says who it is, and list items or headings that begin with a day.

use crate::import::notes::NoteFormat;
use crate::import::notes::page::{Page, Pages, dated, day};
use crate::import::text::Decoded;
use crate::import::{Context, Source};
use crate::model::intake::Imported;

/// Markdown with a person for its title.
pub const FORMAT: NoteFormat = NoteFormat {
    kind: "page about a person (Markdown)",
    claims,
    read,
};

/// A page is about a person if its front matter has an address of theirs, or if it bears their name as file and as title; and
/// if something on it is dated.
fn claims(head: &str, name: &str) -> bool {
    let text = Text::of(head);
    let page = text.page(name);
    let titled = text.title().is_some_and(|title| title == stem(name));
    (page.has_key() || titled)
        && (text.last_contact().is_some() || text.items().any(|(item, _)| dated(item).is_some()))
}

fn read(source: Source<'_>, decoded: &Decoded<'_>, context: &Context) -> Imported {
    let text = Text::of(&decoded.text);
    let mut page = text.page(source.name);
    let mut pages = Pages::new(source.file, context);
    for (item, line) in text.items() {
        let Some((date, rest)) = dated(item) else {
            continue;
        };
        match day(date) {
            Some(at) => page.entry(at, rest, line),
            None => pages.undated(date, line),
        }
    }
    if let Some((date, line)) = text.last_contact() {
        match day(date) {
            Some(at) if page.tells_of(at.date()) => {}
            Some(at) => page.entry(at, "", line),
            None => pages.undated(date, line),
        }
    }
    pages.add(&page);
    pages.finish()
}

/// The file's name without folders and ending.
fn stem(name: &str) -> &str {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    base.rsplit_once('.').map_or(base, |(stem, _)| stem)
}

/// Front matter and body, by lines with their numbers.
struct Text<'t> {
    front: Vec<(&'t str, u32)>,
    body: Vec<(&'t str, u32)>,
}

impl<'t> Text<'t> {
    fn of(text: &'t str) -> Self {
        let mut lines: Vec<(&str, u32)> = text.lines().zip(1..).collect();
        let opens = lines
            .first()
            .is_some_and(|(line, _)| line.trim_end() == "---");
        let closed = lines
            .iter()
            .skip(1)
            .position(|(line, _)| matches!(line.trim_end(), "---" | "..."));
        match closed {
            Some(end) if opens => {
                let body = lines.split_off(end + 2);
                lines.truncate(end + 1);
                lines.remove(0);
                Self { front: lines, body }
            }
            _ => Self {
                front: Vec::new(),
                body: lines,
            },
        }
    }

    /// The properties of the front matter; an entry of a list below a name counts as its value.
    fn properties(&self) -> Vec<(&'t str, &'t str, u32)> {
        let mut found = Vec::new();
        let mut above = "";
        for &(line, number) in &self.front {
            if let Some(value) = line.trim_start().strip_prefix("- ") {
                found.push((above, value, number));
            } else if let Some((name, value)) = line.split_once(':') {
                above = name.trim();
                found.push((above, value.trim(), number));
            }
        }
        found
    }

    fn title(&self) -> Option<&'t str> {
        let heading = self
            .body
            .iter()
            .find_map(|(line, _)| line.strip_prefix("# "));
        heading.map(str::trim)
    }

    fn page(&self, file: &str) -> Page {
        let properties = self.properties();
        let named = properties
            .iter()
            .find(|(name, value, _)| matches!(*name, "name" | "title") && !value.is_empty());
        let name = named
            .map(|(_, value, _)| value.trim_matches(['"', '\'']))
            .or_else(|| self.title());
        let mut page = Page::of(name.unwrap_or_else(|| stem(file)));
        for (name, value, _) in properties {
            page.property(name, value);
        }
        page
    }

    fn last_contact(&self) -> Option<(&'t str, u32)> {
        let found = self.properties().into_iter().find(|(name, value, _)| {
            matches!(*name, "last_contact" | "last-contact" | "lastContact") && !value.is_empty()
        })?;
        Some((found.1.trim_matches(['"', '\'']), found.2))
    }

    /// List items and headings, without their marks.
    fn items(&self) -> impl Iterator<Item = (&'t str, u32)> {
        self.body.iter().filter_map(|&(line, number)| {
            let line = line.trim_start();
            let item = line
                .strip_prefix("- ")
                .or_else(|| line.strip_prefix("* "))
                .or_else(|| line.strip_prefix("+ "))
                .or_else(|| {
                    line.trim_start_matches('#')
                        .strip_prefix(' ')
                        .filter(|_| line.starts_with('#'))
                })?;
            let item = item.trim_start();
            let item = item
                .strip_prefix("[x] ")
                .or_else(|| item.strip_prefix("[ ] "))
                .unwrap_or(item);
            Some((item, number))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "---\nemail: petra@example.org\nlast_contact: 2026-05-01\n---\n# Petra Novak\n\n## Interaction Log\n- 2026-04-10: lunch\n- **2026-04-12** called\n- [[2026-04-13]] mail\n- 2026-13-40: no such day\n- bread\n";

    #[test]
    fn what_is_dated_on_a_page_is_contact_on_that_day() {
        assert!(claims(PAGE, "people/Petra Novak.md"));
        let source = Source {
            file: Default::default(),
            name: "Petra Novak.md",
            bytes: b"",
        };
        let decoded = crate::import::text::decode(PAGE.as_bytes());
        let out = read(source, &decoded, &Context::default());
        let days: Vec<String> = out
            .exchanges
            .iter()
            .map(|e| e.at.date().to_string())
            .collect();
        assert_eq!(
            days,
            ["2026-04-10", "2026-04-12", "2026-04-13", "2026-05-01"]
        );
        assert_eq!(out.problems[0].place.line, 11);
        assert_eq!(out.report.rows, 5);
    }

    #[test]
    fn a_list_of_changes_is_no_person() {
        assert!(!claims(
            "# Changelog\n\n## 2026-01-02\n- mended\n",
            "docs/CHANGES.md"
        ));
        assert!(claims(
            "# Petra Novak\n\n- 2026-01-02: tea\n",
            "Petra Novak.md"
        ));
        assert!(!claims(
            "---\nemail: petra@example.org\n---\n# Petra\n",
            "Petra.md"
        ));
    }
}
