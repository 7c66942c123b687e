//! Changes in a terminal.

use unicode_width::UnicodeWidthStr;

use super::{as_of, by_person, change, difference, is_empty, standing, title, way};
use crate::model::changes::{Changes, FieldChange, Move, Presence};
use crate::report::plain::clip;
use crate::report::terminal::{Look, Page};
use crate::report::words::{count, thousands};

/// Entries of a section that are shown.
const MOST: usize = 50;

/// The changes as text; every line fits the width.
pub fn terminal(changes: &Changes, look: Look) -> String {
    let mut page = Page::new(look);
    let title = clip(&title(changes), page.width);
    page.line(&page.paint.bold(&title));
    totals(&mut page, changes);
    if is_empty(changes) {
        page.gap();
        page.line("Everybody stands where they stood.");
    }
    let names = column(&page, changes);
    section(&mut page, "Moved", &changes.moved, |page, m| {
        moved(page, m, names)
    });
    section(&mut page, "New", &changes.appeared, |page, p| {
        presence(page, p, names)
    });
    section(&mut page, "Gone", &changes.gone, |page, p| {
        presence(page, p, names)
    });
    section(&mut page, "Changed", &by_person(&changes.changed), changed);
    page.finish()
}

/// The figures that differ, and the number of people.
fn totals(page: &mut Page, changes: &Changes) {
    page.gap();
    let head = format!(
        "  {:<16}{:>14}{:>14}",
        "",
        clip(&as_of(&changes.old), 13),
        clip(&as_of(&changes.new), 13)
    );
    page.line(&page.paint.dim(&head));
    for total in changes
        .totals
        .iter()
        .filter(|t| t.from != t.to || t.what == "people")
    {
        let (from, to) = (thousands(total.from), thousands(total.to));
        page.line(&format!(
            "  {:<16}{from:>14}{to:>14}  {}",
            clip(&total.what, 15),
            difference(total.from, total.to)
        ));
    }
}

fn section<T>(page: &mut Page, name: &str, entries: &[T], entry: impl Fn(&mut Page, &T)) {
    if entries.is_empty() {
        return;
    }
    page.gap();
    page.line(
        &page
            .paint
            .bold(&format!("{name} ({})", thousands(entries.len() as u64))),
    );
    entries.iter().take(MOST).for_each(|e| entry(page, e));
    if entries.len() > MOST {
        let more = count((entries.len() - MOST) as u64, "more", "more");
        page.line(&page.paint.dim(&format!("  and {more}")));
    }
}

/// The width of the column of names: what the longest shown one needs, but not more than half a line.
fn column(page: &Page, changes: &Changes) -> usize {
    let moved = changes.moved.iter().take(MOST).map(|m| &m.name);
    let present = [&changes.appeared, &changes.gone]
        .into_iter()
        .flat_map(|list| list.iter().take(MOST))
        .map(|p| &p.name);
    moved
        .chain(present)
        .map(|name| clip(name, page.width / 2).width())
        .max()
        .unwrap_or(0)
}

fn moved(page: &mut Page, moved: &Move, names: usize) {
    who(page, &moved.name, &way(moved), names);
    moved
        .causes
        .iter()
        .for_each(|cause| page.item("      ", cause));
}

fn presence(page: &mut Page, presence: &Presence, names: usize) {
    who(page, &presence.name, &standing(presence), names);
    presence
        .remark
        .iter()
        .for_each(|remark| page.item("      ", remark));
}

fn changed(page: &mut Page, changes: &&[FieldChange]) {
    let name = changes.first().map_or("", |change| change.name.as_str());
    page.line(&format!("  {}", clip(name, page.width - 2)));
    changes
        .iter()
        .for_each(|field| page.item("      ", &change(field)));
}

/// A name, and beside it where they stand.
fn who(page: &mut Page, name: &str, standing: &str, names: usize) {
    let name = clip(name, names);
    let blanks = names.saturating_sub(name.width()) + 2;
    let standing = page
        .paint
        .dim(&clip(standing, page.width.saturating_sub(names + 4)));
    page.line(&format!("  {name}{:blanks$}{standing}", ""));
}
