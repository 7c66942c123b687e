//! The owner's past as a text: what it shows in plain words first, then the figures.

use super::plot::plot;
use crate::backtest::{Backtest, Counts, Figures, Skill};
use crate::model::front::Front;
use crate::pipeline::Backtested;
use crate::report::plain::wrap;
use crate::report::terminal::{Look, Page};
use crate::words::backtest as words;
use crate::words::backtest::percent;

/// The text; every line fits the width.
pub fn backtest(backtested: &Backtested, with_plot: bool, look: Look) -> String {
    let mut out = Page::new(look);
    let Backtest {
        replay,
        counts,
        figures,
    } = &backtested.backtest;
    out.line(&out.paint.bold(words::QUESTION));
    out.gap();
    let Some(span) = replay.span.filter(|_| backtested.owner_known) else {
        let said = if backtested.owner_known {
            words::NOTHING_TO_REPLAY
        } else {
            &words::no_owner(Front::Program)
        };
        paragraph(&mut out, said);
        return out.finish();
    };
    match figures {
        None => {
            paragraph(&mut out, &words::too_few(counts));
            if let Some(left_out) = words::left_out(counts) {
                paragraph(&mut out, &left_out);
            }
            out.gap();
            paragraph(&mut out, &words::done(span));
        }
        Some(figures) => {
            paragraph(&mut out, &words::answer(figures));
            out.gap();
            paragraph(&mut out, &words::done(span));
            out.gap();
            summary(&mut out, counts, figures);
            calibration(&mut out, counts, figures, with_plot);
            order(&mut out, figures);
        }
    }
    out.gap();
    out.line(&out.paint.bold("What this does not show"));
    for line in words::SHOWS_NOTHING_OF {
        out.item("  - ", line);
    }
    out.finish()
}

/// A text whose lines all begin at the margin.
fn paragraph(out: &mut Page, text: &str) {
    for line in wrap(text, out.width) {
        out.line(&line);
    }
}

fn summary(out: &mut Page, counts: &Counts, figures: &Figures) {
    let lines = [
        Some(words::cases(counts)),
        words::unasked(counts, figures.unasked),
        words::firsts(counts),
        words::left_out(counts),
    ];
    for line in lines.into_iter().flatten() {
        paragraph(out, &line);
    }
}

fn calibration(out: &mut Page, counts: &Counts, figures: &Figures, with_plot: bool) {
    out.gap();
    out.line(&out.paint.bold("Did the figures come true?"));
    out.line("   it said       cases   answered      between (95 %)");
    for bin in &figures.bins {
        let said = format!("{:.0} to {}", bin.from * 100.0, percent(bin.to));
        let came = format!("{} = {}", bin.answered, percent(bin.came()));
        let between = format!(
            "{:.0} and {}",
            bin.between.0 * 100.0,
            percent(bin.between.1)
        );
        out.line(&format!(
            "  {said:>11} {:>7}   {came:>10}   {between:>12}",
            bin.cases
        ));
    }
    out.gap();
    if with_plot {
        plot(figures).iter().for_each(|line| out.line(line));
        out.gap();
    }
    paragraph(out, &words::calibration(counts, figures));
}

fn order(out: &mut Page, figures: &Figures) {
    out.gap();
    out.line(&out.paint.bold("Did it put the right people first?"));
    out.line("  order by            right order  95 %           answered of first");
    out.line("                      (0.50: chance)              and last 10   error");
    let line = |name: &str, skill: &Skill, error: Option<f64>| {
        let between = format!("{:.2} to {:.2}", skill.between.0, skill.between.1);
        let error = error.map_or_else(String::new, |error| format!("{error:.3}"));
        let (first, last) = (skill.first_ten, skill.last_ten);
        format!(
            "  {name:<20} {:>8.2}   {between:<14} {first:>4} {last:>7}   {error:>9}",
            skill.auc
        )
    };
    let order = &figures.order;
    out.line(&line("Tieline", &order.score, Some(figures.brier)));
    out.line(&line("how long ago", &order.recency, None));
    out.line(&line("how many messages", &order.frequency, None));
    let alike = format!(
        "  {:<20} {:>8.2} {:>38.3}",
        "everybody alike", 0.5, figures.brier_alike
    );
    out.line(&alike);
    out.gap();
    paragraph(out, &words::luck(figures));
}
