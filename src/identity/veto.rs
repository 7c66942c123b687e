//! What speaks so strongly against a merge that a shared key does not carry it.

use super::compare::Outcome;
use super::fields::{GIVEN_ANOTHER, GIVEN_SWAPPED_AMBIGUOUS, at};
use super::names::compare::{Further, Given, agreement};
use super::record::Record;
use super::weights::CLIP;
use crate::model::person::Evidence;

/// Bits that a veto stands for in evidence.
const AGAINST: f64 = -20.0;

/// Bits of a middle name that differs where nothing but names is known.
const MIDDLE: f32 = -8.0;

/// Bits of what only the owner can decide.
const ASK: f32 = -0.5;

/// Why two cards are two people for all that they share; `None` if nothing says so.
pub fn between(a: &Record<'_>, b: &Record<'_>) -> Option<Evidence> {
    if a.same_roster(b) {
        return Some(against(
            "file",
            "one row per person",
            "both are rows of one Connections.csv, which has one row per person".into(),
        ));
    }
    let names = agreement(&a.name, &b.name);
    let shown = format!(
        "{} and {}",
        a.card.name.full.trim(),
        b.card.name.full.trim()
    );
    if names.generation == Further::Conflict {
        return Some(against(
            "generation",
            "differs",
            format!("senior and junior: {shown}"),
        ));
    }
    if names.given == Given::Differs {
        return Some(against(
            "given name",
            "differs",
            format!("different given names: {shown}"),
        ));
    }
    if names.middle == Further::Conflict {
        return Some(against(
            "middle name",
            "differs",
            format!("different middle names: {shown}"),
        ));
    }
    None
}

fn against(field: &'static str, level: &'static str, text: String) -> Evidence {
    Evidence {
        field,
        level,
        bits: AGAINST,
        text,
    }
}

/// Holds a score below the point of merging where the owner has to decide: a profile that changed hands, senior and junior.
pub fn cap(outcome: &Outcome, score: f32) -> f32 {
    let level = |field: usize| outcome.levels[field];
    if level(at::GENERATION) == 2 {
        return -CLIP;
    }
    if level(at::MIDDLE) == 2 && !has_own_evidence(outcome) {
        return score.min(MIDDLE);
    }
    let given_differs = matches!(level(at::GIVEN), 7 | GIVEN_ANOTHER);
    if given_differs && (level(at::PROFILE) == 1 || level(at::LINK) == 1) {
        return score.min(ASK);
    }
    if level(at::GIVEN) == GIVEN_SWAPPED_AMBIGUOUS && !has_own_evidence(outcome) {
        return score.min(ASK);
    }
    let family_unclear = matches!(level(at::FAMILY), 0 | 6);
    if family_unclear && !has_own_evidence(outcome) {
        return score.min(ASK);
    }
    score
}

/// Whether something agrees that is neither a name nor a household's or an office's number or mailbox.
fn has_own_evidence(outcome: &Outcome) -> bool {
    let level = |field: usize| outcome.levels[field];
    let near = [at::BIRTHDAY, at::STREET, at::HANDLE];
    let own = [at::PHONE, at::PROFILE, at::LINK];
    near.iter().any(|&field| matches!(level(field), 1 | 2))
        || own.iter().any(|&field| level(field) == 1)
        || matches!(level(at::EMAIL), 1 | 3 | 4)
}
