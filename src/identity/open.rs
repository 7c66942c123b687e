//! What a name alone leaves open: it is common, or one card has a form or a part of it that others are called by as well. Where
//! nothing else agrees, the owner is asked.

use super::fields::{FamilyName, GivenName};
use super::names::countries::{
    Iberian, are_of_spain_or_portugal, is_known_given, is_of_other_country, land_of_family,
};
use super::names::frequency::given_share;
use super::names::nickname::is_short_for;
use super::names::parse::Parsed;
use super::outcome::Outcome;

/// Why a name alone does not tell that two cards are one person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Open {
    /// It may.
    #[default]
    Nothing,
    /// The two have forms, or parts, of a name that two people may have.
    Form,
    /// So many others bear the name that it is nobody's in particular.
    Common,
}

/// From so many expected others on a full name alone joins nobody, wherever it stands: a bar that was measured on invented networks.
const COMMON: f32 = 0.2;

/// The same of names of Spain and Portugal, where many people share few family names, of which tables have the commonest alone.
const COMMON_OF_IBERIA: f32 = 0.05;

/// From this share of bearers on a given name is one of its own, whatever else it is short for.
const OF_ITS_OWN: f32 = 200e-6;

/// Short forms begin as their name does, mostly: Dave, David.
const BEGINNING: usize = 2;

/// So many letters at least are missing from a short form that does not begin as its name does: Bob, Robert.
const MISSING: usize = 2;

/// What the names of two cards leave open, of which so many others bear them.
pub fn open(a: &Parsed, b: &Parsed, others: f32, outcome: &Outcome) -> Open {
    let levels = &outcome.levels;
    let (Some(given), Some(family)) = (levels.given, levels.family) else {
        return Open::Nothing;
    };
    let is_iberian = || is_of_iberia(a) && is_of_iberia(b);
    if others > COMMON || (others > COMMON_OF_IBERIA && is_iberian()) {
        Open::Common
    } else if (given == GivenName::Nickname && are_two_names(a, b))
        || are_one_and_two(a, b)
        || (family == FamilyName::Part && is_second_name(a, b))
    {
        Open::Form
    } else {
        Open::Nothing
    }
}

/// Whether a name is one of Spain or Portugal: given or family name is common there, and the family name in no other country, unless
/// both are.
fn is_of_iberia(name: &Parsed) -> bool {
    let by_given = are_of_spain_or_portugal(name.first(), name.first());
    let by_family = name
        .family
        .iter()
        .any(|word| land_of_family(word).is_some());
    let is_elsewhere = || name.family.iter().any(|word| is_of_other_country(word));
    (by_given && by_family) || ((by_given || by_family) && !is_elsewhere())
}

/// Whether two given names of one origin are two that people have: nobody calls an Eva Lena, or a Johan Jan.
fn are_two_names(a: &Parsed, b: &Parsed) -> bool {
    let (x, y) = (a.first(), b.first());
    let is_own = |word: &str| is_known_given(word) || given_share(word) >= OF_ITS_OWN;
    let is_called =
        |one: &Parsed, other: &Parsed| one.nicknames.iter().any(|called| called == other.first());
    let is_short =
        |short: &str, full: &str| short.len() + MISSING <= full.len() && is_short_for(short, full);
    let begins_alike = x.get(..BEGINNING) == y.get(..BEGINNING);
    is_own(x)
        && is_own(y)
        && !begins_alike
        && !a.first_facts.sounds.alike(b.first_facts.sounds)
        && !is_short(x, y)
        && !is_short(y, x)
        && !is_called(a, b)
        && !is_called(b, a)
}

/// Whether one bears a given name, and the other one of two words that in Spain and Portugal is a name of its own: José, José María.
fn are_one_and_two(a: &Parsed, b: &Parsed) -> bool {
    let is = |one: &Parsed, two: &Parsed| {
        let ([word], [first, second]) = (one.given.as_slice(), two.given.as_slice()) else {
            return false;
        };
        (word == first || word == second) && are_of_spain_or_portugal(first, second)
    };
    is(a, b) || is(b, a)
}

/// Whether the only family name of one is the mother's of the other: in Spain that is the second one, in Portugal the first.
fn is_second_name(a: &Parsed, b: &Parsed) -> bool {
    let is = |one: &Parsed, two: &Parsed| {
        let ([word], [first, second]) = (one.family.as_slice(), two.family.as_slice()) else {
            return false;
        };
        match (land_of_family(first), land_of_family(second)) {
            _ if first == second => false,
            (Some(Iberian::Spain), Some(Iberian::Spain) | None) | (None, Some(Iberian::Spain)) => {
                word == second
            }
            (Some(Iberian::Portugal), Some(Iberian::Portugal) | None)
            | (None, Some(Iberian::Portugal)) => word == first,
            _ => false,
        }
    };
    is(a, b) || is(b, a)
}
