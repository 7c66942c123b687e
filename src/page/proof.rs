//! Is it true? What was said before the owner's own past outreaches, and what came of them.

use std::fmt::Write as _;

use super::html::{Html, escape};
use crate::backtest::Figures;
use crate::report::shown::Shown;
use crate::words::{backtest as words, page};

/// The drawing: its side, and where its square begins and ends.
const SIDE: f64 = 340.0;
const FROM: f64 = 46.0;
const TO: f64 = 318.0;

/// What is said where the audit holds no such figures.
const NOT_ASKED: &str = "This page shows two saved audits and holds no messages, so the past cannot be replayed here; run tieline backtest.";

/// The section.
pub(super) fn proof(shown: &Shown<'_>) -> String {
    let mut html = Html::default();
    let Some(past) = shown.past else {
        html.element("p class=\"quiet\"", NOT_ASKED);
        return html.finish();
    };
    let counts = &past.backtest.counts;
    let span = past.backtest.replay.span.filter(|_| past.owner_known);
    match (&past.backtest.figures, span) {
        (_, None) if !past.owner_known => html.element("p", &words::no_owner(shown.front)),
        (_, None) => html.element("p", words::NOTHING_TO_REPLAY),
        (None, Some(span)) => {
            html.element("p", &words::too_few(counts));
            html.element("p class=\"quiet\"", &words::done(span));
        }
        (Some(figures), Some(span)) => {
            html.raw("<div class=\"proof\"><div>\n");
            html.element("p", &words::answer(figures));
            let told = [
                Some(words::cases(counts)),
                words::unasked(counts, figures.unasked),
            ];
            told.iter()
                .flatten()
                .for_each(|said| html.element("p", said));
            html.element("p class=\"quiet\"", &words::done(span));
            html.element("p", &words::calibration(counts, figures));
            table(&mut html, figures);
            html.raw("</div><figure>\n");
            html.raw(&plot(figures));
            html.element("figcaption class=\"quiet\"", words::PLOT);
            html.raw("</figure></div>\n");
        }
    }
    html.element("h3", "What this does not show");
    html.list(words::SHOWS_NOTHING_OF.map(str::to_owned));
    html.finish()
}

fn table(html: &mut Html, figures: &Figures) {
    html.raw("<details class=\"numbers\"><summary>Table</summary>\n");
    let rows = figures.bins.iter().map(|bin| {
        [
            words::percent(bin.said),
            words::percent(bin.came()),
            format!(
                "{} to {}",
                words::percent(bin.between.0),
                words::percent(bin.between.1)
            ),
            bin.answered.to_string(),
            bin.cases.to_string(),
        ]
    });
    let head = ["Said:", "Came:", "Between (95 %):", "Answered:", "Cases:"];
    html.table(
        "What was said and what came, by groups of equal size",
        head,
        rows,
    );
    html.raw("</details>\n");
}

fn plot(figures: &Figures) -> String {
    let across = |share: f64| FROM + (TO - FROM) * share;
    let up = |share: f64| TO - (TO - FROM) * share;
    let mut svg = String::new();
    // Writing to a String does not fail.
    let _ = writeln!(
        svg,
        "<svg class=\"plot\" viewBox=\"0 20 {SIDE} {SIDE}\" role=\"img\" aria-label=\"{}\">",
        escape(words::PLOT)
    );
    for share in [0.0, 0.5, 1.0] {
        let (x, y) = (across(share), up(share));
        let _ = writeln!(
            svg,
            "<path class=\"g\" d=\"M{FROM} {y:.1}H{TO}M{x:.1} {FROM}V{TO}\"/>\
             <text class=\"t\" font-size=\"13\" text-anchor=\"end\" x=\"{:.1}\" y=\"{:.1}\">{:.0} %</text>\
             <text class=\"t\" font-size=\"13\" text-anchor=\"middle\" x=\"{x:.1}\" y=\"{:.1}\">{:.0} %</text>",
            FROM - 6.0,
            y + 4.0,
            share * 100.0,
            TO + 18.0,
            share * 100.0
        );
    }
    let _ = writeln!(
        svg,
        "<path class=\"g dash\" d=\"M{FROM} {TO}L{TO} {FROM}\"/>"
    );
    for bin in &figures.bins {
        let x = across(bin.said);
        let _ = writeln!(
            svg,
            "<path class=\"between\" d=\"M{x:.1} {:.1}V{:.1}\"/><circle class=\"likely\" cx=\"{x:.1}\" cy=\"{:.1}\" r=\"4.5\"><title>{}</title></circle>",
            up(bin.between.0),
            up(bin.between.1),
            up(bin.came()),
            page::group(bin.said, bin.answered, bin.cases)
        );
    }
    svg.push_str("</svg>\n");
    svg
}
