//! TIE-4's formula and its interval. Coefficients and constants as fitted on public logs (docs/SCORE.md).

use statrs::function::beta::inv_beta_reg;

use super::ledger::{Account, Ledger, Sums};
use crate::model::moment::DAY;
use crate::model::real::{Real, rounded};
use crate::model::standing::{Basis, Chance};
use crate::model::thresholds::{
    FIRST_RATE, HALF_LIFE_DAYS, INTERVAL_STRENGTH, NEVER_DAYS, OWNER_STRENGTH, PERSON_STRENGTH,
    PRIOR_RATE, USUAL_SILENCE_DAYS,
};
use crate::model::timeline::Who;

/// Coefficients of the logistic formula.
const INTERCEPT: f64 = -0.42;
const ON_PERSON: f64 = 0.70;
const ON_NEVER: f64 = -0.22;
const ON_OWNER: f64 = 0.31;
const ON_SILENCE: f64 = -0.10;
const ON_SHARE: f64 = 0.06;

/// The logit of a probability.
pub fn logit(p: f64) -> f64 {
    (p / (1.0 - p)).log_e()
}

/// The probability of a logit.
pub fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp_e())
}

fn rate(answered: f64, attempts: f64, strength: f64, prior: f64) -> f64 {
    (strength * prior + answered) / (strength + attempts)
}

/// The owner's rate of answers, drawn to what is usual.
pub fn owner_rate(answered: u32, attempts: u32) -> f64 {
    let (answered, attempts) = (f64::from(answered), f64::from(attempts));
    rate(answered, attempts, OWNER_STRENGTH, PRIOR_RATE)
}

/// What the probability for somebody rests on at an instant, without the owner's shift.
pub fn basis(account: &Account, others: Sums, at: i64) -> Basis {
    Basis {
        answered: account.answered,
        attempts: account.attempts,
        answered_weighted: account.answered_weighted(at),
        attempts_weighted: account.attempts_weighted(at),
        never: !account.wrote,
        owner_rate: owner_rate(others.answered, others.attempts),
        shift: 0.0,
        days: account
            .last_in
            .map_or(NEVER_DAYS, |last| (at - last) as f64 / DAY as f64),
        begun: account.begun,
        talks: account.talks,
        share: f64::from(account.begun + 1) / f64::from(account.talks + 2),
    }
}

/// A term of the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// Where everybody begins.
    Intercept,
    /// How this person answered before.
    Person,
    /// That they never wrote.
    Never,
    /// How everybody else answers the owner.
    Owner,
    /// How long they have been silent.
    Silence,
    /// Who begins the talks.
    Share,
    /// The owner's own shift.
    Shift,
}

/// The terms whose sum is the logit of the probability.
pub fn terms(basis: &Basis) -> [(Term, f64); 7] {
    let person = person_rate(basis);
    let x = logit(person) - logit(PRIOR_RATE);
    // A try in vain says less of somebody who writes by themselves.
    let eager = (2.0 * basis.share - 1.0).max(0.0);
    let never = if basis.never { ON_NEVER } else { 0.0 };
    let silence = ((1.0 + basis.days) / USUAL_SILENCE_DAYS).log_e();
    [
        (Term::Intercept, INTERCEPT),
        (
            Term::Person,
            ON_PERSON * (x.max(0.0) + (1.0 - eager) * x.min(0.0)),
        ),
        (Term::Never, never),
        (Term::Owner, ON_OWNER * logit(basis.owner_rate)),
        (Term::Silence, ON_SILENCE * silence),
        (Term::Share, ON_SHARE * logit(basis.share)),
        (Term::Shift, basis.shift),
    ]
}

/// How this person answers, drawn to what is usual.
pub fn person_rate(basis: &Basis) -> f64 {
    rate(
        basis.answered_weighted,
        basis.attempts_weighted,
        PERSON_STRENGTH,
        PRIOR_RATE,
    )
}

/// The logit of the probability that somebody with a history answers within 7 days.
pub fn recontact_logit(basis: &Basis) -> f64 {
    terms(basis).iter().map(|(_, term)| term).sum()
}

/// The probability that somebody with a history answers within 7 days.
pub fn probability(basis: &Basis) -> f64 {
    sigmoid(recontact_logit(basis))
}

/// The same figures some seconds later, or earlier where that is negative: attempts weigh less, and the silence is longer.
pub fn scaled(basis: &Basis, later: i64) -> Basis {
    let days = later as f64 / DAY as f64;
    let weight = (-days / HALF_LIFE_DAYS).exp_2();
    Basis {
        answered_weighted: basis.answered_weighted * weight,
        attempts_weighted: basis.attempts_weighted * weight,
        days: if basis.never {
            basis.days
        } else {
            (basis.days + days).max(0.0)
        },
        ..*basis
    }
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

/// A probability with its 80 % interval, that of Beta(6P, 6(1-P)). Its ends are rounded to six digits: they come from a library that
/// works them out with functions of the platform, and the digits behind would differ from machine to machine.
pub fn with_interval(p: f64) -> Chance {
    let (a, b) = (INTERVAL_STRENGTH * p, INTERVAL_STRENGTH * (1.0 - p));
    let end = |share: f64| rounded(inv_beta_reg(a, b, share), 6);
    Chance {
        p,
        low: end(0.1),
        high: end(0.9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked out with a pocket calculator from the formula as it is written in docs/SCORE.md.
    #[test]
    fn the_sum_is_that_of_the_page() {
        let fresh = Basis {
            owner_rate: 0.40,
            share: 0.5,
            days: 60.0,
            ..Basis::default()
        };
        let stranger = Basis {
            never: true,
            attempts_weighted: 2.0,
            days: 1095.0,
            talks: 2,
            share: 0.25,
            ..fresh
        };
        let eager = Basis {
            attempts_weighted: 9.0,
            begun: 9,
            talks: 9,
            share: 10.0 / 11.0,
            ..fresh
        };
        for (basis, expected) in [(fresh, 0.3669), (stranger, 0.1620), (eager, 0.3462)] {
            let p = sigmoid(recontact_logit(&basis));
            assert!((p - expected).abs() < 0.0001, "{p} for {expected}");
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
            assert!((chance.low - low).abs() < 6e-7, "{chance:?}");
            assert!((chance.high - high).abs() < 6e-7, "{chance:?}");
        }
    }
}
