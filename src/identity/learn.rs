//! Moves the built-in weights by the user's own data: chance agreements from random pairs, the rest by expectation and
//! maximisation (EM) over the candidate pairs. The built-in shares count as observations, so a small file moves little.

use rayon::prelude::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::fields::{CLASSES, COUNT, Class, Field, Sense};
use super::outcome::Outcome;
use super::weights::{LEVELS, Places, Weights};
use crate::model::real::Real;

/// How many observed pairs the built-in shares of one person's pairs count for.
const PRIOR_PERSON: f32 = 60.0;

/// The same for pairs of a household.
const PRIOR_HOUSEHOLD: f32 = 400.0;

/// The same for pairs that have nothing to do with each other.
const PRIOR_UNRELATED: f32 = 2000.0;

/// Rounds of EM; it has settled long before.
const ROUNDS: usize = 12;

/// How many bits the share of a class may be moved by. In a book in which every office fills in its cards after one template, what is
/// learned would call colleagues one person.
const MOST: f32 = 3.0;

/// Fields whose chance agreements are the same in an office as anywhere.
const PERSONAL: &[Field] = &[
    Field::Given,
    Field::Family,
    Field::Middle,
    Field::Generation,
    Field::Birthday,
    Field::Street,
    Field::Town,
    Field::Gender,
    Field::BirthPlace,
];

/// Weighted counts of levels.
type Counts = [[f32; LEVELS]; COUNT];

/// Chance agreements, from pairs drawn at random. Pairs that look like one person or household do not count.
pub fn chance(weights: &mut Weights, random: &[Outcome]) {
    let mut counts: Counts = [[0.0; LEVELS]; COUNT];
    for outcome in random {
        let places = Places::of(outcome);
        let posterior = posterior(weights, outcome, &places);
        add(&mut counts, &places, posterior[Class::Unrelated as usize]);
    }
    update(weights, Class::Unrelated, &counts, PRIOR_UNRELATED);
    for &field in PERSONAL {
        let field = field as usize;
        weights.bits[Class::Office as usize][field] =
            weights.bits[Class::Unrelated as usize][field];
    }
}

/// What one person's cards and a household's have in common, from candidate pairs. `scale` is how many pairs each of them
/// stands for, `pairs` how many pairs there are altogether.
pub fn settle(weights: &mut Weights, candidates: &[Outcome], scale: f32, pairs: f32) {
    let known = weights.prior;
    let places = candidates.par_iter().map(Places::of);
    let places: Vec<Places> = places.collect();
    for _ in 0..ROUNDS {
        let zero = || ([[[0.0; LEVELS]; COUNT]; 2], [0.0; CLASSES]);
        let chunks: Vec<_> = candidates.chunks(8192).zip(places.chunks(8192)).collect();
        // Chunks are added up in their order, so that rounding is the same on any number of processors.
        let parts: Vec<([Counts; 2], [f32; CLASSES])> = chunks
            .into_par_iter()
            .map(|chunk| expectation(weights, chunk))
            .collect();
        let (counts, sums) = parts.iter().fold(zero(), |mut all, part| {
            sum_up(&mut all, part);
            all
        });
        update(weights, Class::Person, &counts[0], PRIOR_PERSON);
        update(weights, Class::Household, &counts[1], PRIOR_HOUSEHOLD);
        for class in [Class::Person, Class::Household, Class::Office] {
            let share = (sums[class as usize] * scale + 2.0) / pairs.max(10.0);
            let known = known[class as usize];
            weights.prior[class as usize] = share
                .clamp(1e-9, 0.3)
                .log_2()
                .clamp(known - MOST, known + MOST);
        }
    }
}

fn expectation(
    weights: &Weights,
    (outcomes, places): (&[Outcome], &[Places]),
) -> ([Counts; 2], [f32; CLASSES]) {
    let mut counts = [[[0.0; LEVELS]; COUNT]; 2];
    let mut sums = [0.0; CLASSES];
    for (outcome, places) in outcomes.iter().zip(places) {
        let posterior = posterior(weights, outcome, places);
        for class in 0..CLASSES {
            sums[class] += posterior[class];
        }
        add(&mut counts[0], places, posterior[0]);
        add(&mut counts[1], places, posterior[1]);
    }
    (counts, sums)
}

fn sum_up(all: &mut ([Counts; 2], [f32; CLASSES]), part: &([Counts; 2], [f32; CLASSES])) {
    let add = |into: &mut f32, from: &f32| *into += from;
    let cells = all.0.as_flattened_mut().as_flattened_mut().iter_mut();
    cells
        .zip(part.0.as_flattened().as_flattened())
        .for_each(|(into, from)| add(into, from));
    all.1
        .iter_mut()
        .zip(&part.1)
        .for_each(|(into, from)| add(into, from));
}

fn posterior(weights: &Weights, outcome: &Outcome, places: &Places) -> [f32; CLASSES] {
    let logs = weights.classes_of(outcome, places);
    let most = logs.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let likelihoods = logs.map(|l| (l - most).exp_2());
    let sum: f32 = likelihoods.iter().sum();
    likelihoods.map(|l| l / sum)
}

fn add(counts: &mut Counts, places: &Places, weight: f32) {
    if weight > 1e-4 {
        let counts = counts.as_flattened_mut();
        places.each().for_each(|place| counts[place] += weight);
    }
}

/// Sets a class's shares to the observed ones, the built-in ones counting for `prior` pairs.
fn update(weights: &mut Weights, class: Class, counts: &Counts, prior: f32) {
    for &field in Field::ALL {
        if class == Class::Person
            && matches!(
                field,
                Field::Generation
                    | Field::Profile
                    | Field::Link
                    | Field::Employer
                    | Field::Title
                    | Field::Phone
            )
        {
            continue;
        }
        let counts = &counts[field as usize];
        let observed: f32 = counts[1..].iter().sum();
        let levels = field.table().levels.iter();
        let mut shares: Vec<f32> = levels
            .map(|level| level.shares[class as usize] * prior)
            .collect();
        for (level, share) in shares.iter_mut().enumerate() {
            *share = (*share + counts[level + 1]) / (prior + observed);
        }
        if class == Class::Person {
            hold_down(field, &mut shares);
        }
        for (level, share) in shares.iter().enumerate() {
            let bits = &mut weights.bits[class as usize][field as usize][level + 1];
            if *bits != 0.0 && share.is_finite() {
                *bits = share.max(1e-9).log_2();
            }
        }
    }
}

/// Keeps the share of differences under its ceiling; the others take what is cut off.
fn hold_down(field: Field, shares: &mut [f32]) {
    let table = field.table();
    let differs = |at: usize| table.levels[at].sense == Sense::Differs;
    let differing: f32 = shares
        .iter()
        .enumerate()
        .filter(|(at, _)| differs(*at))
        .map(|(_, share)| share)
        .sum();
    if differing <= table.ceiling {
        return;
    }
    let (less, more) = (
        table.ceiling / differing,
        (1.0 - table.ceiling) / (1.0 - differing).max(1e-6),
    );
    for (at, share) in shares
        .iter_mut()
        .enumerate()
        .filter(|(_, share)| **share < 1.0)
    {
        *share *= if differs(at) { less } else { more };
    }
}
