//! The order of everything in an audit.

use std::cmp::Reverse;

use crate::model::audit::Ranked;
use crate::model::card::Card;
use crate::model::name::fold;
use crate::model::person::{Person, View};
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
