//! The first people of the ranking as a table that needs no script; with scripts the whole list takes its place.

use super::html::{Html, escape};
use crate::report::shown::Shown;
use crate::report::words::{figure, in_a_row};
use crate::snapshot::Person;
use crate::words;

/// People that a page shows without scripts.
const FIRST: usize = 100;

/// The rows of the table.
pub(super) fn rows(shown: &Shown<'_>) -> String {
    let mut html = Html::default();
    let people = (0..FIRST).filter_map(|place| shown.entries.person(place));
    for (place, person) in (2..).zip(people) {
        html.markup(format_args!("<tr aria-rowindex=\"{place}\">"));
        row(&mut html, &person);
        html.raw("</tr>\n");
    }
    html.finish()
}

/// What is said below them.
pub(super) fn remark(shown: &Shown<'_>) -> String {
    let people = shown.entries.people();
    escape(&words::page::first_of(people.min(FIRST), people))
}

/// Who is in touch with the owner and on no card; nothing where nobody is.
pub(super) fn on_no_card(shown: &Shown<'_>) -> String {
    let mut html = Html::default();
    // Whoever waits first; the script names them where those are asked for who wait.
    let others = shown.on_no_card();
    let others = others.into_iter().filter(|someone| someone.waits.is_none());
    let all: Vec<_> = shown.waiting_on_no_card().chain(others).collect();
    if !all.is_empty() {
        html.element("h3", words::page::ON_NO_CARD);
        html.raw("<ul class=\"changes\" id=\"on-no-card\">\n");
        for someone in all {
            let waits = someone.waits.as_ref();
            html.raw(if waits.is_some() {
                "<li data-waits>"
            } else {
                "<li>"
            });
            html.element("b dir=\"auto\"", &someone.name);
            let waits = waits.map(|waits| words::page::waits(&waits.since));
            let said: Vec<String> = waits
                .into_iter()
                .chain(someone.why.iter().cloned())
                .collect();
            html.element("p", &in_a_row(&said));
            html.raw("</li>\n");
        }
        html.raw("</ul>\n");
    }
    html.finish()
}

fn row(html: &mut Html, person: &Person) {
    let standing = &person.standing;
    html.element("th scope=\"row\" dir=\"auto\"", &person.name);
    let band = standing.band.word();
    let chance = standing
        .probability
        .and_then(|p| figure(standing.band.known(), p));
    let chance = chance.map_or_else(String::new, |figure| format!(" {figure}"));
    html.element("td", &format!("{band}{chance}"));
    let talks = standing.talks.clone().unwrap_or_default();
    let answered = match talks.yours {
        0 => String::new(),
        yours => format!("{} of {yours}", talks.answered + talks.late),
    };
    html.element("td", &answered);
    html.element("td", &talks.theirs.to_string());
    let last = person.last_contact.as_deref().map(words::balance::day);
    html.element("td", last.as_deref().unwrap_or(""));
    html.raw("<td></td><td></td>");
    html.element("td", person.verdict.word());
    html.element("td", person.decision.as_deref().unwrap_or(""));
}
