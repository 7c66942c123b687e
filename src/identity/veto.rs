//! What speaks so strongly against a merge that shared keys or many bits do not carry it.

use super::compare::Outcome;
use super::fields::level_of::{
    ANOTHER_MAILBOX, CLOSE_ADDRESS, ONE_SLIP, OTHER_ADDRESSES, OTHER_EMPLOYER, OTHER_NUMBERS,
    OTHER_PROFILE, SAME, SAME_COMPANY_DOMAIN, SAME_LANDLINE, SAME_LOCAL, SAME_MOBILE,
    SEVERAL_SLIPS, SHARED_MAILBOX, SHARED_NUMBER, SIMILAR_EMPLOYER, SIMILAR_HOUSE, SIMILAR_STREET,
    SPELLS_FAMILY, SPELLS_INITIAL, SPELLS_NAME, TWO_PARTS,
};
use super::fields::{GIVEN_ANOTHER, GIVEN_NICKNAME, GIVEN_SWAPPED_AMBIGUOUS, at};
use super::names::compare::{Family, Further, Given, agreement};
use super::record::Record;
use super::weights::CLIP;

/// Bits of what nobody needs to be asked about.
const TWO: f32 = -8.0;

/// The second of two levels.
const DIFFERS: u8 = 2;

/// Bits of what only the owner can decide.
const ASK: f32 = -1.4;

/// A reason to hold a score down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Veto {
    /// The highest score that it lets stand.
    pub limit: f32,
    /// In words.
    pub reason: &'static str,
}

/// What two cards say of the groups that they are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// Nothing that their bits do not say.
    Neutral,
    /// They share what only one human has.
    Proves,
    /// Under one name each has so much of its own that only the owner can tell.
    Denies,
    /// They bear one name and have two mobile numbers, an old and a new one as it seems, unless their groups differ further.
    Renumbered,
    /// They have two employers or no address in common.
    Moved,
    /// They bear two names that no one human bears.
    Contradicts,
    /// The same, and the names have nothing in common.
    Excludes,
    /// They bear one given name, written out.
    Names,
}

/// What a comparison says of the groups of its cards.
pub fn stance(outcome: &Outcome) -> Stance {
    let level = |field: usize| outcome.levels[field];
    let other_employer = level(at::EMPLOYER) == OTHER_EMPLOYER;
    let other_mailbox = level(at::EMAIL) == ANOTHER_MAILBOX;
    let moved = other_employer
        || other_mailbox
        || level(at::EMAIL) == OTHER_ADDRESSES
        || level(at::PHONE) == OTHER_NUMBERS;
    if shares_a_key(outcome) || matches!(level(at::BIRTHDAY), SAME | ONE_SLIP) {
        Stance::Proves
    } else if are_two(outcome) {
        Stance::Excludes
    } else if contradicts(outcome) {
        Stance::Contradicts
    } else if level(at::PROFILE) == OTHER_PROFILE
        || (other_mailbox && other_employer)
        || outcome.two_desks
    {
        Stance::Denies
    } else if outcome.other_mobile {
        let denied = moved || !may_be_renumbered(outcome);
        if denied {
            Stance::Denies
        } else {
            Stance::Renumbered
        }
    } else if moved {
        Stance::Moved
    } else if level(at::GIVEN) == SAME {
        Stance::Names
    } else {
        Stance::Neutral
    }
}

/// Whether two given names, middle names or generations exclude each other. A third card that fits both, "S. Hartwig", is one of
/// them and does not make the two one.
fn contradicts(outcome: &Outcome) -> bool {
    let level = |field: usize| outcome.levels[field];
    let conflict = |field: usize| level(field) == Further::Conflict as u8;
    (level(at::GIVEN) == GIVEN_ANOTHER && !is_one_house(outcome))
        || conflict(at::MIDDLE)
        || conflict(at::GENERATION)
}

/// Whether two mobile numbers under one rare name can be an old and a new one. A household with one landline rather has two people
/// of one name, and two numbers that each stand on several cards are both in use.
fn may_be_renumbered(outcome: &Outcome) -> bool {
    // Nobody has two addresses at one company, as namesakes there do.
    let two_desks = outcome.levels[at::EMAIL] == SAME_COMPANY_DOMAIN;
    let one_home = outcome.levels[at::PHONE] == SHARED_NUMBER;
    outcome.rare_name && !outcome.both_in_use && !two_desks && !one_home
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
    let given_differs =
        level(at::GIVEN) == Given::Differs as u8 || level(at::GIVEN) == GIVEN_ANOTHER;
    if level(at::GENERATION) == Further::Conflict as u8 {
        veto(-CLIP, "senior and junior are two people")
    } else if given_differs && (level(at::PROFILE) == SAME || level(at::LINK) == SAME) {
        veto(
            ASK,
            "a profile or link with two given names may have changed hands",
        )
    } else if is_close_address_alone(outcome) {
        veto(
            ASK,
            "addresses that are nearly the same belong to two people as often as not",
        )
    } else if has_own_evidence(outcome) {
        names_against_keys(outcome)
    } else {
        names_alone(outcome)
    }
}

/// The veto of names where something agrees that is one person's, and may be several people's all the same.
fn names_against_keys(outcome: &Outcome) -> Option<Veto> {
    let level = |field: usize| outcome.levels[field];
    let one_birthday = matches!(level(at::BIRTHDAY), SAME | ONE_SLIP);
    let reason = if are_two(outcome) {
        "two given names: who shares a number, an address or a birthday is somebody else all the same"
    } else if level(at::MIDDLE) == Further::Conflict as u8 && !one_birthday {
        "the middle names contradict each other"
    } else {
        return None;
    };
    Some(Veto { limit: ASK, reason })
}

/// Whether two given names are two people's. Under one roof, with nothing else in common, one may be garbled.
fn are_two(outcome: &Outcome) -> bool {
    let level = |field: usize| outcome.levels[field];
    let can_be_reached = level(at::PHONE) != 0 || level(at::EMAIL) != 0;
    outcome.unlike && (can_be_reached || !is_one_house(outcome))
}

/// Whether the streets are the same or written much alike.
fn is_one_house(outcome: &Outcome) -> bool {
    matches!(
        outcome.levels[at::STREET],
        SAME | SIMILAR_HOUSE | SIMILAR_STREET
    )
}

/// The veto where nothing agrees but names and what an office or a household shares.
fn names_alone(outcome: &Outcome) -> Option<Veto> {
    let level = |field: usize| outcome.levels[field];
    let veto = |limit: f32, reason: &'static str| Some(Veto { limit, reason });
    let same_office = matches!(level(at::EMPLOYER), SAME | SIMILAR_EMPLOYER)
        || level(at::EMAIL) == SAME_COMPANY_DOMAIN;
    let same_home = level(at::PHONE) == SAME_LANDLINE;
    let is_spelled = level(at::HANDLE) == SPELLS_FAMILY;
    let no_family = level(at::FAMILY) == Family::Missing as u8 && !is_spelled;
    let one_number = same_home || level(at::PHONE) == SHARED_NUMBER;
    if level(at::GIVEN) == Given::Missing as u8 && one_number {
        veto(ASK, "a family's card has the number of all of it")
    } else if level(at::GIVEN) == GIVEN_ANOTHER {
        veto(
            TWO,
            "two given names, and nothing in common that is one person's",
        )
    } else if level(at::MIDDLE) == Further::Conflict as u8 {
        veto(
            TWO,
            "the middle names contradict each other and nothing but names is known",
        )
    } else if level(at::STREET) == 0
        && [at::GENDER, at::BIRTH_PLACE]
            .iter()
            .any(|&field| level(field) == DIFFERS)
    {
        veto(ASK, "one of them is of the other gender, or born elsewhere")
    } else if level(at::FAMILY) == Family::Differs as u8 {
        // Who marries keeps the employer.
        let one_given = matches!(level(at::GIVEN), SAME | GIVEN_NICKNAME);
        let is_telling = outcome.rare_given || (one_given && level(at::TITLE) == SAME);
        let may_have_married = is_telling && matches!(level(at::EMPLOYER), SAME | SIMILAR_EMPLOYER);
        let limit = if may_have_married { ASK } else { TWO };
        veto(
            limit,
            "two family names, and nothing in common that is one person's",
        )
    } else if no_family && has_much_of_its_own(outcome) {
        veto(
            TWO,
            "a given name is all that agrees, and each has its own number or address",
        )
    } else if no_family
        && !same_office
        && !same_home
        && !matches!(level(at::BIRTHDAY), TWO_PARTS | SEVERAL_SLIPS)
    {
        veto(ASK, "a given name alone is not enough")
    } else if outcome.one_marked && !same_office {
        veto(
            ASK,
            "one is marked as senior or junior, so there are two of the name",
        )
    } else if level(at::GIVEN) == GIVEN_SWAPPED_AMBIGUOUS && !same_office {
        veto(
            ASK,
            "both words serve as given and as family name, so the order may be right in both",
        )
    } else {
        None
    }
}

/// Whether nobody needs to be asked about a pair that does not merge: two given names, and no key in common that is not a
/// household's. They are twins, siblings or spouses.
pub fn is_answered(outcome: &Outcome) -> bool {
    let level = |field: usize| outcome.levels[field];
    let one_mailbox = level(at::EMAIL) == SHARED_MAILBOX || level(at::PHONE) == SHARED_NUMBER;
    let two_names = level(at::GIVEN) == GIVEN_ANOTHER
        || (level(at::GIVEN) == Given::Differs as u8 && one_mailbox);
    two_names && !shares_a_key(outcome)
}

/// Whether they share what one human has.
fn shares_a_key(outcome: &Outcome) -> bool {
    let level = |field: usize| outcome.levels[field];
    has_a_key(outcome) || matches!(level(at::EMAIL), SAME | SAME_LOCAL)
}

/// Whether each has what one human seldom has twice.
fn has_much_of_its_own(outcome: &Outcome) -> bool {
    let level = |field: usize| outcome.levels[field];
    outcome.other_mobile
        || level(at::PROFILE) == OTHER_PROFILE
        || matches!(level(at::EMAIL), ANOTHER_MAILBOX | OTHER_ADDRESSES)
}

/// Whether all that agrees besides a family name is an address that is nearly the same, and no given name, or two that are
/// nearly the same too: `karin.lund@` and `karl.lund@` are colleagues, or siblings.
fn is_close_address_alone(outcome: &Outcome) -> bool {
    let level = |field: usize| outcome.levels[field];
    let near_names = [Given::Missing, Given::Close, Given::Near]
        .iter()
        .any(|&given| level(at::GIVEN) == given as u8);
    let others = matches!(level(at::BIRTHDAY), SAME | ONE_SLIP)
        || matches!(level(at::STREET), SAME | SIMILAR_HOUSE)
        || has_a_key(outcome);
    near_names && level(at::EMAIL) == CLOSE_ADDRESS && !others
}

/// Whether a mobile number, a profile or a link agrees.
fn has_a_key(outcome: &Outcome) -> bool {
    let level = |field: usize| outcome.levels[field];
    level(at::PHONE) == SAME_MOBILE || level(at::PROFILE) == SAME || level(at::LINK) == SAME
}

/// Whether something agrees that is neither a name nor a household's or an office's number or mailbox.
fn has_own_evidence(outcome: &Outcome) -> bool {
    let level = |field: usize| outcome.levels[field];
    matches!(level(at::BIRTHDAY), SAME | ONE_SLIP)
        || is_one_house(outcome)
        || matches!(level(at::HANDLE), SPELLS_NAME | SPELLS_INITIAL)
        || has_a_key(outcome)
        || matches!(level(at::EMAIL), SAME | SAME_LOCAL | CLOSE_ADDRESS)
}
