//! What speaks so strongly against a merge that shared keys or many bits do not carry it.

use super::compare::Outcome;
use super::fields::{GIVEN_ANOTHER, GIVEN_SWAPPED_AMBIGUOUS, at};
use super::names::compare::{Family, Further, Given, agreement};
use super::record::Record;
use super::weights::CLIP;

/// Bits of a middle name that differs where nothing but names is known.
const MIDDLE: f32 = -8.0;

/// Bits of what only the owner can decide.
const ASK: f32 = -0.5;

/// A reason to hold a score down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Veto {
    /// The highest score that it lets stand.
    pub limit: f32,
    /// In words.
    pub reason: &'static str,
}

/// Whether two cards are two people for all the certain keys that they share.
pub fn forbids(a: &Record<'_>, b: &Record<'_>) -> bool {
    let names = agreement(&a.name, &b.name);
    a.same_roster(b)
        || names.generation == Further::Conflict
        || names.given == Given::Differs
        || names.middle == Further::Conflict
}

/// The veto against an outcome: senior and junior, a profile that changed hands, names alone where they can mislead.
pub fn against(outcome: &Outcome) -> Option<Veto> {
    let level = |field: usize| outcome.levels[field];
    let veto = |limit: f32, reason: &'static str| Some(Veto { limit, reason });
    let bare = !has_own_evidence(outcome);
    let given_differs =
        level(at::GIVEN) == Given::Differs as u8 || level(at::GIVEN) == GIVEN_ANOTHER;
    let family_differs =
        matches!(level(at::FAMILY), 0) || level(at::FAMILY) == Family::Differs as u8;
    if level(at::GENERATION) == Further::Conflict as u8 {
        veto(-CLIP, "senior and junior are two people")
    } else if bare && level(at::MIDDLE) == Further::Conflict as u8 {
        veto(
            MIDDLE,
            "the middle names contradict each other and nothing but names is known",
        )
    } else if given_differs && (level(at::PROFILE) == 1 || level(at::LINK) == 1) {
        veto(
            ASK,
            "a profile or link with two given names may have changed hands",
        )
    } else if bare && level(at::GIVEN) == GIVEN_SWAPPED_AMBIGUOUS {
        veto(
            ASK,
            "both words serve as given and as family name, so the order may be right in both",
        )
    } else if is_close_address_alone(outcome) {
        veto(
            ASK,
            "addresses that are nearly the same belong to two people as often as not",
        )
    } else if bare && family_differs {
        veto(
            ASK,
            "without a common family name, what an office or a given name says is not enough",
        )
    } else {
        None
    }
}

/// Whether all that agrees besides a family name is an address that is nearly the same, and no given name, or two that are
/// nearly the same too: `karin.lund@` and `karl.lund@` are colleagues, or siblings.
fn is_close_address_alone(outcome: &Outcome) -> bool {
    let level = |field: usize| outcome.levels[field];
    let near_names = [Given::Missing, Given::Close, Given::Near]
        .iter()
        .any(|&given| level(at::GIVEN) == given as u8);
    let others = [at::BIRTHDAY, at::STREET]
        .iter()
        .any(|&f| matches!(level(f), 1 | 2))
        || [at::PHONE, at::PROFILE, at::LINK]
            .iter()
            .any(|&f| level(f) == 1);
    near_names && level(at::EMAIL) == CLOSE_ADDRESS && !others
}

/// The level at which two addresses are nearly the same.
const CLOSE_ADDRESS: u8 = 4;

/// Whether something agrees that is neither a name nor a household's or an office's number or mailbox.
fn has_own_evidence(outcome: &Outcome) -> bool {
    let level = |field: usize| outcome.levels[field];
    let near = [at::BIRTHDAY, at::STREET, at::HANDLE];
    let own = [at::PHONE, at::PROFILE, at::LINK];
    near.iter().any(|&field| matches!(level(field), 1 | 2))
        || own.iter().any(|&field| level(field) == 1)
        || matches!(level(at::EMAIL), 1 | 3 | 4)
}
