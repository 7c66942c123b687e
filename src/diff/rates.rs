//! Why an estimate is another one: the formula is asked again with one thing as it was before.

use crate::model::cause::Cause;
use crate::model::standing::Basis;
use crate::score::probability;
use crate::snapshot::Person;

/// Below this nothing is worth a word.
const LEAST: f64 = 0.005;

/// One thing that an estimate rests on and that changes without a word of the person.
struct Factor {
    cause: Cause,
    /// The estimate, had it stayed as it was.
    without: f64,
}

/// What moved the estimate from one band to another while the person did nothing. Of several things those without which the band
/// would be another one, or else the one that moved it most.
pub fn causes(then: &Person, now: &Person) -> Vec<Cause> {
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

fn factors(before: &Basis, after: &Basis) -> Vec<Factor> {
    let without = |change: &dyn Fn(&mut Basis)| {
        let mut basis = *after;
        change(&mut basis);
        probability(&basis)
    };
    let mut factors = vec![
        Factor {
            cause: Cause::OwnerRate {
                from: before.owner_rate,
                to: after.owner_rate,
            },
            without: without(&|basis| basis.owner_rate = before.owner_rate),
        },
        Factor {
            cause: Cause::OwnerShift {
                from: before.shift,
                to: after.shift,
            },
            without: without(&|basis| basis.shift = before.shift),
        },
    ];
    if (before.answered, before.attempts) == (after.answered, after.attempts) {
        factors.push(Factor {
            cause: Cause::Aged,
            without: without(&|basis| {
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
            without: without(&|basis| basis.days = before.days),
        });
    }
    factors
}

/// On which side of the limits of the bands an estimate is.
fn place(p: f64) -> u8 {
    u8::from(p >= 0.30) + u8::from(p >= 0.50)
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
        let found = causes(&somebody(1.0, 0.31), &somebody(0.97, 0.75));
        let rate = Cause::OwnerRate {
            from: 0.31,
            to: 0.75,
        };
        assert_eq!(found, [rate]);
    }

    #[test]
    fn answers_that_are_longer_ago_are_the_cause_where_nothing_else_changed() {
        let found = causes(&somebody(2.0, 0.43), &somebody(0.6, 0.43));
        assert_eq!(found, [Cause::Aged]);
    }

    #[test]
    fn nothing_is_made_up_where_the_formula_says_the_same() {
        assert_eq!(causes(&somebody(1.0, 0.43), &somebody(1.0, 0.43)), []);
    }
}
