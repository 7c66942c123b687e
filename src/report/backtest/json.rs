//! The contract of `backtest --json`.

use std::io::{self, Write};

use serde::Serialize;

use crate::backtest::{Bin, Counts, Figures, Rival, Skill};
use crate::model::replay::Outcome;
use crate::pipeline::Backtested;
use crate::report::json::write;
use crate::snapshot::{SCHEMA, instant};

#[derive(Serialize)]
struct BacktestJson<'a> {
    schema: u32,
    as_of: String,
    owner_known: bool,
    counts: CountsJson,
    metrics: MetricsJson,
    bins: Vec<BinJson>,
    orders: Vec<OrderJson>,
    cases: Vec<CaseJson<'a>>,
}

#[derive(Serialize)]
struct CountsJson {
    cases: usize,
    answered: usize,
    people: usize,
    firsts: usize,
    firsts_answered: usize,
    too_late: usize,
    crowd_mails: usize,
}

/// Without enough cases all but `n` is null.
#[derive(Serialize)]
struct MetricsJson {
    n: usize,
    base_rate: Option<f64>,
    auc: Option<f64>,
    brier: Option<f64>,
    ece: Option<f64>,
    baselines: BaselinesJson,
    auc_low: Option<f64>,
    auc_high: Option<f64>,
    brier_base_rate: Option<f64>,
    ece_by_chance: Option<f64>,
    ece_one_in_twenty: Option<f64>,
    said: Option<f64>,
    unasked: Option<f64>,
    luck: Option<f64>,
}

/// The right order of what is simpler; everybody alike is no order.
#[derive(Serialize)]
struct BaselinesJson {
    recency: Option<f64>,
    frequency: Option<f64>,
    base_rate: Option<f64>,
}

#[derive(Serialize)]
struct BinJson {
    from: f64,
    to: f64,
    said: f64,
    cases: usize,
    answered: usize,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct OrderJson {
    by: &'static str,
    auc: f64,
    low: f64,
    high: f64,
    first_ten: usize,
    last_ten: usize,
    against_score: Option<&'static str>,
}

#[derive(Serialize)]
struct CaseJson<'a> {
    person: &'a str,
    name: &'a str,
    key: &'a str,
    at: String,
    kind: &'static str,
    probability: f64,
    answered: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<&'static str>,
}

/// Writes what the owner's past shows.
pub fn backtest(backtested: &Backtested, out: &mut dyn Write) -> io::Result<()> {
    let backtest = &backtested.backtest;
    let figures = backtest.figures.as_ref();
    let cases = backtest.replay.cases.iter().map(|case| {
        let whom = &backtested.people[case.who.0 as usize];
        let left_out = match case.outcome {
            Outcome::Answered | Outcome::Unanswered => None,
            Outcome::TooLate | Outcome::CrowdMail => Some(case.outcome.word()),
        };
        CaseJson {
            person: &whom.person,
            name: &whom.name,
            key: &whom.key,
            at: instant(case.at.at),
            kind: case.kind.word(),
            probability: case.probability,
            answered: case.answered,
            left_out,
        }
    });
    let json = BacktestJson {
        schema: SCHEMA,
        as_of: instant(backtested.as_of),
        owner_known: backtested.owner_known,
        counts: counts(&backtest.counts),
        metrics: metrics(&backtest.counts, figures),
        bins: figures.map_or_else(Vec::new, |f| f.bins.iter().map(bin).collect()),
        orders: figures.map_or_else(Vec::new, orders),
        cases: cases.collect(),
    };
    write(&json, out)
}

fn counts(counts: &Counts) -> CountsJson {
    CountsJson {
        cases: counts.cases,
        answered: counts.answered,
        people: counts.people,
        firsts: counts.firsts,
        firsts_answered: counts.firsts_answered,
        too_late: counts.too_late,
        crowd_mails: counts.crowd_mails,
    }
}

fn metrics(counts: &Counts, figures: Option<&Figures>) -> MetricsJson {
    let of = |value: fn(&Figures) -> f64| figures.map(value);
    MetricsJson {
        n: counts.cases,
        base_rate: figures.map(|_| counts.answered as f64 / counts.cases as f64),
        auc: of(|f| f.order.score.auc),
        brier: of(|f| f.brier),
        ece: of(|f| f.gap.mean),
        baselines: BaselinesJson {
            recency: of(|f| f.order.recency.auc),
            frequency: of(|f| f.order.frequency.auc),
            base_rate: of(|_| 0.5),
        },
        auc_low: of(|f| f.order.score.between.0),
        auc_high: of(|f| f.order.score.between.1),
        brier_base_rate: of(|f| f.brier_alike),
        ece_by_chance: of(|f| f.gap.by_chance),
        ece_one_in_twenty: of(|f| f.gap.one_in_twenty),
        said: of(|f| f.said),
        unasked: figures.and_then(|f| f.unasked),
        luck: of(|f| f.luck),
    }
}

fn bin(bin: &Bin) -> BinJson {
    BinJson {
        from: bin.from,
        to: bin.to,
        said: bin.said,
        cases: bin.cases,
        answered: bin.answered,
        low: bin.between.0,
        high: bin.between.1,
    }
}

fn orders(figures: &Figures) -> Vec<OrderJson> {
    let order = &figures.order;
    let one = |by, skill: &Skill, is: Option<Rival>| OrderJson {
        by,
        auc: skill.auc,
        low: skill.between.0,
        high: skill.between.1,
        first_ten: skill.first_ten,
        last_ten: skill.last_ten,
        against_score: is.map(rival),
    };
    vec![
        one("tieline", &order.score, None),
        one("recency", &order.recency, Some(order.recency_is)),
        one("frequency", &order.frequency, Some(order.frequency_is)),
    ]
}

fn rival(rival: Rival) -> &'static str {
    match rival {
        Rival::Behind => "behind",
        Rival::PerhapsBehind => "perhaps-behind",
        Rival::PerhapsAhead => "perhaps-ahead",
        Rival::Ahead => "ahead",
    }
}
