//! The order of everything in an audit.

use std::cmp::Reverse;

use crate::model::audit::{Ranked, Told};
use crate::model::card::Card;
use crate::model::name::fold;
use crate::model::person::{Person, View};
use crate::model::standing::{Band, Standing};
use crate::model::thresholds::P_STEP;

/// Ranks people by band, inside a band by probability in steps of .05, then by ties, then by name. The unknown are never ordered by
/// probability: it says nothing of them.
///
/// `tell` puts a standing into words.
pub fn rank(
    judged: Vec<(Person, Standing)>,
    cards: &[Card],
    tell: fn(&Standing) -> Told,
) -> Vec<Ranked> {
    let keyed = judged.into_iter().map(|(person, standing)| {
        let step = standing
            .chance
            .filter(|_| standing.band != Band::Unknown)
            .map_or(0, |chance| (chance.p / P_STEP).round() as u32);
        let ties = Reverse(standing.tie_weight);
        let name = fold(View::new(&person, cards).name());
        ((standing.band, Reverse(step), ties, name), person, standing)
    });
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
    let ranked = keyed
        .into_iter()
        .zip(1..)
        .map(|((_, person, standing), rank)| Ranked {
            rank,
            told: tell(&standing),
            person,
            standing,
        });
    ranked.collect()
}
