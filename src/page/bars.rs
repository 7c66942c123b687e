//! Verdicts as a bar of proportions.

use super::html::Html;
use crate::model::standing::Verdict;
use crate::report::words::thousands;
use crate::snapshot::Glimpse;
use crate::words;

/// The bar, and what stands for what.
pub(super) fn verdicts(people: &[Glimpse<'_>]) -> String {
    let count = |verdict| people.iter().filter(|p| p.verdict == Some(verdict)).count();
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
