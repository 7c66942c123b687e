//! The order of everything in an audit.

use std::cmp::Reverse;

use crate::model::audit::{Ranked, Unmatched};
use crate::model::card::Card;
use crate::model::name::fold;
use crate::model::person::{Person, View};
use crate::model::problem::Problem;
use crate::model::standing::{Band, Standing};

/// Ranks people by band, inside a band by ties, then by probability, then by name. The unknown are never ordered by
/// probability: it says nothing of them.
pub fn rank(judged: Vec<(Person, Standing)>, cards: &[Card]) -> Vec<Ranked> {
    let keyed = judged.into_iter().map(|(person, standing)| {
        let p = standing
            .chance
            .filter(|_| standing.band != Band::Unknown)
            .map_or(0, |chance| (chance.p * 1e12) as u64);
        let name = fold(View::new(&person, cards).name());
        (
            (
                standing.band,
                Reverse(standing.tie_weight),
                Reverse(p),
                name,
            ),
            person,
            standing,
        )
    });
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
    let ranked = keyed
        .into_iter()
        .zip(1..)
        .map(|((_, person, standing), rank)| Ranked {
            rank,
            person,
            standing,
        });
    ranked.collect()
}

/// Correspondents without a card, those with most contact both ways first, a meeting being both ways; somebody not met before the as-of instant is not
/// told.
pub fn strangers(strangers: Vec<Unmatched>, met: &[bool]) -> Vec<Unmatched> {
    let mut met_ones: Vec<Unmatched> = strangers
        .into_iter()
        .zip(met)
        .filter(|(_, met)| **met)
        .map(|(stranger, _)| stranger)
        .collect();
    met_ones.sort_by_cached_key(|s| {
        (
            Reverse(s.out.min(s.inn) + s.met),
            Reverse(s.out + s.inn + s.met),
            Reverse(s.last),
            fold(&s.name),
            s.key.clone(),
        )
    });
    met_ones
}

/// Problems by place.
pub fn problems(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort();
    problems
}
