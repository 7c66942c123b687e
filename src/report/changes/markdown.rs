//! Changes in Markdown.

use super::{as_of, by_person, change, difference, is_empty, standing, title, way};
use crate::model::changes::{Changes, Presence};
use crate::report::markdown::{Page, escape};
use crate::report::words::thousands;

/// Rows of a section.
const MOST: usize = 200;

/// The changes as a page.
pub fn markdown(changes: &Changes) -> String {
    let mut page = Page::new();
    page.heading(1, &escape(&title(changes)));
    totals(&mut page, changes);
    if is_empty(changes) {
        page.paragraph("Everybody stands where they stood.");
    }
    let moved = changes.moved.iter().map(|m| {
        [
            bold(&m.name),
            escape(&way(m)).into_owned(),
            escape(&m.causes.join("; ")).into_owned(),
        ]
    });
    section(
        &mut page,
        "Moved",
        ["Name", "From and to", "Why"],
        changes.moved.len(),
        moved,
    );
    let appeared = changes.appeared.iter().map(presence);
    section(
        &mut page,
        "New",
        ["Name", "Stands", "Remark"],
        changes.appeared.len(),
        appeared,
    );
    let gone = changes.gone.iter().map(presence);
    section(
        &mut page,
        "Gone",
        ["Name", "Stood", "Remark"],
        changes.gone.len(),
        gone,
    );
    let people = by_person(&changes.changed);
    let changed = people.iter().map(|fields| {
        let name = fields.first().map_or("", |field| field.name.as_str());
        let what: Vec<String> = fields
            .iter()
            .map(|field| escape(&change(field)).into_owned())
            .collect();
        [bold(name), what.join("; ")]
    });
    section(
        &mut page,
        "Changed",
        ["Name", "What"],
        people.len(),
        changed,
    );
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

fn section<const N: usize>(
    page: &mut Page,
    name: &str,
    head: [&str; N],
    number: usize,
    rows: impl Iterator<Item = [String; N]>,
) {
    if number == 0 {
        return;
    }
    page.heading(2, &format!("{name} ({})", thousands(number as u64)));
    page.table(head, rows.take(MOST));
    if number > MOST {
        page.paragraph(&format!("and {} more", thousands((number - MOST) as u64)));
    }
}

fn presence(presence: &Presence) -> [String; 3] {
    let remark = presence.remark.as_deref().unwrap_or("");
    [
        bold(&presence.name),
        escape(&standing(presence)).into_owned(),
        escape(remark).into_owned(),
    ]
}

fn bold(name: &str) -> String {
    format!("**{}**", escape(name))
}
