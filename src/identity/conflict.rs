//! What no human has twice: a conflict forbids merging two cards, whatever their weights. People do change their names, so that a
//! pair that shares a profile or a number is asked about.

use super::dates::{Digits, are_two_years};
use super::names::compare::{are_forms_perhaps, contradict_in, may_be_turned};
use super::names::levels::{Agreement, Family, Further, Given, Swap};
use super::names::parse::Parsed;
use super::names::relations::Relation;
use super::names::romanised::{self, Syllables};

/// Why two cards cannot be one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conflict {
    /// Two known given names that are no forms of each other, or two names that have nothing in common.
    GivenNames,
    /// Two Korean or Chinese given names that differ in a syllable.
    Syllables,
    /// Senior and junior.
    Generations,
    /// Two birthdays in different years.
    Birthdays,
    /// Singh, a man's, and Kaur, a woman's.
    SinghAndKaur,
    /// Two relatives: Papa and Mama, or father and son of one name.
    Relatives,
    /// Two things that somebody may be to the owner: Boss and Landlord.
    Roles,
    /// Somebody, and the office of that somebody.
    Office,
    /// Somebody, and who was married to that somebody.
    Widow,
}

impl Conflict {
    /// Whether a register that was copied by hand has it of one person, too.
    pub fn may_be_garbled(self) -> bool {
        matches!(self, Self::GivenNames | Self::Birthdays)
    }
}

/// A name and a birthday.
pub type Who<'a> = (&'a Parsed, Option<Digits>);

/// The conflict of two cards whose names agree so, if there is one.
pub fn conflict((a, born): Who<'_>, (b, other): Who<'_>, names: &Agreement) -> Option<Conflict> {
    if names.generation == Further::Conflict {
        return Some(Conflict::Generations);
    }
    if let (Some(born), Some(other)) = (born, other)
        && are_two_years(born, other)
    {
        return Some(Conflict::Birthdays);
    }
    if are_singh_and_kaur(a, b) || are_singh_and_kaur(b, a) {
        return Some(Conflict::SinghAndKaur);
    }
    if let Some(found) = by_relation(a.relation, b.relation) {
        return Some(found);
    }
    if names.given != Given::Differs || names.swapped != Swap::No {
        return None;
    }
    match romanised::compare(a, b) {
        Some(Syllables::Differ) => return Some(Conflict::Syllables),
        Some(Syllables::Same) => return None,
        None => {}
    }
    let both_known = a.first_facts.is_given && b.first_facts.is_given;
    // How a name in other letters is read is uncertain.
    let may_tell = a.is_transliterated == b.is_transliterated
        && !are_forms_perhaps(a, b)
        && !may_be_turned(a, b);
    let nothing_in_common = names.family == Family::Differs && contradict_in(a, b, names);
    ((both_known || nothing_in_common) && may_tell).then_some(Conflict::GivenNames)
}

/// The conflict of two cards that say who somebody is to the owner, or that only one of them is of whoever it names.
fn by_relation(a: Option<Relation>, b: Option<Relation>) -> Option<Conflict> {
    let another = |of: Option<Relation>| of.filter(|relation| relation.is_of_another());
    match (another(a).or(another(b)), a, b) {
        (_, one, other) if one == other => None,
        (Some(Relation::Widow), ..) => Some(Conflict::Widow),
        (Some(_), ..) => Some(Conflict::Office),
        (None, Some(one), Some(other)) if one.is_kin() && other.is_kin() => {
            Some(Conflict::Relatives)
        }
        (None, Some(_), Some(_)) => Some(Conflict::Roles),
        (None, ..) => None,
    }
}

/// Whether one bears the name that Sikh men have beside their own, and the other the one that women have.
fn are_singh_and_kaur(man: &Parsed, woman: &Parsed) -> bool {
    let bears = |name: &Parsed, word: &str| {
        let further = name.given.iter().skip(1).chain(&name.family);
        further.into_iter().any(|token| token == word)
    };
    bears(man, "singh") && bears(woman, "kaur") && !bears(man, "kaur") && !bears(woman, "singh")
}
