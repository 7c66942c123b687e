//! People in an org file: a heading with an address among its properties, and notes below it that were taken on a day.

use crate::import::notes::NoteFormat;
use crate::import::notes::page::{Page, Pages, dated, day};
use crate::import::text::Decoded;
use crate::import::{Context, Source, date};
use crate::model::intake::Imported;
use crate::model::moment::Moment;

/// Contacts as org-contacts keeps them.
pub const FORMAT: NoteFormat = NoteFormat {
    kind: "people in an org file",
    claims,
    read,
};

fn claims(head: &str, _name: &str) -> bool {
    head.lines().any(|line| heading(line).is_some())
        && head.lines().any(|line| line.trim() == ":PROPERTIES:")
        && head.lines().any(|line| {
            property(line).is_some_and(|(name, value)| Page::default().property(name, value))
        })
}

fn read(source: Source<'_>, decoded: &Decoded<'_>, context: &Context) -> Imported {
    let mut pages = Pages::new(source.file, context);
    let mut open: Vec<(usize, Page)> = Vec::new();
    for (line, number) in decoded.text.lines().zip(1..) {
        if let Some((level, title)) = heading(line) {
            close(&mut open, level, &mut pages);
            open.push((level, Page::of(title)));
        }
        if let Some((name, value)) = property(line) {
            if let Some((_, page)) = open.last_mut() {
                page.property(name, value);
            }
            continue;
        }
        note(line, number, &mut open, &mut pages);
    }
    close(&mut open, 0, &mut pages);
    pages.finish()
}

/// Ends the headings down to a level.
fn close(open: &mut Vec<(usize, Page)>, level: usize, pages: &mut Pages<'_>) {
    while open.last().is_some_and(|(own, _)| *own >= level) {
        if let Some((_, page)) = open.pop() {
            pages.add(&page);
        }
    }
}

/// A note belongs to the nearest heading above it that is somebody; notes on anything else are none of ours.
fn note(line: &str, number: u32, open: &mut [(usize, Page)], pages: &mut Pages<'_>) {
    let item = line.trim_start();
    let item = heading(line)
        .map(|(_, title)| title)
        .or_else(|| item.strip_prefix("- "));
    let Some(item) = item else { return };
    let stamp = item.strip_prefix("Note taken on ").unwrap_or(item);
    if !stamp.starts_with(['[', '<']) {
        return;
    }
    let Some((written, rest)) = dated(stamp) else {
        return;
    };
    let Some((_, page)) = open.iter_mut().rev().find(|(_, page)| page.has_key()) else {
        return;
    };
    match instant(written, rest, pages.zone()) {
        Some(at) => page.entry(
            at,
            rest.split_once([']', '>']).map_or("", |(_, text)| text),
            number,
        ),
        None => pages.undated(written, number),
    }
}

/// `2026-03-02` and ` Mon 12:30]`: to the minute where a time is given.
fn instant(written: &str, rest: &str, zone: chrono_tz::Tz) -> Option<Moment> {
    let inside = rest.split([']', '>']).next().unwrap_or_default();
    let clock = inside.split_whitespace().find(|part| part.contains(':'));
    match clock {
        Some(clock) => {
            date::timestamp(&format!("{written} {clock}"), zone).or_else(|| day(written))
        }
        None => day(written),
    }
}

/// The level and title of a heading, without the word for its state and the labels behind it.
fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|b| *b == b'*').count();
    let title = line
        .get(level..)?
        .strip_prefix(' ')
        .filter(|_| level > 0)?
        .trim();
    let title = title
        .strip_prefix("TODO ")
        .or_else(|| title.strip_prefix("DONE "))
        .unwrap_or(title);
    let title = match title.rsplit_once(char::is_whitespace) {
        Some((title, labels))
            if labels.len() > 2 && labels.starts_with(':') && labels.ends_with(':') =>
        {
            title.trim_end()
        }
        _ => title,
    };
    Some((level, title))
}

/// `:EMAIL: petra@example.org`.
fn property(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim().strip_prefix(':')?.split_once(':')?;
    (!name.is_empty() && !value.trim().is_empty()).then_some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::moment::Precision;

    const ORG: &str = "* People\n** Petra Novak   :friend:\n:PROPERTIES:\n:EMAIL: petra@example.org\n:END:\n:LOGBOOK:\n- Note taken on [2026-03-02 Mon 12:30] \\\\\n  Lunch\n:END:\n*** [2026-03-05 Thu] Call\n* Garden\n:LOGBOOK:\n- Note taken on [2026-03-03 Tue 09:00]\n:END:\n";

    #[test]
    fn notes_below_somebody_are_contact_with_them() {
        assert!(claims(ORG, "contacts.org"));
        let source = Source {
            file: Default::default(),
            name: "contacts.org",
            bytes: b"",
        };
        let out = read(
            source,
            &crate::import::text::decode(ORG.as_bytes()),
            &Context::default(),
        );
        let told: Vec<(i64, Precision, u32)> = out
            .exchanges
            .iter()
            .map(|e| (e.at.at, e.at.precision, e.place.line))
            .collect();
        assert_eq!(
            told,
            [
                (1_772_454_600, Precision::Minute, 7),
                (1_772_668_800, Precision::Day, 10)
            ]
        );
        assert_eq!(out.peers[0].name.as_deref(), Some("Petra Novak"));
    }

    #[test]
    fn a_list_of_chores_is_no_address_book() {
        assert!(!claims(
            "* Garden\n- [2026-03-03 Tue] water\n",
            "garden.org"
        ));
    }
}
