//! Why an estimate is another one: the formula is asked again with one thing as it was before.

use super::again::Part;
use crate::model::cause::Cause;
use crate::model::standing::Basis;
use crate::model::thresholds::{LIKELY, MAYBE};
use crate::score::probability;
use crate::snapshot::Person;

/// Below this nothing matters.
const LEAST: f64 = 0.005;

/// One thing that an estimate rests on and that changes without a word of the person.
struct Factor {
    cause: Cause,
    /// The estimate, had it stayed as it was.
    without: f64,
}

/// That the owner's rate or shift moved.
pub fn of_owner(part: Part, then: &Person, now: &Person) -> Option<Cause> {
    let (before, after) = (&then.standing.basis, &now.standing.basis);
    match part {
        Part::OwnerRate => Some(Cause::OwnerRate {
            from: before.owner_rate,
            to: after.owner_rate,
        }),
        Part::OwnerShift => Some(Cause::OwnerShift {
            from: before.shift,
            to: after.shift,
        }),
        _ => None,
    }
}

/// What moved the estimate with nothing but time.
pub fn of_time(then: &Person, now: &Person) -> Vec<Cause> {
    causes(then, now, slow)
}

/// What moved the estimate while the person did nothing.
pub fn of_both(then: &Person, now: &Person) -> Vec<Cause> {
    causes(then, now, |before, after| {
        let mut factors = slow(before, after);
        factors.extend(owners(before, after));
        factors
    })
}

/// Of several things those without which the band would be another one, or else the one that moved the estimate most.
fn causes(then: &Person, now: &Person, factors: fn(&Basis, &Basis) -> Vec<Factor>) -> Vec<Cause> {
    let (before, after) = (then.standing.basis.figures(), now.standing.basis.figures());
    let (Some(old), Some(_)) = (then.standing.probability, now.standing.probability) else {
        return Vec::new();
    };
    let new = probability(&after);
    let way = (new - old).signum();
    let mut factors = factors(&before, &after);
    let moved = |factor: &Factor| (new - factor.without) * way;
    factors.retain(|factor| moved(factor) > LEAST);
    factors.sort_by(|a, b| moved(b).total_cmp(&moved(a)));
    let decides = |factor: &Factor| place(factor.without) != place(new);
    let deciding = factors.iter().filter(|factor| decides(factor)).count();
    factors
        .into_iter()
        .take(deciding.max(1))
        .map(|factor| factor.cause)
        .collect()
}

/// The estimate with something as it was.
fn without(after: &Basis, change: impl Fn(&mut Basis)) -> f64 {
    let mut basis = *after;
    change(&mut basis);
    probability(&basis)
}

/// What everybody's answers to the owner changed.
fn owners(before: &Basis, after: &Basis) -> [Factor; 2] {
    [
        Factor {
            cause: Cause::OwnerRate {
                from: before.owner_rate,
                to: after.owner_rate,
            },
            without: without(after, |basis| basis.owner_rate = before.owner_rate),
        },
        Factor {
            cause: Cause::OwnerShift {
                from: before.shift,
                to: after.shift,
            },
            without: without(after, |basis| basis.shift = before.shift),
        },
    ]
}

/// What time does to an estimate.
fn slow(before: &Basis, after: &Basis) -> Vec<Factor> {
    let mut factors = Vec::new();
    if (before.answered, before.attempts) == (after.answered, after.attempts) {
        factors.push(Factor {
            cause: Cause::Aged,
            without: without(after, |basis| {
                basis.answered_weighted = before.answered_weighted;
                basis.attempts_weighted = before.attempts_weighted;
            }),
        });
    }
    if before.days < after.days {
        factors.push(Factor {
            cause: Cause::LongerSilent {
                from: before.days as u32,
                to: after.days as u32,
            },
            without: without(after, |basis| basis.days = before.days),
        });
    }
    factors
}

/// On which side of the limits of the bands an estimate is.
fn place(p: f64) -> u8 {
    u8::from(p >= MAYBE) + u8::from(p >= LIKELY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::sample::{person, with};

    /// Somebody whose estimate is that of the formula, with answers that weigh so much and this rate of everybody else.
    fn somebody(weighted: f64, owner_rate: f64) -> Person {
        with(person("p-1", "Runa Tveit", "maybe", "keep"), |p| {
            let basis = &mut p.standing.basis;
            (basis.answered, basis.attempts) = (2, 2);
            (basis.answered_weighted, basis.attempts_weighted) = (weighted, weighted);
            basis.owner_rate = owner_rate;
            (basis.days, basis.share) = (100.0, 0.5);
            p.standing.probability = Some(probability(&basis.figures()));
        })
    }

    #[test]
    fn the_rate_of_everybody_else_is_the_cause_where_it_alone_moved_the_estimate() {
        let found = of_both(&somebody(1.0, 0.31), &somebody(0.97, 0.75));
        let rate = Cause::OwnerRate {
            from: 0.31,
            to: 0.75,
        };
        assert_eq!(found, [rate]);
    }

    #[test]
    fn answers_that_are_longer_ago_are_the_cause_where_nothing_else_changed() {
        let found = of_both(&somebody(2.0, 0.43), &somebody(0.6, 0.43));
        assert_eq!(found, [Cause::Aged]);
    }

    #[test]
    fn nothing_is_made_up_where_the_formula_says_the_same() {
        assert_eq!(of_both(&somebody(1.0, 0.43), &somebody(1.0, 0.43)), []);
    }
}
