//! Verdicts as a bar of proportions, and messages of the last two years by quarter, both ways.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::Datelike;

use super::html::{Html, escape};
use super::when;
use crate::model::standing::Verdict;
use crate::report::shown::Shown;
use crate::report::words::thousands;
use crate::words;

/// Quarters that are drawn.
const QUARTERS: i32 = 8;
/// The drawing of quarters.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 150.0;
/// Where its bars stand.
const GROUND: f64 = 120.0;

/// The bar, and what stands for what.
pub(super) fn verdicts(shown: &Shown<'_>) -> String {
    let people = &shown.audit.people;
    let count = |verdict: Verdict| people.iter().filter(|p| p.verdict == verdict).count();
    let counts = Verdict::ALL.map(|verdict| (verdict, count(verdict)));
    let told: Vec<(Verdict, usize)> = counts.into_iter().filter(|(_, n)| *n > 0).collect();
    let all = people.len().max(1) as f64;
    let mut html = Html::default();
    html.raw("<svg class=\"proportions\" viewBox=\"0 0 1000 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">");
    let mut x = 0.0;
    for (verdict, number) in &told {
        let width = *number as f64 / all * 1000.0;
        let word = verdict.word();
        html.markup(format_args!(
            "<rect class=\"v-{word}\" x=\"{x:.1}\" y=\"0\" width=\"{:.1}\" height=\"12\"/>",
            (width - 3.0).max(1.0)
        ));
        x += width;
    }
    html.raw("</svg>\n<ul class=\"verdicts\">\n");
    for (verdict, number) in told {
        let (word, advice) = (verdict.word(), words::advice(verdict));
        let advice = advice
            .strip_prefix(word)
            .map_or(advice, |rest| rest.trim_start_matches(", "));
        let number = thousands(number as u64);
        html.markup(format_args!(
            "<li><svg width=\"10\" height=\"10\" viewBox=\"0 0 10 10\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"v-{word}\" width=\"10\" height=\"10\" rx=\"2.5\"/></svg>\
             <a href=\"#verdict={word}\"><b>{number}</b> {word}</a> <span>{advice}</span></li>\n"
        ));
    }
    html.raw("</ul>\n");
    html.finish()
}

/// What passed in a quarter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Quarter {
    sent: u64,
    received: u64,
}

/// A quarter by its year and number, counted on.
fn index(year: i32, month: i32) -> i32 {
    year * 4 + (month - 1) / 3
}

/// The last quarters, the oldest first; nothing where nothing passed in them.
fn quarters(shown: &Shown<'_>) -> Vec<(i32, Quarter)> {
    let Some(today) = when::date(&shown.audit.as_of) else {
        return Vec::new();
    };
    // An audit as of the first of a month tells of the month before.
    let last = today.pred_opt().unwrap_or(today);
    let last = index(last.year(), last.month() as i32);
    let mut all: BTreeMap<i32, Quarter> = (last + 1 - QUARTERS..=last)
        .map(|q| (q, Quarter::default()))
        .collect();
    let periods = shown
        .audit
        .people
        .iter()
        .flat_map(|person| &person.timeline);
    for period in periods {
        let Some((year, month)) = period.when.split_once('-') else {
            continue;
        };
        let (Ok(year), Ok(month)) = (year.parse(), month.parse()) else {
            continue;
        };
        if let Some(quarter) = all.get_mut(&index(year, month)) {
            quarter.sent += u64::from(period.sent);
            quarter.received += u64::from(period.received);
        }
    }
    match all
        .values()
        .any(|quarter| quarter.sent + quarter.received > 0)
    {
        true => all.into_iter().collect(),
        false => Vec::new(),
    }
}

/// The drawing of messages, and its table.
pub(super) fn messages(shown: &Shown<'_>) -> String {
    let quarters = quarters(shown);
    let mut html = Html::default();
    if quarters.is_empty() {
        html.element(
            "p class=\"quiet\"",
            "No messages or calls in the last two years.",
        );
        return html.finish();
    }
    let sum = |of: fn(&Quarter) -> u64| quarters.iter().map(|(_, quarter)| of(quarter)).sum();
    let alt = words::page::quarters(sum(|q| q.sent), sum(|q| q.received));
    html.markup(format_args!(
        "<svg class=\"quarters\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">\n{}</svg>\n",
        escape(&alt),
        bars(&quarters)
    ));
    let began = shown
        .audit
        .totals
        .network
        .as_ref()
        .and_then(words::page::began);
    began
        .iter()
        .for_each(|began| html.element("p class=\"quiet\"", began));
    let network = shown.audit.totals.network.as_ref();
    let network = network.filter(|network| network.given + network.received > 0);
    for line in network.map(words::balance::network).unwrap_or_default() {
        html.element("p class=\"quiet\"", &line);
    }
    html.raw("<details class=\"numbers\"><summary>Table</summary>\n");
    let rows = quarters.iter().map(|(quarter, passed)| {
        let name = format!(
            "{}, quarter {}",
            quarter.div_euclid(4),
            quarter.rem_euclid(4) + 1
        );
        [name, thousands(passed.sent), thousands(passed.received)]
    });
    html.table(
        "Messages and calls by quarter",
        ["Quarter", "Yours:", "Theirs:"],
        rows,
    );
    html.raw("</details>\n");
    html.finish()
}

fn bars(quarters: &[(i32, Quarter)]) -> String {
    let most = quarters
        .iter()
        .map(|(_, q)| q.sent.max(q.received))
        .max()
        .unwrap_or(1)
        .max(1);
    let step = WIDTH / quarters.len() as f64;
    let mut svg = String::new();
    for (place, (quarter, passed)) in quarters.iter().enumerate() {
        let x = step * place as f64 + 3.0;
        for (class, number, x) in [
            ("yours", passed.sent, x),
            ("theirs", passed.received, x + 17.0),
        ] {
            let height = number as f64 / most as f64 * (GROUND - 12.0);
            // Writing to a String does not fail.
            let _ = writeln!(
                svg,
                "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{:.1}\" width=\"15\" height=\"{height:.1}\" rx=\"1.5\"><title>{}: {number}</title></rect>",
                GROUND - height,
                label(*quarter)
            );
        }
        if quarter.rem_euclid(4) == 0 || place == 0 {
            let _ = writeln!(
                svg,
                "<text class=\"t\" font-size=\"14\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>",
                GROUND + 21.0,
                quarter.div_euclid(4)
            );
        }
    }
    let _ = writeln!(svg, "<path class=\"g\" d=\"M0 {GROUND}H{WIDTH}\"/>");
    svg
}

fn label(quarter: i32) -> String {
    format!("{} Q{}", quarter.div_euclid(4), quarter.rem_euclid(4) + 1)
}
