//! Changes in Markdown.

use super::sections::{Row, Section};
use super::{NOTHING, as_of, beforehand, difference, is_empty, sections, title};
use crate::model::changes::Changes;
use crate::report::markdown::{Page, escape};
use crate::report::words::thousands;

/// Rows of a section.
const MOST: usize = 200;

/// The changes as a page.
pub fn markdown(changes: &Changes) -> String {
    let mut page = Page::new();
    page.heading(1, &escape(&title(changes)));
    totals(&mut page, changes);
    for remark in beforehand(changes) {
        page.paragraph(&escape(&remark));
    }
    if is_empty(changes) {
        page.paragraph(NOTHING);
    }
    sections(changes)
        .iter()
        .for_each(|s| section(&mut page, 2, s));
    page.finish()
}

fn totals(page: &mut Page, changes: &Changes) {
    let rows = changes.totals.iter().map(|t| {
        let what = escape(&t.what).into_owned();
        [
            what,
            thousands(t.from),
            thousands(t.to),
            difference(t.from, t.to),
        ]
    });
    let (old, new) = (as_of(&changes.old), as_of(&changes.new));
    page.table(
        [
            "",
            &format!("{}:", escape(&old)),
            &format!("{}:", escape(&new)),
            "Difference:",
        ],
        rows,
    );
}

/// A section as a table.
pub fn section(page: &mut Page, level: usize, section: &Section) {
    let number = section.rows.len();
    page.heading(
        level,
        &format!("{} ({})", section.heading, thousands(number as u64)),
    );
    let rows = section.rows.iter().take(MOST);
    match section.columns {
        [name, "", ""] => page.table([name], rows.map(|row| [bold(row)])),
        [name, "", notes] => page.table([name, notes], rows.map(|row| [bold(row), remarks(row)])),
        columns => page.table(
            columns,
            rows.map(|row| [bold(row), escape(&row.what).into_owned(), remarks(row)]),
        ),
    }
    if number > MOST {
        let more = thousands((number - MOST) as u64);
        page.paragraph(&format!("and {more} more (see `--json`)"));
    }
}

fn bold(row: &Row) -> String {
    format!("**{}**", escape(&row.name))
}

fn remarks(row: &Row) -> String {
    let notes = row.notes.iter().map(|note| escape(note).into_owned());
    notes.collect::<Vec<_>>().join("; ")
}
