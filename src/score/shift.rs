//! The owner's own shift: whether their outreaches are answered more or less than the pooled formula says.

use rustc_hash::FxHashMap;

use super::chance::{basis, recontact_logit, sigmoid};
use super::ledger::{Ledger, TALK_GAP};
use super::replay::{ANSWER, answers_by_person, is_outreach};
use crate::model::timeline::{Touch, Who};

/// Variance of the prior on the shift.
pub const PRIOR_VARIANCE: f64 = 0.3 * 0.3;

/// A past outreach to somebody with a history: what the formula said before, and what happened.
struct Case {
    who: Who,
    logit: f64,
    answered: bool,
}

/// The most probable shift, in logits, given the owner's past outreaches; 0 where there are none. Everybody weighs the same,
/// however often they were written to.
pub fn of(touches: &[Touch], others: usize, as_of: i64) -> f64 {
    map_estimate(&cases(touches, others, as_of))
}

/// Replays the touches and asks the formula before each outreach, from what was strictly before it.
fn cases(touches: &[Touch], others: usize, as_of: i64) -> Vec<Case> {
    let answers = answers_by_person(touches, others);
    let mut ledger = Ledger::new(others);
    let mut cases = Vec::new();
    for instant in touches.chunk_by(|a, b| a.at.at == b.at.at) {
        let at = instant[0].at.at;
        ledger.settle(at);
        for touch in instant.iter().filter(|touch| is_recontact(touch, &ledger)) {
            let next = answers.after(touch.who, at);
            let answered = next.is_some_and(|t| t <= at + ANSWER);
            if answered || at + ANSWER < as_of {
                cases.push(Case {
                    who: touch.who,
                    logit: recontact_logit(&basis(
                        ledger.account(touch.who),
                        ledger.others(touch.who),
                        at,
                    )),
                    answered,
                });
            }
        }
        for touch in instant {
            ledger.apply(touch);
        }
    }
    cases
}

/// A message to one person with whom there was something before, but nothing for two weeks.
fn is_recontact(touch: &Touch, ledger: &Ledger) -> bool {
    let last = ledger.account(touch.who).last;
    is_outreach(touch) && last.is_some_and(|last| touch.at.at - last >= TALK_GAP)
}

/// Newton's method on the log posterior, which is concave: a handful of steps.
fn map_estimate(cases: &[Case]) -> f64 {
    let mut times: FxHashMap<Who, u32> = FxHashMap::default();
    for case in cases {
        *times.entry(case.who).or_default() += 1;
    }
    let mut shift = 0.0;
    for _ in 0..50 {
        let (mut slope, mut curve) = (-shift / PRIOR_VARIANCE, -1.0 / PRIOR_VARIANCE);
        for case in cases {
            let p = sigmoid(case.logit + shift);
            let weight = 1.0 / f64::from(times.get(&case.who).copied().unwrap_or(1));
            slope += weight * (f64::from(u8::from(case.answered)) - p);
            curve -= weight * p * (1.0 - p);
        }
        let step = slope / curve;
        shift -= step;
        if step.abs() < 1e-12 {
            break;
        }
    }
    shift
}

#[cfg(test)]
mod tests {
    use super::super::running::RunningShift;
    use super::*;

    #[test]
    fn no_outreach_no_shift() {
        assert!(map_estimate(&[]).abs() < 1e-15);
    }

    fn case(who: u32, answered: bool) -> Case {
        Case {
            who: Who(who),
            logit: -0.5,
            answered,
        }
    }

    /// At the optimum the residuals balance the prior's pull: sum(y - p) = shift / variance.
    #[test]
    fn the_estimate_is_where_data_and_prior_balance() {
        let cases: Vec<Case> = (0..40).map(|i| case(i, i % 4 != 0)).collect();
        let shift = map_estimate(&cases);
        let residual: f64 = cases
            .iter()
            .map(|c| f64::from(u8::from(c.answered)) - sigmoid(c.logit + shift))
            .sum();
        assert!(
            shift > 0.3 && (residual - shift / PRIOR_VARIANCE).abs() < 1e-9,
            "{shift}"
        );
    }

    /// The two ways to the estimate agree at every instant.
    #[test]
    fn the_running_estimate_is_the_one_from_all_that_was_known_by_then() {
        let mut running = RunningShift::new(true);
        let mut known = Vec::new();
        let mut bits = 2_026_u64;
        for n in 0..300 {
            bits = bits
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let case = Case {
                who: Who((bits >> 40) as u32 % 23),
                logit: ((bits >> 20) % 400) as f64 / 100.0 - 2.0,
                answered: bits >> 60 > 3,
            };
            let at = if case.answered { n } else { n - ANSWER };
            running.expect(case.who, case.logit, at, case.answered.then_some(n));
            let before = map_estimate(&known);
            known.push(case);
            let after = map_estimate(&known);
            assert!((running.at(n) - before).abs() < 1e-9, "strictly before");
            assert!((running.at(n + 1) - after).abs() < 1e-9, "{n}");
        }
    }

    #[test]
    fn a_friend_who_answers_sixty_times_weighs_as_much_as_one_who_answers_once() {
        let few = [case(0, true), case(1, false), case(2, false)];
        let mut many: Vec<Case> = (0..60).map(|_| case(0, true)).collect();
        many.extend([case(1, false), case(2, false)]);
        let (few, many) = (map_estimate(&few), map_estimate(&many));
        assert!((few - many).abs() < 1e-9, "{few} {many}");
    }
}
