//! The week as a text.

use super::Planned;
use crate::model::front::Front;
use crate::model::plan::{Item, State};
use crate::report::plain::wrap;
use crate::report::terminal::{Look, Page};
use crate::words::balance;
use crate::words::plan as words;

/// Names of those who think of the owner, and of those who wait, that are printed.
const NAMED: usize = 5;
/// An audit of more days ago is old.
const OLD: i64 = 45;

/// The text; every line fits the width.
pub fn plan(planned: &Planned, look: Look) -> String {
    let mut out = Page::new(look);
    out.line(&out.paint.bold(&words::heading(&planned.week)));
    out.gap();
    if planned.week.items.is_empty() {
        paragraph(&mut out, words::NOBODY);
    }
    for (number, (item, state)) in (1..).zip(&planned.week.items) {
        person(&mut out, number, item, state);
    }
    waiting(&mut out, planned);
    network(&mut out, planned);
    out.gap();
    if planned.age > OLD {
        paragraph(&mut out, &words::old(&planned.as_of, planned.age));
    }
    if !planned.remembered {
        paragraph(&mut out, words::NO_MEMORY);
    }
    out.finish()
}

fn paragraph(out: &mut Page, text: &str) {
    wrap(text, out.width).iter().for_each(|line| out.line(line));
}

fn person(out: &mut Page, number: usize, item: &Item, state: &State) {
    let company = item
        .company
        .as_deref()
        .filter(|company| !company.is_empty());
    let company = company.map(|company| format!(", {company}"));
    let state = words::state(state).map(|state| format!(" ({state})"));
    let head = format!(
        "{}{}{}",
        item.name,
        company.unwrap_or_default(),
        state.unwrap_or_default()
    );
    out.item(&format!("{number}. "), &head);
    out.item("   Why:  ", &words::why(&item.motive));
    out.item("   Step: ", &words::step(item, Front::Program));
    let notes = [
        ("   You can help with:  ", &item.i_can),
        ("   They can help with: ", &item.they_can),
    ];
    for (label, note) in notes {
        if let Some(note) = note {
            out.item(label, note);
        }
    }
    if item.bridge_to > 0 {
        let text = format!(
            "they are your only bridge to a circle of {} people; tieline show has their names",
            item.bridge_to
        );
        out.item("   Note: ", &text);
    }
    out.gap();
}

fn waiting(out: &mut Page, planned: &Planned) {
    let waiting = &planned.waiting;
    if waiting.is_empty() {
        return;
    }
    out.gap();
    let mut names: Vec<String> = waiting.iter().take(NAMED).map(words::waiting).collect();
    if waiting.len() > NAMED {
        names.push(format!(
            "and {} more (--json has all)",
            waiting.len() - NAMED
        ));
    }
    paragraph(
        out,
        &format!("Waiting for your answer: {}.", names.join(", ")),
    );
}

fn network(out: &mut Page, planned: &Planned) {
    let Some(network) = &planned.network else {
        return;
    };
    out.gap();
    let year = planned
        .as_of
        .get(..4)
        .and_then(|year| year.parse().ok())
        .unwrap_or(0);
    paragraph(
        out,
        &words::contacted(network.this_year, planned.people, year),
    );
    if let Some(thinks) = balance::thinks_of_you(network, &planned.earlier) {
        let names: Vec<String> = planned
            .thinkers
            .iter()
            .take(NAMED)
            .map(|(name, talks)| format!("{name} ({talks})"))
            .collect();
        let who = match names.is_empty() {
            true => String::new(),
            false => format!(" Among them: {}.", names.join(", ")),
        };
        paragraph(out, &format!("{thinks}{who}"));
    }
    for line in balance::network(network) {
        paragraph(out, &line);
    }
    let bridges: Vec<(&str, usize)> = planned
        .bridges
        .iter()
        .map(|bridge| (bridge.name.as_str(), bridge.people))
        .collect();
    if let Some(line) = words::bridges(&bridges) {
        paragraph(out, &line);
    }
}
