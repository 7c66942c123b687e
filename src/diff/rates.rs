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
    factors
}

/// On which side of the limits of the bands an estimate is.
fn place(p: f64) -> u8 {
    u8::from(p >= 0.30) + u8::from(p >= 0.50)
}
