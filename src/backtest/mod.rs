//! How well the score would have predicted the owner's own past: figures from replayed outreaches, each beside what chance or a
//! simpler order gives. Pure, and drawn by lot from a fixed seed only.

mod calibration;
mod luck;
mod order;

use crate::model::replay::{Case, CaseKind, Outcome, Replay, Silence};

pub use calibration::{Bin, Gap};
pub use order::{Order, Rival, Skill};

/// With fewer cases, or fewer of either kind, nothing is said.
pub const FEWEST: usize = 30;
/// See `FEWEST`.
pub const FEWEST_OF_EITHER: usize = 5;

/// What the owner's past shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Backtest {
    /// What was replayed.
    pub replay: Replay,
    /// How many outreaches of each sort.
    pub counts: Counts,
    /// The figures; none where there are too few cases.
    pub figures: Option<Figures>,
}

/// How many outreaches of each sort. Only the first two enter the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// To people with a history, whose end is known.
    pub cases: usize,
    /// Of these answered.
    pub answered: usize,
    /// Different people among them.
    pub people: usize,
    /// First messages ever, whose end is known.
    pub firsts: usize,
    /// Of these answered.
    pub firsts_answered: usize,
    /// So late that the files end before the week is over.
    pub too_late: usize,
    /// Replies to a mail to many.
    pub crowd_mails: usize,
}

/// What the cases show.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// After as long a silence, the share of people who write within 7 days without being asked; none where nothing tells.
    pub unasked: Option<f64>,
    /// What was said on average.
    pub said: f64,
    /// Groups of equal size by what was said, lowest first.
    pub bins: Vec<Bin>,
    /// How far what was said and what came lie apart.
    pub gap: Gap,
    /// The right order, and that of the simpler orders.
    pub order: Order,
    /// Mean squared error of what was said, and of the owner's rate so far for everybody alike.
    pub brier: f64,
    /// See `brier`.
    pub brier_alike: f64,
    /// The share of shuffled outcomes by which the order looks at least as good.
    pub luck: f64,
}

/// Works out what a replay shows.
pub fn backtest(replay: Replay) -> Backtest {
    let judged = |kind| {
        let is_judged = move |case: &&Case| {
            case.kind == kind && matches!(case.outcome, Outcome::Answered | Outcome::Unanswered)
        };
        replay.cases.iter().filter(is_judged)
    };
    let cases: Vec<Case> = judged(CaseKind::Recontact).copied().collect();
    let answered = |cases: &[Case]| cases.iter().filter(|case| case.answered).count();
    let firsts: Vec<Case> = judged(CaseKind::First).copied().collect();
    let of = |outcome| {
        replay
            .cases
            .iter()
            .filter(move |c| c.outcome == outcome)
            .count()
    };
    let mut people: Vec<_> = cases.iter().map(|case| case.who).collect();
    people.sort_unstable();
    people.dedup();
    let counts = Counts {
        cases: cases.len(),
        answered: answered(&cases),
        people: people.len(),
        firsts: firsts.len(),
        firsts_answered: answered(&firsts),
        too_late: of(Outcome::TooLate),
        crowd_mails: of(Outcome::CrowdMail),
    };
    let either = counts.answered.min(counts.cases - counts.answered);
    let is_enough = counts.cases >= FEWEST && either >= FEWEST_OF_EITHER;
    let figures = is_enough.then(|| figures(&cases, &replay.silences));
    Backtest {
        replay,
        counts,
        figures,
    }
}

fn figures(cases: &[Case], silences: &[Silence]) -> Figures {
    let mean = |of: &dyn Fn(&Case) -> f64| cases.iter().map(of).sum::<f64>() / cases.len() as f64;
    let came = |case: &Case| f64::from(u8::from(case.answered));
    let bins = calibration::bins(cases);
    Figures {
        unasked: unasked(cases, silences),
        said: mean(&|case| case.probability),
        gap: calibration::gap(cases, &bins),
        bins,
        order: order::order(cases),
        brier: mean(&|case| (case.probability - came(case)).powi(2)),
        brier_alike: mean(&|case| (case.rate - came(case)).powi(2)),
        luck: order::luck(cases),
    }
}

/// Of all silences that had lasted as long as the one before each case, and in the next 7 days of which the owner did not write
/// first, the share that the other side ended in these days.
fn unasked(cases: &[Case], silences: &[Silence]) -> Option<f64> {
    const WEEK: i64 = 7 * 86_400;
    let sorted = |silences: &mut dyn Iterator<Item = &Silence>| {
        let mut lengths: Vec<i64> = silences.map(|silence| silence.length).collect();
        lengths.sort_unstable();
        lengths
    };
    let all = sorted(&mut silences.iter());
    let theirs = sorted(&mut silences.iter().filter(|silence| silence.ended_by_them));
    let longer =
        |lengths: &[i64], than: i64| lengths.len() - lengths.partition_point(|&l| l <= than);
    let shares: Vec<f64> = cases
        .iter()
        .filter_map(|case| {
            let length = (case.silent_days * 86_400.0) as i64;
            let ended = longer(&theirs, length) - longer(&theirs, length + WEEK);
            let lasted = longer(&all, length + WEEK);
            (ended + lasted > 0).then(|| ended as f64 / (ended + lasted) as f64)
        })
        .collect();
    (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64)
}
