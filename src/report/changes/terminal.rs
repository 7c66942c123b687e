//! Changes in a terminal.

use unicode_width::UnicodeWidthStr;

use super::sections::{Row, Section};
use super::{NOTHING, as_of, beforehand, difference, is_empty, sections, title};
use crate::model::changes::Changes;
use crate::report::plain::clip;
use crate::report::terminal::{Look, Page};
use crate::report::words::thousands;

/// Entries of a section that are shown.
const MOST: usize = 50;

/// The changes as text; every line fits the width.
pub fn terminal(changes: &Changes, look: Look) -> String {
    let mut page = Page::new(look);
    let title = clip(&title(changes), page.width);
    page.line(&page.paint.bold(&title));
    totals(&mut page, changes);
    for remark in beforehand(changes) {
        page.gap();
        page.item("", &remark);
    }
    if is_empty(changes) {
        page.gap();
        page.line(NOTHING);
    }
    sections_of(&mut page, &sections(changes));
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

/// Sections, their names in one column.
pub fn sections_of(page: &mut Page, sections: &[Section]) {
    let names = column(page, sections);
    sections.iter().for_each(|s| section(page, s, names));
}

fn section(page: &mut Page, section: &Section, names: usize) {
    page.gap();
    let heading = format!(
        "{} ({})",
        section.heading,
        thousands(section.rows.len() as u64)
    );
    page.line(&page.paint.bold(&heading));
    section
        .rows
        .iter()
        .take(MOST)
        .for_each(|row| entry(page, row, names));
    if section.rows.len() > MOST {
        let more = thousands((section.rows.len() - MOST) as u64);
        page.line(&page.paint.dim(&format!("  and {more} more (see --json)")));
    }
}

/// The width of the column of names: what the longest shown one needs, but not more than half a line.
fn column(page: &Page, sections: &[Section]) -> usize {
    let rows = sections.iter().flat_map(|s| s.rows.iter().take(MOST));
    rows.filter(|row| !row.what.is_empty())
        .map(|row| clip(&row.name, page.width / 2).width())
        .max()
        .unwrap_or(0)
}

/// A name, beside it what there is to say in a few words, and below it the rest.
fn entry(page: &mut Page, row: &Row, names: usize) {
    if row.what.is_empty() {
        page.line(&format!("  {}", clip(&row.name, page.width - 2)));
    } else {
        let name = clip(&row.name, names);
        let blanks = names.saturating_sub(name.width()) + 2;
        let what = clip(&row.what, page.width.saturating_sub(names + 4));
        let what = page.paint.dim(&what);
        page.line(&format!("  {name}{:blanks$}{what}", ""));
    }
    row.notes.iter().for_each(|note| page.item("      ", note));
}
