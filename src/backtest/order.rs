//! Does it put the right people first? The share of pairs, one answered and one not, of which the answered one stood first.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::luck::{Lot, draws, quantile};
use crate::model::replay::Case;
use crate::model::timeline::Who;

/// How well an order does: 0.5 is by lot, 1 never wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Skill {
    /// Pairs in the right order, 0 to 1; ties count half.
    pub auc: f64,
    /// The 95 % interval over people drawn anew: whom the owner writes to often counts as one.
    pub between: (f64, f64),
    /// Answered of the first ten.
    pub first_ten: usize,
    /// Answered of the last ten.
    pub last_ten: usize,
}

/// How a simpler order compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rival {
    /// The score is better, and not by chance alone.
    Behind,
    /// The score is better, but that may be chance.
    PerhapsBehind,
    /// It is better than the score, but that may be chance.
    PerhapsAhead,
    /// It is better than the score, and not by chance alone.
    Ahead,
}

/// The order by the score and by what is simpler.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Order {
    /// By the probability.
    pub score: Skill,
    /// By how long ago the last touch was.
    pub recency: Skill,
    /// By how many messages there were.
    pub frequency: Skill,
    /// Recency against the score.
    pub recency_is: Rival,
    /// Frequency against the score.
    pub frequency_is: Rival,
}

/// What of a case is counted, two thousand times over.
struct Tried {
    /// The number of the person, among those who were tried.
    person: u32,
    answered: bool,
}

/// Those who were tried, in order.
fn tried(cases: &[Case]) -> Vec<Who> {
    let mut people: Vec<Who> = cases.iter().map(|case| case.who).collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// Cases in the order of some figure, the lowest first, equal ones together.
struct Sorted {
    cases: Vec<Tried>,
    /// Where each run of equal figures ends.
    ends: Vec<usize>,
}

impl Sorted {
    fn by(cases: &[Case], people: &[Who], figure: impl Fn(&Case) -> f64) -> Self {
        let mut sorted: Vec<&Case> = cases.iter().collect();
        sorted.sort_by(|a, b| figure(a).total_cmp(&figure(b)));
        let ends = (1..=sorted.len())
            .filter(|&at| {
                let is_equal =
                    |next: &&Case| figure(next).total_cmp(&figure(sorted[at - 1])).is_eq();
                !sorted.get(at).is_some_and(is_equal)
            })
            .collect();
        let tried = |case: &Case| Tried {
            person: people.partition_point(|who| *who < case.who) as u32,
            answered: case.answered,
        };
        Self {
            cases: sorted.into_iter().map(tried).collect(),
            ends,
        }
    }

    /// The share of pairs in the right order, each case weighing as often as its person was drawn; none without both kinds.
    fn auc(&self, times: impl Fn(u32) -> u32) -> Option<f64> {
        let (mut below, mut right, mut answered, mut from) = (0.0, 0.0, 0.0, 0);
        for &end in &self.ends {
            let mut drawn = [0_u32; 2];
            for case in &self.cases[from..end] {
                drawn[usize::from(case.answered)] += times(case.person);
            }
            let [no, yes] = drawn.map(f64::from);
            right += yes * (below + no / 2.0);
            below += no;
            answered += yes;
            from = end;
        }
        (answered > 0.0 && below > 0.0).then(|| right / (answered * below))
    }

    fn skill(&self, mut drawn: Vec<f64>) -> Skill {
        drawn.sort_by(f64::total_cmp);
        let answered = |cases: &[Tried]| cases.iter().filter(|case| case.answered).count();
        let ten = self.cases.len().min(10);
        Skill {
            auc: self.auc(|_| 1).unwrap_or(0.5),
            between: (quantile(&drawn, 0.025), quantile(&drawn, 0.975)),
            first_ten: answered(&self.cases[self.cases.len() - ten..]),
            last_ten: answered(&self.cases[..ten]),
        }
    }
}

/// Compares the orders; whom it happened to be tried on is drawn anew, person by person, to see what may be chance.
pub fn order(cases: &[Case]) -> Order {
    let people = tried(cases);
    let orders = [
        Sorted::by(cases, &people, |case| case.probability),
        Sorted::by(cases, &people, |case| -case.silent_days),
        Sorted::by(cases, &people, |case| f64::from(case.messages)),
    ];
    let draw = |seed: u64| {
        let mut lot = Lot::new(seed);
        let mut drawn = vec![0_u32; people.len()];
        for _ in 0..people.len() {
            drawn[lot.below(people.len())] += 1;
        }
        let times = |person: u32| drawn[person as usize];
        let [a, b, c] = orders.each_ref().map(|order| order.auc(times));
        Some([a?, b?, c?])
    };
    let drawn: Vec<[f64; 3]> = (0..draws(cases.len()))
        .into_par_iter()
        .filter_map(draw)
        .collect();
    let of = |at: usize| orders[at].skill(drawn.iter().map(|all| all[at]).collect());
    let [score, recency, frequency] = [of(0), of(1), of(2)];
    let rival = |at: usize, skill: Skill| {
        let mut apart: Vec<f64> = drawn.iter().map(|all| all[0] - all[at]).collect();
        apart.sort_by(f64::total_cmp);
        let (low, high) = (quantile(&apart, 0.025), quantile(&apart, 0.975));
        match score.auc >= skill.auc {
            true if low > 0.0 => Rival::Behind,
            true => Rival::PerhapsBehind,
            false if high < 0.0 => Rival::Ahead,
            false => Rival::PerhapsAhead,
        }
    };
    Order {
        score,
        recency,
        frequency,
        recency_is: rival(1, recency),
        frequency_is: rival(2, frequency),
    }
}

/// The share of shuffled outcomes by which the order looks at least as good.
pub fn luck(cases: &[Case]) -> f64 {
    let sorted = Sorted::by(cases, &tried(cases), |case| case.probability);
    // With ties counted half, a case is worth its mean rank.
    let mut ranks = Vec::with_capacity(cases.len());
    let mut from = 0;
    for &end in &sorted.ends {
        ranks.resize(end, (from + 1 + end) as f64 / 2.0);
        from = end;
    }
    let answered = sorted
        .cases
        .iter()
        .zip(&ranks)
        .filter(|(case, _)| case.answered);
    let own: f64 = answered.clone().map(|(_, rank)| rank).sum();
    let number = answered.count();
    let shuffle = |shuffled: &mut Vec<f64>, seed: u64| {
        let mut lot = Lot::new(seed ^ 0x5eed);
        shuffled.clone_from(&ranks);
        let mut sum = 0.0;
        for k in 0..number {
            let other = k + lot.below(shuffled.len() - k);
            shuffled.swap(k, other);
            sum += shuffled[k];
        }
        u64::from(sum >= own - 1e-9)
    };
    let all = draws(cases.len());
    let shuffles = (0..all).into_par_iter().map_init(Vec::new, shuffle);
    let as_good: u64 = shuffles.sum();
    (as_good + 1) as f64 / (all + 1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::moment::Moment;
    use crate::model::replay::{CaseKind, Outcome};
    use crate::model::timeline::Who;

    fn cases(of: &[(f64, bool)]) -> Vec<Case> {
        let case = |(n, &(probability, answered)): (usize, &(f64, bool))| Case {
            who: Who(n as u32),
            at: Moment::second(n as i64),
            kind: CaseKind::Recontact,
            probability,
            answered,
            outcome: Outcome::Answered,
            silent_days: 20.0,
            messages: n as u32,
            rate: 0.4,
        };
        of.iter().enumerate().map(case).collect()
    }

    #[test]
    fn pairs_in_the_right_order_are_counted_and_ties_count_half() {
        let all = cases(&[(0.2, false), (0.5, true), (0.5, false), (0.9, true)]);
        let people = tried(&all);
        let sorted = Sorted::by(&all, &people, |case| case.probability);
        assert_eq!(sorted.auc(|_| 1), Some(3.5 / 4.0));
        assert_eq!(Sorted::by(&all, &people, |_| 1.0).auc(|_| 1), Some(0.5));
        let order = order(&all);
        assert!((order.recency.auc - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_perfect_order_is_hardly_luck_and_one_by_lot_is() {
        let perfect: Vec<_> = (0..40).map(|n| (f64::from(n) / 40.0, n >= 20)).collect();
        assert!(luck(&cases(&perfect)) < 0.01);
        let any: Vec<_> = (0..40).map(|n| (f64::from(n) / 40.0, n % 2 == 0)).collect();
        assert!(luck(&cases(&any)) > 0.3);
    }
}
