//! The owner's own shift: whether their outreaches are answered more or less than the pooled formula says.

use rustc_hash::FxHashMap;

use super::chance::{basis, recontact_logit, sigmoid};
use super::ledger::{Ledger, TALK_GAP, is_counted};
use crate::model::exchange::{Channel, Direction};
use crate::model::moment::DAY;
use crate::model::thresholds::ANSWER_DAYS;
use crate::model::timeline::{Touch, Who};

/// Time within which an answer counts.
const ANSWER: i64 = ANSWER_DAYS * DAY;
/// Variance of the prior on the shift.
const PRIOR_VARIANCE: f64 = 0.3 * 0.3;

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
            let inbound = &answers[touch.who.0 as usize];
            let next = inbound[inbound.partition_point(|&t| t <= at)..]
                .first()
                .copied();
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
    let message =
        touch.direction == Direction::Out && touch.channel != Channel::Call && touch.others == 1;
    let last = ledger.account(touch.who).last;
    message && is_counted(touch) && last.is_some_and(|last| touch.at.at - last >= TALK_GAP)
}

/// Times at which each person wrote or called, in order.
fn answers_by_person(touches: &[Touch], others: usize) -> Vec<Vec<i64>> {
    let mut answers = vec![Vec::new(); others];
    for touch in touches
        .iter()
        .filter(|t| t.direction == Direction::In && is_counted(t))
    {
        let Touch {
            at, who: Who(who), ..
        } = *touch;
        answers[who as usize].push(at.at);
    }
    answers
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

    #[test]
    fn a_friend_who_answers_sixty_times_weighs_as_much_as_one_who_answers_once() {
        let few = [case(0, true), case(1, false), case(2, false)];
        let mut many: Vec<Case> = (0..60).map(|_| case(0, true)).collect();
        many.extend([case(1, false), case(2, false)]);
        let (few, many) = (map_estimate(&few), map_estimate(&many));
        assert!((few - many).abs() < 1e-9, "{few} {many}");
    }
}
