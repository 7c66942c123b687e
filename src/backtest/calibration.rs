//! Is it true to its word? Groups of equal size, what was said and what came, and how far apart chance alone would bring the two.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::luck::{Lot, draws, quantile};
use crate::model::replay::Case;

/// Cases, and answered cases, that a group should hold.
const CASES_OF_BIN: usize = 12;
const ANSWERED_OF_BIN: usize = 2;
/// Fewest and most groups.
const BINS: (usize, usize) = (2, 10);
/// Half of a 95 % interval in deviations of the normal distribution.
const Z: f64 = 1.959_963_985;

/// A group of cases of about the same probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// The lowest and the highest probability said.
    pub from: f64,
    /// See `from`.
    pub to: f64,
    /// What was said on average.
    pub said: f64,
    /// Cases.
    pub cases: usize,
    /// Of these answered.
    pub answered: usize,
    /// Between which shares the true one lies, as far as so many cases tell: Wilson's 95 % interval.
    pub between: (f64, f64),
}

impl Bin {
    /// Whether what was said lies where the true share may lie.
    pub fn agrees(&self) -> bool {
        self.between.0 <= self.said && self.said <= self.between.1
    }

    /// The share that came.
    pub fn came(&self) -> f64 {
        self.answered as f64 / self.cases as f64
    }
}

/// How far what was said and what came lie apart, on average over the cases.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// In these cases.
    pub mean: f64,
    /// Of a perfect forecaster, by chance, on average.
    pub by_chance: f64,
    /// What a perfect forecaster exceeds one time in twenty.
    pub one_in_twenty: f64,
}

/// Groups of equal size, the lowest probability first.
pub fn bins(cases: &[Case]) -> Vec<Bin> {
    let mut sorted: Vec<&Case> = cases.iter().collect();
    sorted.sort_by(|a, b| a.probability.total_cmp(&b.probability));
    let answered = cases.iter().filter(|case| case.answered).count();
    let number = (cases.len() / CASES_OF_BIN).min(answered / ANSWERED_OF_BIN);
    let number = number.clamp(BINS.0, BINS.1);
    let place = |k: usize| k * sorted.len() / number;
    let groups = (0..number).map(|k| &sorted[place(k)..place(k + 1)]);
    groups.filter_map(bin).collect()
}

fn bin(group: &[&Case]) -> Option<Bin> {
    let (first, last) = (group.first()?, group.last()?);
    let answered = group.iter().filter(|case| case.answered).count();
    let said: f64 = group.iter().map(|case| case.probability).sum();
    Some(Bin {
        from: first.probability,
        to: last.probability,
        said: said / group.len() as f64,
        cases: group.len(),
        answered,
        between: between(answered, group.len()),
    })
}

/// Wilson's 95 % interval of a share.
pub fn between(answered: usize, cases: usize) -> (f64, f64) {
    let (k, n) = (answered as f64, cases as f64);
    let middle = (k + Z * Z / 2.0) / (n + Z * Z);
    let half = Z / (n + Z * Z) * (k * (n - k) / n + Z * Z / 4.0).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// The gap of these cases, and of outcomes that were drawn with exactly the probabilities said.
pub fn gap(cases: &[Case], bins: &[Bin]) -> Gap {
    let mut said: Vec<f64> = cases.iter().map(|case| case.probability).collect();
    said.sort_by(f64::total_cmp);
    let of = |answered: &dyn Fn(usize) -> f64| {
        let apart = bins.iter().enumerate();
        let apart = apart.map(|(k, bin)| (answered(k) - bin.said * bin.cases as f64).abs());
        apart.sum::<f64>() / said.len() as f64
    };
    let draw = |seed: u64| {
        let mut lot = Lot::new(seed);
        let mut left = said.as_slice();
        let mut answered = Vec::with_capacity(bins.len());
        for bin in bins {
            let (own, rest) = left.split_at(bin.cases);
            left = rest;
            answered.push(own.iter().filter(|&&p| lot.share() < p).count() as f64);
        }
        of(&|k| answered[k])
    };
    let mut drawn: Vec<f64> = (0..draws(said.len())).into_par_iter().map(draw).collect();
    drawn.sort_by(f64::total_cmp);
    Gap {
        mean: of(&|k| bins[k].answered as f64),
        by_chance: drawn.iter().sum::<f64>() / drawn.len() as f64,
        one_in_twenty: quantile(&drawn, 0.95),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wilson (1927), as tabulated for 3 of 12 and 0 of 10.
    #[test]
    fn so_few_cases_tell_little() {
        for (answered, cases, low, high) in [(3, 12, 0.0889, 0.5323), (0, 10, 0.0, 0.2775)] {
            let (from, to) = between(answered, cases);
            assert!(
                (from - low).abs() < 1e-4 && (to - high).abs() < 1e-4,
                "{from} {to}"
            );
        }
    }
}
