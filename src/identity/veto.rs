//! What speaks so strongly against a merge that a shared key does not carry it.

use super::names::compare::{Further, Given, agreement};
use super::record::Record;
use crate::model::person::Evidence;

/// Bits that a veto stands for in evidence.
const AGAINST: f64 = -20.0;

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
