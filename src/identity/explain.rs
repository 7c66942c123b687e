//! A comparison in words: which field came out how, what it weighs, and what the values are.

use super::fields::CLASSES;
use super::parts::Side;
use super::record::Ix;
use super::say::sentence;
use super::veto;
use super::weigh::Scale;
use crate::model::person::Evidence;

/// Fewer bits than this, either way, say nothing.
const NOTHING: f64 = 0.05;

/// The bits before anything is compared, and the evidence for and against two records being one person, the strongest
/// first. Together they are what the whole comparison comes to.
pub fn explain(scale: &Scale<'_, '_>, a: Ix, b: Ix) -> (f64, Vec<Evidence>) {
    let outcome = scale.outcome(a, b);
    let classes = scale.weights.classes(&outcome);
    let rival = (1..CLASSES)
        .max_by(|&x, &y| classes[x].total_cmp(&classes[y]))
        .unwrap_or(CLASSES - 1);
    let side = |ix: Ix| Side {
        record: &scale.records[ix],
        name: &scale.features[ix].name,
    };
    let known = outcome.levels.known();
    let mut evidence: Vec<Evidence> = known
        .map(|(field, level)| Evidence {
            field: field.table().name,
            level: level.name,
            bits: f64::from(scale.weights.field_bits(&outcome, field, rival)),
            text: sentence(field, &outcome.levels, side(a), side(b)),
        })
        .filter(|said| said.bits.abs() >= NOTHING)
        .collect();
    let start =
        f64::from(scale.weights.unclipped(&outcome)) - evidence.iter().map(|e| e.bits).sum::<f64>();
    if let Some(veto) =
        veto::against(&outcome).filter(|veto| scale.weights.score(&outcome) > veto.limit)
    {
        evidence.push(Evidence {
            field: Evidence::VETO,
            level: "holds back",
            bits: f64::from(veto.limit),
            text: veto.reason.to_owned(),
        });
    }
    evidence.sort_by(|x, y| y.bits.abs().total_cmp(&x.bits.abs()));
    (start, evidence)
}
