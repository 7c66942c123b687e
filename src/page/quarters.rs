//! Messages of the last two years by quarter, both ways, and who began the conversations.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::Datelike;

use super::html::{Html, escape};
use super::when;
use crate::report::shown::Shown;
use crate::report::words::thousands;
use crate::snapshot::Period;
use crate::words;

/// Quarters that are drawn.
const QUARTERS: i32 = 8;
/// The drawing: its size, where its bars stand, and the line below them that shows who began.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 158.0;
const GROUND: f64 = 118.0;
const BEGAN: f64 = 123.0;
/// Both bars of a quarter.
const BAR: f64 = 15.0;
const PAIR: f64 = 32.0;

/// What passed in a quarter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Quarter {
    sent: u64,
    received: u64,
    you_began: u64,
    they_began: u64,
}

impl Quarter {
    fn take(&mut self, period: &Period) {
        self.sent += u64::from(period.sent);
        self.received += u64::from(period.received);
        self.you_began += u64::from(period.you_began);
        self.they_began += u64::from(period.they_began);
    }

    fn began(&self) -> u64 {
        self.you_began + self.they_began
    }
}

/// A quarter by its year and number, counted on.
fn index(year: i32, month: i32) -> i32 {
    year * 4 + (month - 1) / 3
}

/// The quarter of a month such as `2026-10`; none of a whole year.
fn quarter_of(when: &str) -> Option<i32> {
    let (year, month) = when.split_once('-')?;
    Some(index(year.parse().ok()?, month.parse().ok()?))
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
    for place in 0..shown.entries.people() {
        for period in shown.entries.timeline(place).iter() {
            if let Some(quarter) = quarter_of(&period.when).and_then(|q| all.get_mut(&q)) {
                quarter.take(period);
            }
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
    let (yours, theirs) = (sum(|q| q.you_began), sum(|q| q.they_began));
    let alt = words::page::quarters(sum(|q| q.sent), sum(|q| q.received), yours, theirs);
    html.markup(format_args!(
        "<svg class=\"quarters\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">\n{}</svg>\n",
        escape(&alt),
        bars(&quarters)
    ));
    if yours + theirs > 0 {
        html.element("p class=\"quiet\"", words::page::BEGAN);
    }
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
        [
            name,
            thousands(passed.sent),
            thousands(passed.received),
            thousands(passed.you_began),
            thousands(passed.they_began),
        ]
    });
    html.table(
        "Messages, calls and conversations by quarter",
        ["Quarter", "Yours:", "Theirs:", "You began:", "They began:"],
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
            ("theirs", passed.received, x + PAIR - BAR),
        ] {
            let height = number as f64 / most as f64 * (GROUND - 12.0);
            // Writing to a String does not fail.
            let _ = writeln!(
                svg,
                "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{BAR}\" height=\"{height:.1}\" rx=\"1.5\"><title>{}: {number}</title></rect>",
                GROUND - height,
                label(*quarter)
            );
        }
        svg.push_str(&began(*quarter, passed, x));
        if quarter.rem_euclid(4) == 0 || place == 0 {
            let _ = writeln!(
                svg,
                "<text class=\"t\" font-size=\"14\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>",
                HEIGHT - 11.0,
                quarter.div_euclid(4)
            );
        }
    }
    let _ = writeln!(svg, "<path class=\"g\" d=\"M0 {GROUND}H{WIDTH}\"/>");
    svg
}

/// The line below a quarter: how much of it the owner began, and how much they did.
fn began(quarter: i32, passed: &Quarter, x: f64) -> String {
    let all = passed.began();
    if all == 0 {
        return String::new();
    }
    let yours = passed.you_began as f64 / all as f64 * PAIR;
    let said = words::page::began_in(&label(quarter), passed.you_began, passed.they_began);
    let part = |class: &str, x: f64, width: f64| {
        format!(
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{BEGAN}\" width=\"{width:.1}\" height=\"5\"/>"
        )
    };
    format!(
        "<g><title>{said}</title>{}{}</g>\n",
        part("yours", x, yours),
        part("theirs", x + yours, PAIR - yours)
    )
}

fn label(quarter: i32) -> String {
    format!("{} Q{}", quarter.div_euclid(4), quarter.rem_euclid(4) + 1)
}
