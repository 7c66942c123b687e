//! What changed since the audit before, causes included.

use super::html::Html;
use crate::model::changes::Changes;
use crate::report::changes::sections::{Section, sections};
use crate::report::changes::{NOTHING, as_of, beforehand, between, difference, is_empty};
use crate::report::shown::{About, Shown};
use crate::report::words::thousands;
use crate::words;

/// Rows of a section; `changes --csv` has all.
const MOST: usize = 300;
/// What is said where there is no audit before.
const FIRST: &str = "This is the first audit that Tieline knows of. The next one shows here what changed: who answered, who has a new job, \
    who went quiet, and why.";

/// The section.
pub(super) fn changes(shown: &Shown<'_>) -> String {
    let mut html = Html::default();
    let Some(changes) = shown.changes else {
        html.element("p class=\"quiet\"", FIRST);
        return html.finish();
    };
    if shown.about == About::Audit {
        html.element("p class=\"quiet first\"", &between(changes));
    }
    beforehand(changes)
        .iter()
        .for_each(|remark| html.element("p", remark));
    if is_empty(changes) {
        html.element("p", NOTHING);
    }
    sections(changes)
        .iter()
        .for_each(|part| section(&mut html, part, words::page::all_changes(shown.front)));
    html.raw("<details class=\"numbers\"><summary>Table</summary>\n");
    totals(&mut html, changes);
    html.raw("</details>\n");
    html.finish()
}

fn totals(html: &mut Html, changes: &Changes) {
    let rows = changes
        .totals
        .iter()
        .filter(|total| total.from + total.to > 0);
    let rows = rows.map(|total| {
        let what = total.what.clone();
        [
            what,
            thousands(total.from),
            thousands(total.to),
            difference(total.from, total.to),
        ]
    });
    let [old, new] = [&changes.old, &changes.new].map(|instant| as_of(instant));
    let (old, new) = match old == new {
        true => ("Before".to_owned(), "Now".to_owned()),
        false => (old, new),
    };
    let head = [
        "What",
        &format!("{old}:"),
        &format!("{new}:"),
        "Difference:",
    ];
    html.table("People, bands and verdicts, then and now", head, rows);
}

fn section(html: &mut Html, section: &Section, all: &str) {
    let number = section.rows.len();
    html.element(
        "h3",
        &format!("{} ({})", section.heading, thousands(number as u64)),
    );
    html.raw("<ul class=\"changes\">\n");
    for row in section.rows.iter().take(MOST) {
        html.raw("<li>");
        html.element("b dir=\"auto\"", row.name.trim());
        if !row.what.is_empty() {
            html.raw(" ");
            html.element("span class=\"what\"", &row.what);
        }
        if !row.notes.is_empty() {
            html.element("p", &row.notes.join("; "));
        }
        html.raw("</li>\n");
    }
    html.raw("</ul>\n");
    if number > MOST {
        html.element("p", &words::page::more(number - MOST, all));
    }
}
