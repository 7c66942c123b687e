//! What is to be deleted on LinkedIn, for whoever does it by hand: links with boxes that keep their ticks.

use super::html::Html;
use crate::model::keys::Slug;
use crate::model::standing::Verdict;
use crate::report::shown::Shown;
use crate::report::words::{deletions, in_a_row};
use crate::snapshot::{Deletion, Glimpse, ToDo};
use crate::words;

/// Proposals that are listed here; the list of people has all of them.
const PROPOSED: usize = 200;

pub(super) const HOW: &str = "Open a profile, then More and Remove connection; LinkedIn does not tell them. Tick the box when it is done. Later, ask \
    LinkedIn for a new copy of your data: the next audit shows who is gone.";
const NOTHING: &str = "You have not decided to delete anybody.";
const NO_CONNECTIONS: &str = "There are no LinkedIn connections in these files.";
const PROPOSALS: &str = "Look at each before you delete anybody, and keep whom you remember. A tick decides to delete; save your decisions below.";

/// The section.
pub(super) fn to_do(shown: &Shown<'_>, people: &[Glimpse<'_>]) -> String {
    let mut html = Html::default();
    let empty = ToDo::default();
    let to_do = shown.audit.to_do.as_ref().unwrap_or(&empty);
    let said = deletions(to_do.decided, to_do.gone);
    match said {
        Some(said) => html.element("p", &said),
        None if !has_connections(shown) => html.element("p id=\"to-do-none\"", NO_CONNECTIONS),
        None if shown.redacted => html.element("p", NOTHING),
        None => {
            let how = words::page::to_be_listed(shown.front);
            html.element("p id=\"to-do-none\"", &format!("{NOTHING} {how}"));
        }
    }
    let untold = words::page::untold_of(to_do);
    untold
        .iter()
        .for_each(|untold| html.element("p class=\"quiet\"", untold));
    let is_open = |deletion: &&Deletion| deletion.gone_on.is_none();
    let (open, gone): (Vec<&Deletion>, Vec<&Deletion>) = to_do.deletions.iter().partition(is_open);
    let (open, elsewhere): (Vec<&Deletion>, Vec<&Deletion>) =
        open.into_iter().partition(|d| d.connected);
    for (heading, how, list) in [
        ("Still there", HOW, open),
        (
            "Not on LinkedIn",
            "They are in your address book; delete them there.",
            elsewhere,
        ),
        ("Gone", "", gone),
    ] {
        if !list.is_empty() {
            section(&mut html, heading, how, list.len());
            list.iter()
                .for_each(|deletion| decided(&mut html, deletion));
            html.raw("</ul>\n");
        }
    }
    proposals(&mut html, shown, people);
    html.finish()
}

/// Whether any list of connections was given.
fn has_connections(shown: &Shown<'_>) -> bool {
    let roster = shown.audit.roster.as_ref();
    roster.is_some_and(|roster| roster.connections > 0)
}

fn section(html: &mut Html, heading: &str, how: &str, number: usize) {
    html.element("h3", &format!("{heading} ({number})"));
    if !how.is_empty() {
        html.element("p class=\"quiet\"", how);
    }
    html.raw("<ul class=\"ticks\">\n");
}

fn decided(html: &mut Html, deletion: &Deletion) {
    let mut notes = vec![format!(
        "decided on {}",
        words::balance::day(&deletion.decided_on)
    )];
    match &deletion.gone_on {
        Some(gone) => notes.push(format!("gone by {}", words::balance::day(gone))),
        None => notes.extend(deletion.why.iter().cloned()),
    }
    let profile = deletion.profile.as_deref().and_then(Slug::from_url);
    entry(
        html,
        &deletion.id,
        &deletion.name,
        profile.as_ref(),
        deletion.gone_on.is_some(),
        &notes,
    );
}

fn entry(
    html: &mut Html,
    id: &str,
    name: &str,
    profile: Option<&Slug>,
    is_gone: bool,
    notes: &[String],
) {
    html.raw("<li data-of=\"");
    html.text(id);
    html.raw("\"><label><input type=\"checkbox\" data-tick=\"");
    html.text(id);
    html.raw(if is_gone {
        "\" checked disabled> "
    } else {
        "\"> "
    });
    html.element("span dir=\"auto\"", name);
    html.raw("</label> ");
    if let Some(slug) = profile {
        link(html, slug);
    }
    html.element("small", &in_a_row(notes));
    html.raw("</li>\n");
}

/// A link to a profile, which is made of a slug and nothing else.
fn link(html: &mut Html, slug: &Slug) {
    html.raw("<a href=\"");
    html.text(&slug.url());
    html.raw("\" target=\"_blank\" rel=\"noopener noreferrer\">profile</a> ");
}

/// Whom the rules of the program would delete: the decision is the owner's.
fn proposals(html: &mut Html, shown: &Shown<'_>, people: &[Glimpse<'_>]) {
    let people = people.iter().enumerate();
    let proposed = people
        .filter(|(_, person)| person.verdict == Some(Verdict::Delete) && person.is_connection)
        .map(|(place, _)| place);
    let proposed: Vec<usize> = proposed.collect();
    if proposed.is_empty() {
        return;
    }
    html.markup(format_args!(
        "<details id=\"proposed\" data-all=\"{}\">",
        proposed.len()
    ));
    html.element(
        "summary",
        &format!("Proposed, not decided ({})", proposed.len()),
    );
    html.element("p class=\"quiet\"", PROPOSALS);
    let skim = words::coverage::skim(&shown.audit.given());
    skim.iter()
        .for_each(|skim| html.element("p class=\"quiet\"", skim));
    let past = shown.audit.look.as_ref().and_then(|look| look.past);
    if let Some(past) = past {
        let (cases, wrote) = (past.cases, past.wrote);
        html.element(
            "p class=\"quiet\"",
            &words::look::past(crate::model::look::Past { cases, wrote }),
        );
    }
    html.raw("<ul class=\"ticks\">\n");
    let listed = proposed.iter().take(PROPOSED);
    for person in listed.filter_map(|&place| shown.entries.person(place)) {
        let slug = person.urls.iter().find_map(|url| Slug::from_url(url));
        entry(
            html,
            &person.id,
            &person.name,
            slug.as_ref(),
            false,
            &person.why,
        );
    }
    html.raw("</ul>\n");
    if proposed.len() > PROPOSED {
        html.element(
            "p",
            &words::page::more(
                proposed.len() - PROPOSED,
                "the people above with the verdict delete",
            ),
        );
    }
    html.raw("</details>\n");
}
