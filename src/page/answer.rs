//! The answer in a sentence, four numbers that lead to lists, what was read, and the people of this week.

use chrono::Months;

use super::html::Html;
use super::when;
use crate::model::front::Front;
use crate::model::plan::Item;
use crate::model::standing::{Band, Verdict};
use crate::report::changes;
use crate::report::plain::shorten;
use crate::report::shown::{About, Shown};
use crate::report::words::thousands;
use crate::snapshot::Glimpse;
use crate::words;

/// Years in which contact counts as fresh.
const FRESH_YEARS: u32 = 3;

/// What stands at the top.
pub(super) fn answer(shown: &Shown<'_>, people: &[Glimpse<'_>]) -> String {
    let mut html = Html::default();
    let audit = shown.audit;
    let title = match (shown.about, shown.changes) {
        (About::Changes, Some(changes)) => changes::title(changes),
        (About::Changes | About::Audit, _) => words::answer(shown.entries, shown.front),
    };
    headline(&mut html, &title);
    let given = audit.given();
    let whose = words::page::whose(&audit.owner, when::date(&audit.as_of));
    html.element(
        "p class=\"sub\"",
        &format!("{whose} · {}", words::coverage::read(&given)),
    );
    if shown.redacted {
        html.element("p class=\"notice\"", words::page::REDACTED);
    }
    let cut: Vec<&str> = audit.cut_off.iter().map(String::as_str).collect();
    let cut = words::coverage::cut_off(&cut, shorten);
    cut.iter()
        .for_each(|cut| html.element("p class=\"notice\"", cut));
    numbers(&mut html, shown, people);
    if shown.about == About::Changes {
        html.element("p", &words::answer(shown.entries, shown.front));
    }
    for text in trust(shown, people) {
        html.element("p class=\"quiet\"", &text);
    }
    let next = audit.next_input(&given);
    let next = words::coverage::next(next.as_ref(), audit.owner.known, &given);
    let remarks = audit.input_remarks();
    let remarks = remarks
        .iter()
        .map(|remark| words::coverage::remark(remark, shown.front));
    for text in next.into_iter().chain(remarks) {
        html.element("p class=\"quiet\"", &text);
    }
    html.finish()
}

/// The sentence; of "11 of your 163 people …" the number is set off.
fn headline(html: &mut Html, text: &str) {
    html.raw("<h1>");
    let ends = text
        .find(" people ")
        .filter(|_| text.starts_with(|c: char| c.is_ascii_digit()));
    match ends {
        Some(end) => {
            let (number, rest) = text.split_at(end + " people".len());
            html.element("span class=\"accent\"", number);
            html.text(rest);
        }
        None => html.text(text),
    }
    html.raw("</h1>\n");
}

/// How fresh the evidence is on which people are called likely, and whether such figures came true before.
fn trust(shown: &Shown<'_>, people: &[Glimpse<'_>]) -> Vec<String> {
    let likely: Vec<_> = people.iter().filter(|p| p.band == Band::Likely).collect();
    let since = when::date(&shown.audit.as_of)
        .and_then(|day| day.checked_sub_months(Months::new(12 * FRESH_YEARS)));
    let is_fresh = |person: &&&Glimpse<'_>| person.last >= since;
    let fresh = likely.iter().filter(is_fresh).count();
    let unproven = shown
        .past
        .is_some_and(|past| past.backtest.figures.is_none());
    let fresh = words::page::fresh(likely.len(), fresh, FRESH_YEARS);
    let unproven = (unproven && !likely.is_empty()).then(|| words::page::UNPROVEN.to_owned());
    fresh.into_iter().chain(unproven).collect()
}

fn numbers(html: &mut Html, shown: &Shown<'_>, people: &[Glimpse<'_>]) {
    let of = |verdict| people.iter().filter(|p| p.verdict == Some(verdict)).count();
    let waiting = people.iter().filter(|p| p.waits).count() + shown.waiting_on_no_card().count();
    let tiles = [
        ("#verdict=keep", of(Verdict::Keep), "stay in touch"),
        ("#verdict=reconnect", of(Verdict::Reconnect), "worth a word"),
        ("#verdict=ask", of(Verdict::Ask), "do you remember them?"),
        ("#more=waits", waiting, "wait for your answer"),
    ];
    html.raw("<ul class=\"tiles\">");
    for (link, number, label) in tiles {
        let number = thousands(number as u64);
        html.markup(format_args!(
            "<li><a class=\"tile\" href=\"{link}\"><b>{number}</b> <span>{label}</span></a></li>"
        ));
    }
    html.raw("</ul>\n");
}

/// This week's people.
pub(super) fn week(shown: &Shown<'_>, people: &[Glimpse<'_>]) -> String {
    let mut html = Html::default();
    if shown.week.is_empty() {
        html.element("p class=\"quiet\"", words::plan::NOBODY);
        also(&mut html, shown);
        return html.finish();
    }
    html.raw("<ol class=\"week\">\n");
    shown
        .week
        .iter()
        .for_each(|item| one(&mut html, item, people, shown.front));
    html.raw("</ol>\n");
    also(&mut html, shown);
    html.finish()
}

fn also(html: &mut Html, shown: &Shown<'_>) {
    let also = shown.also();
    if !also.is_empty() {
        html.element("h3", words::page::ALSO);
        html.list(also);
    }
}

fn one(html: &mut Html, item: &Item, people: &[Glimpse<'_>], front: Front) {
    html.raw("<li>");
    let is_ranked = people.iter().any(|person| person.id == item.person);
    let name = item.name.trim();
    if is_ranked {
        html.raw("<a class=\"who\" href=\"#person=");
        html.text(&item.person);
        html.raw("\" dir=\"auto\">");
        html.text(name);
        html.raw("</a>");
    } else {
        html.element("b class=\"who\" dir=\"auto\"", name);
    }
    html.element("p", &words::plan::why(&item.motive));
    html.element("p class=\"step\"", &words::plan::step(item, front));
    html.raw("</li>\n");
}
