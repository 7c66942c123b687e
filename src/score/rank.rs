//! The order of everything in an audit.

use std::cmp::Reverse;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

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
    mut judged: Vec<(Person, Box<Standing>)>,
    cards: &[Card],
    tell: fn(&Standing) -> Told,
) -> Vec<Ranked> {
    judged.sort_by_cached_key(|(person, standing)| {
        let step = standing
            .chance
            .filter(|_| standing.band != Band::Unknown)
            .map_or(0, |chance| (chance.p / P_STEP).round() as u32);
        let ties = Reverse(standing.tie_weight);
        let name = fold(View::new(person, cards).name());
        (standing.band, Reverse(step), ties, name, person.id.clone())
    });
    let told = judged.par_iter().map(|(_, standing)| tell(standing));
    let told: Vec<Told> = told.collect();
    let ranked = judged.into_iter().zip(told).zip(1..);
    ranked
        .map(|(((person, standing), told), rank)| Ranked {
            rank,
            told,
            person,
            standing,
        })
        .collect()
}
