//! Figures, days and ties in the words that every output for people uses.

use chrono::NaiveDate;

use crate::model::audit::{Audit, Ranked};
use crate::model::card::Kind;
use crate::model::exchange::TieKind;
use crate::model::moment::written;
use crate::model::standing::{Band, Standing, Tie, Verdict};
use crate::model::thresholds::{LIKELY, MAYBE};

pub(crate) use crate::words::deletions;
pub(crate) use crate::words::tie_in_a_cell as tie;
pub use crate::words::{count, thousands};

/// What something is that is no person.
pub fn thing_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Org => "company or service",
        Kind::Role => "shared mailbox",
        Kind::Person => "person",
    }
}

/// A day: `3 Nov 2026`.
pub fn day(date: NaiveDate) -> String {
    written(date)
}

/// A month: `Nov 2026`.
pub fn month(date: NaiveDate) -> String {
    date.format("%b %Y").to_string()
}

/// A probability as a coarse figure: within one network the measured score tells bands apart and not percents.
pub fn coarse(p: f64) -> String {
    match (p * 20.0).round() as u32 * 5 {
        0 => "<5 %".to_owned(),
        n if n >= 100 => ">95 %".to_owned(),
        n => format!("~{n} %"),
    }
}

/// The figure beside a band: none for the unknown, of whom it says nothing, nor where the band rests on something else.
pub fn figure(band: Option<Band>, p: f64) -> Option<String> {
    let is_told = match band {
        Some(Band::Unknown) => false,
        Some(Band::Likely) => p >= LIKELY,
        Some(Band::Maybe) => p < LIKELY,
        Some(Band::Unlikely) => p < MAYBE,
        None => true,
    };
    is_told.then(|| coarse(p))
}

/// The verdicts to tell of: that the owner decided something, or that too little was given, only where it is so.
pub fn told_verdicts(audit: &Audit) -> impl Iterator<Item = Verdict> {
    let counts = audit.verdicts();
    let told = move |verdict: &Verdict| {
        let may_be_none = matches!(verdict, Verdict::Decided | Verdict::Unjudged);
        !may_be_none || counts.get(verdict).is_some_and(|&n| n > 0)
    };
    Verdict::ALL.into_iter().filter(told)
}

/// The heading under which people of a band stand.
pub fn band_heading(band: Band, owner_known: bool) -> &'static str {
    match band {
        Band::Unknown if !owner_known => "Unknown: it is not clear which messages are yours",
        Band::Likely => "Likely to answer",
        Band::Maybe => "Might answer",
        Band::Unlikely => "Unlikely to answer",
        Band::Unknown => "Unknown: no message, call or small meeting",
    }
}

/// Who answered or began, in a cell: `7 of 9`, `wrote first`.
pub fn answered(standing: &Standing) -> String {
    let talks = &standing.contact.talks;
    if standing.contact.is_constant() {
        return "constantly".to_owned();
    }
    match talks.yours {
        0 if talks.theirs > 0 => "wrote first".to_owned(),
        0 => String::new(),
        yours if talks.heard() == 0 && talks.open == yours => "not yet".to_owned(),
        yours => format!("{} of {yours}", talks.heard()),
    }
}

/// The kinds of ties of a person, each once, the most telling first (the order in which they are declared).
pub fn tie_kinds(ties: &[Tie]) -> Vec<TieKind> {
    let mut kinds: Vec<TieKind> = ties.iter().map(|tie| tie.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Why, and what lies ahead, in one line.
pub fn why(ranked: &Ranked) -> String {
    let next = ranked
        .standing
        .next
        .map(|next| format!("next: meeting on {}", day(next.date())));
    let all: Vec<String> = ranked.told.why.iter().cloned().chain(next).collect();
    in_a_row(&all)
}

/// Several statements in one line: a full stop needs no semicolon after it.
pub fn in_a_row(statements: &[String]) -> String {
    let mut out = String::new();
    for statement in statements
        .iter()
        .map(|s| s.trim())
        .filter(|s| !s.is_empty())
    {
        if !out.is_empty() {
            out.push_str(if out.ends_with(['.', '!', '?']) {
                " "
            } else {
                "; "
            });
        }
        out.push_str(statement);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_coarse() {
        assert_eq!(coarse(0.5537), "~55 %");
        assert_eq!(coarse(0.31), "~30 %");
        assert_eq!(coarse(0.01), "<5 %");
        assert_eq!(coarse(0.99), ">95 %");
    }

    #[test]
    fn statements_are_joined_by_what_their_ends_need() {
        let said = [
            "Answered 9 of 11.".to_owned(),
            " recommended you".to_owned(),
            String::new(),
            "note".to_owned(),
        ];
        assert_eq!(in_a_row(&said), "Answered 9 of 11. recommended you; note");
    }
}
