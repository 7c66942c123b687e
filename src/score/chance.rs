//! TIE-3's formula and its interval. Coefficients and constants as fitted on public logs (docs/SCORE.md).

use statrs::function::beta::inv_beta_reg;

use super::ledger::{Account, Ledger, Sums};
use crate::model::standing::{Basis, Chance};
use crate::model::timeline::Who;

/// The rate to which few observations are drawn, and how strongly: 3 pseudo-attempts for a person, 8 for the owner.
const PRIOR_RATE: f64 = 0.40;
const PERSON_STRENGTH: f64 = 3.0;
const OWNER_STRENGTH: f64 = 8.0;
/// The rate at which first messages ever are answered, from the same logs.
const FIRST_RATE: f64 = 0.31;
/// Coefficients of the logistic formula.
const INTERCEPT: f64 = -0.20;
const ON_PERSON: f64 = 0.60;
const ON_NEVER: f64 = -0.50;
const ON_OWNER: f64 = 0.25;
/// The interval is that of a Beta distribution worth this many observations.
const INTERVAL_STRENGTH: f64 = 6.0;

/// The logit of a probability.
pub fn logit(p: f64) -> f64 {
    (p / (1.0 - p)).ln()
}

/// The probability of a logit.
pub fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn rate(answered: f64, attempts: f64, strength: f64, prior: f64) -> f64 {
    (strength * prior + answered) / (strength + attempts)
}

/// What the probability for somebody rests on at an instant, without the owner's shift.
pub fn basis(account: &Account, others: Sums, at: i64) -> Basis {
    Basis {
        answered: account.answered,
        attempts: account.attempts,
        answered_weighted: account.answered_weighted(at),
        attempts_weighted: account.attempts_weighted(at),
        never: !account.wrote,
        owner_rate: rate(
            f64::from(others.answered),
            f64::from(others.attempts),
            OWNER_STRENGTH,
            PRIOR_RATE,
        ),
        shift: 0.0,
    }
}

/// The logit of the probability that somebody with a history answers within 7 days.
pub fn recontact_logit(basis: &Basis) -> f64 {
    let person = rate(
        basis.answered_weighted,
        basis.attempts_weighted,
        PERSON_STRENGTH,
        PRIOR_RATE,
    );
    let never = if basis.never { ON_NEVER } else { 0.0 };
    INTERCEPT + ON_PERSON * logit(person) + never + ON_OWNER * logit(basis.owner_rate) + basis.shift
}

/// The probability that a first message ever is answered: the owner's own rate of first messages, drawn to what is usual.
pub fn first(ledger: &Ledger, who: Who) -> f64 {
    let firsts = ledger.other_firsts(who);
    rate(
        f64::from(firsts.answered),
        f64::from(firsts.attempts),
        OWNER_STRENGTH,
        FIRST_RATE,
    )
}

/// A probability with its 80 % interval, that of Beta(6P, 6(1-P)).
pub fn with_interval(p: f64) -> Chance {
    let (a, b) = (INTERVAL_STRENGTH * p, INTERVAL_STRENGTH * (1.0 - p));
    Chance {
        p,
        low: inv_beta_reg(a, b, 0.1),
        high: inv_beta_reg(a, b, 0.9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(answered: f64, attempts: f64, never: bool) -> f64 {
        sigmoid(recontact_logit(&Basis {
            answered_weighted: answered,
            attempts_weighted: attempts,
            never,
            owner_rate: 0.40,
            ..Basis::default()
        }))
    }

    /// The examples of the page that defines the score, to the two digits that it gives.
    #[test]
    fn the_published_examples() {
        for (got, expected) in [
            (p(1.0, 1.0, false), 0.45),
            (p(3.0, 3.0, false), 0.55),
            (p(0.0, 1.0, true), 0.21),
            (p(0.0, 3.0, true), 0.16),
            (p(0.0, 0.0, false), 0.37),
        ] {
            assert!((got - expected).abs() < 0.005, "{got} for {expected}");
        }
    }

    /// Quantiles of Beta(3, 3) and Beta(1.86, 4.14) from SciPy: `beta.ppf([.1, .9], a, b)`.
    #[test]
    fn the_interval_is_that_of_the_beta_distribution() {
        for (p, low, high) in [
            (0.5, 0.246_636_45, 0.753_363_55),
            (0.31, 0.096_422_52, 0.557_088_36),
        ] {
            let chance = with_interval(p);
            assert!((chance.low - low).abs() < 1e-7, "{chance:?}");
            assert!((chance.high - high).abs() < 1e-7, "{chance:?}");
        }
    }
}
