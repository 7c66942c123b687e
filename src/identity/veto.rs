//! What speaks so strongly against a merge that shared keys or many bits do not carry it.

use super::conflict::{Conflict, conflict};
use super::dates::digits;
use super::fields::{
    BirthPlace, Birthday, Email, Employer, FamilyName, Gender, Generation, GivenName, Levels, Link,
    MiddleName, Phone, Profile, Spelled, Street, Title,
};
use super::names::compare::agreement;
use super::names::levels::{Agreement, Further, Given};
use super::names::parse::Parsed;
use super::namesakes::OnePerson;
use super::outcome::Outcome;
use super::record::Record;
use super::weights::CLIP;

/// Bits of what nobody needs to be asked about.
const TWO: f32 = -8.0;

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
    /// They cannot be one person, whatever else agrees.
    Forbids(Conflict),
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
    let levels = &outcome.levels;
    let other_employer = levels.employer == Some(Employer::Differs);
    let other_mailbox = levels.email == Some(Email::AnotherMailbox);
    let moved = other_employer
        || other_mailbox
        || levels.email == Some(Email::Differs)
        || levels.phone == Some(Phone::Differs);
    let is_usual = outcome.in_spite == OnePerson::Usually;
    if let Some(conflict) = outcome.conflict {
        Stance::Forbids(conflict)
    } else if outcome.may_go_by_both {
        Stance::Contradicts
    } else if shares_a_key(outcome)
        || matches!(levels.birthday, Some(Birthday::Same | Birthday::OneSlip))
    {
        Stance::Proves
    } else if are_two(outcome) {
        Stance::Excludes
    } else if contradicts(outcome) {
        Stance::Contradicts
    } else if levels.profile == Some(Profile::Differs)
        || (other_mailbox && other_employer && !is_usual)
        || outcome.two_desks
    {
        Stance::Denies
    } else if outcome.other_mobile && !is_usual {
        let denied = moved || !may_be_renumbered(outcome);
        if denied {
            Stance::Denies
        } else {
            Stance::Renumbered
        }
    } else if moved {
        Stance::Moved
    } else if levels.given == Some(GivenName::Same) {
        Stance::Names
    } else {
        Stance::Neutral
    }
}

/// Whether two cards share no key and nothing in their names speaks against one person.
pub fn is_of_name_alone(outcome: &Outcome) -> bool {
    outcome.conflict.is_none() && !shares_a_key(outcome) && !contradicts(outcome)
}

/// Whether the names of two cards say little: they are common, or fairly so where employers or numbers differ and that is not usual.
pub fn says_little(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    let differ = levels.employer == Some(Employer::Differs) || levels.phone == Some(Phone::Differs);
    outcome.says_little
        || (differ && outcome.in_spite != OnePerson::Usually && outcome.is_fairly_common)
}

/// Whether two given names, middle names or generations exclude each other. A third card that fits both, "S. Hartwig", is one of
/// them and does not make the two one.
fn contradicts(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    (levels.given == Some(GivenName::Another) && !is_one_house(outcome))
        || levels.middle == Some(MiddleName::Differs)
        || levels.generation == Some(Generation::Differs)
}

/// Whether two mobile numbers under one rare name can be an old and a new one. A household with one landline rather has two people
/// of one name, and two numbers that each stand on several cards are both in use.
fn may_be_renumbered(outcome: &Outcome) -> bool {
    // Nobody has two addresses at one company, as namesakes there do.
    let two_desks = outcome.levels.email == Some(Email::SameCompany);
    let one_home = outcome.levels.phone == Some(Phone::Shared);
    outcome.rare_name && !outcome.both_in_use && !two_desks && !one_home
}

/// Whether two cards are two people for all the certain keys that they share.
pub fn forbids(a: &Record<'_>, b: &Record<'_>, is_register: bool) -> bool {
    let names = agreement(&a.name, &b.name);
    let born = |record: &Record<'_>| record.card.birthday.as_deref().and_then(digits);
    let conflict = conflict((&a.name, born(a)), (&b.name, born(b)), &names);
    let are_twins =
        may_be_twins(&a.name, &b.name, &names) && born(a).is_some() && born(a) == born(b);
    a.same_roster(b)
        || a.several != b.several
        || conflict.is_some_and(|conflict| !(is_register && conflict.may_be_garbled()))
        || names.given == Given::Differs
        || (are_twins && !is_register)
        || names.middle == Further::Conflict
}

/// Whether two given names are forms of one and each a name of its own, as twins have: Anna and Anja.
pub fn may_be_twins(a: &Parsed, b: &Parsed, names: &Agreement) -> bool {
    matches!(names.given, Given::Nickname | Given::Near)
        && a.first_facts.is_given
        && b.first_facts.is_given
        && !are_spellings(a.first(), b.first())
        && a.first().len().abs_diff(b.first().len()) <= 1
}

/// Whether two names differ in nothing but doubled letters: Eliott, Elliott.
fn are_spellings(a: &str, b: &str) -> bool {
    let plain = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.dedup();
        letters
    };
    plain(a) == plain(b)
}

/// The veto against an outcome: senior and junior, a profile that changed hands, names alone where they can mislead.
pub fn against(outcome: &Outcome) -> Option<Veto> {
    let levels = &outcome.levels;
    let veto = |limit: f32, reason: &'static str| Some(Veto { limit, reason });
    let given_differs =
        levels.given == Some(GivenName::Differs) || levels.given == Some(GivenName::Another);
    if levels.generation == Some(Generation::Differs) {
        veto(-CLIP, "senior and junior are two people")
    } else if given_differs
        && (levels.profile == Some(Profile::Same) || levels.link == Some(Link::Same))
    {
        veto(
            ASK,
            "a profile or link with two given names may have changed hands",
        )
    } else if let Some(conflict) = outcome.conflict {
        let may_be_one = shares_a_key(outcome) || conflict == Conflict::Office;
        veto(if may_be_one { ASK } else { TWO }, reason(conflict))
    } else if outcome.may_go_by_both {
        veto(
            ASK,
            "the given names differ, but people use a Western name beside a Chinese or Korean one",
        )
    } else if is_close_address_alone(outcome) {
        veto(
            ASK,
            "nearly equal addresses belong to two people as often as to one",
        )
    } else if has_own_evidence(outcome) {
        names_against_keys(outcome)
    } else {
        names_alone(outcome)
    }
}

/// The veto of names where something agrees that is one person's, and may be several people's all the same.
fn names_against_keys(outcome: &Outcome) -> Option<Veto> {
    let levels = &outcome.levels;
    let one_birthday = matches!(levels.birthday, Some(Birthday::Same | Birthday::OneSlip));
    // Whoever got the number of another Giulia is rather Giulia, who has married.
    let reason = if outcome.two_mailboxes && levels.phone == Some(Phone::Mobile) {
        "two family names, and each has a mailbox of its own at one company"
    } else if outcome.own_mailbox
        && levels.given != Some(GivenName::Same)
        && levels.phone == Some(Phone::Mobile)
        && !matches!(levels.email, Some(Email::Same | Email::SameLocal))
        && !one_birthday
        && levels.profile != Some(Profile::Same)
        && levels.link.is_none()
    {
        "two family names, and a mailbox in one of them: the number may have been passed on"
    } else if outcome.may_be_twins && levels.birthday == Some(Birthday::Same) {
        "one birthday, and two given names that twins may have"
    } else if are_two(outcome) {
        "different given names; a shared number, address or birthday does not make them one person"
    } else if levels.middle == Some(MiddleName::Differs) && !one_birthday {
        "the middle names contradict each other"
    } else {
        return None;
    };
    Some(Veto { limit: ASK, reason })
}

/// Whether two given names are two people's. Under one roof, with nothing else in common, one may be garbled.
fn are_two(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    let can_be_reached = levels.phone.is_some() || levels.email.is_some();
    outcome.unlike && (can_be_reached || !is_one_house(outcome))
}

/// Whether the streets are the same or written much alike.
fn is_one_house(outcome: &Outcome) -> bool {
    matches!(
        outcome.levels.street,
        Some(Street::Same | Street::SimilarHouse | Street::Similar)
    )
}

/// The veto where nothing agrees but names and what an office or a household shares.
fn names_alone(outcome: &Outcome) -> Option<Veto> {
    let levels = &outcome.levels;
    let veto = |limit: f32, reason: &'static str| Some(Veto { limit, reason });
    let same_office = matches!(levels.employer, Some(Employer::Same | Employer::Similar))
        || levels.email == Some(Email::SameCompany);
    let same_home = levels.phone == Some(Phone::Landline);
    let is_spelled = levels.spelled == Some(Spelled::Family);
    let no_family = levels.family.is_none() && !is_spelled;
    let one_number = same_home || levels.phone == Some(Phone::Shared);
    if levels.given.is_none() && one_number {
        veto(ASK, "a family card: its number is the whole family's")
    } else if levels.given == Some(GivenName::Another) {
        veto(
            TWO,
            "two given names, and nothing in common that is one person's",
        )
    } else if levels.middle == Some(MiddleName::Differs) {
        veto(
            TWO,
            "the middle names contradict each other and nothing but names is known",
        )
    } else if levels.street.is_none()
        && (levels.gender == Some(Gender::Differs)
            || levels.birth_place == Some(BirthPlace::Differs))
    {
        veto(ASK, "one of them is of the other gender, or born elsewhere")
    } else if levels.family == Some(FamilyName::Differs) {
        // Who marries keeps the employer.
        let one_given = matches!(levels.given, Some(GivenName::Same | GivenName::Nickname));
        let is_telling = outcome.rare_given || (one_given && levels.title == Some(Title::Same));
        let may_have_married =
            is_telling && matches!(levels.employer, Some(Employer::Same | Employer::Similar));
        let limit = if may_have_married { ASK } else { TWO };
        veto(
            limit,
            "two family names, and nothing in common that is one person's",
        )
    } else if no_family && outcome.other_family {
        veto(
            TWO,
            "a given name agrees, and an address spells another family name",
        )
    } else if no_family && same_office && !same_home && !is_told_at_work(outcome) {
        veto(
            ASK,
            "a given name and an employer are not enough: others there may have the name",
        )
    } else if no_family && has_much_of_its_own(outcome) {
        veto(
            TWO,
            "a given name is all that agrees, and each has its own number or address",
        )
    } else if no_family
        && !same_office
        && !same_home
        && !matches!(
            levels.birthday,
            Some(Birthday::TwoParts | Birthday::SeveralSlips)
        )
    {
        veto(ASK, "a given name alone is not enough")
    } else if let Some(half) = half_known(outcome, same_office) {
        Some(half)
    } else if outcome.one_marked && !same_office {
        veto(
            ASK,
            "one is marked as senior or junior, so there may be two of the name",
        )
    } else if levels.given == Some(GivenName::SwappedEitherWay) && !same_office {
        veto(
            ASK,
            "both words serve as given and as family name, so the order may be right in both",
        )
    } else {
        None
    }
}

/// The veto where of a name only a letter is known, or two that look alike have a number each.
fn half_known(outcome: &Outcome, same_office: bool) -> Option<Veto> {
    let levels = &outcome.levels;
    let are_alike = outcome.may_be_twins && !outcome.one_sound;
    let is_letter = outcome.letter_family && levels.family == Some(FamilyName::Initial);
    let reason = if are_alike && same_office && has_own_number(levels) {
        "two given names that look alike, each with a number of its own at one office"
    } else if is_initial_alone(outcome) {
        "an initial may stand for another given name"
    } else if is_letter && !outcome.datum {
        "the first letter of a family name may stand for another one"
    } else {
        return None;
    };
    Some(Veto { limit: ASK, reason })
}

/// Whether each has a number, and they have none in common.
fn has_own_number(levels: &Levels) -> bool {
    matches!(levels.phone, Some(Phone::AnotherMobile | Phone::Differs))
}

/// Whether a given name agrees in nothing but its initial, while the family name is not quite the same or the employer is another one.
fn is_initial_alone(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    let near_family = matches!(
        levels.family,
        Some(FamilyName::Close | FamilyName::Similar | FamilyName::Part)
    );
    levels.given == Some(GivenName::Initial)
        && (near_family || levels.employer == Some(Employer::Differs))
}

/// Whether a given name tells who of an office is meant: hardly anybody else bears it, or the title agrees as well.
fn is_told_at_work(outcome: &Outcome) -> bool {
    outcome.rare_given || outcome.levels.title == Some(Title::Same)
}

/// A conflict in words.
fn reason(conflict: Conflict) -> &'static str {
    match conflict {
        Conflict::GivenNames => "two given names that are not forms of one name",
        Conflict::Syllables => "two given names that differ in a syllable",
        Conflict::Generations => "senior and junior are two people",
        Conflict::Birthdays => "two birthdays in different years",
        Conflict::SinghAndKaur => "Singh is a man's name and Kaur a woman's",
        Conflict::Relatives => "the cards name two relatives, such as father and son",
        Conflict::Roles => "the cards name two roles, such as boss and landlord",
        Conflict::Office => "one card is of an office or an assistant, and names whose",
        Conflict::Widow => "one card is a widow's or a widower's, and names whose",
    }
}

/// Whether a conflict makes two people of two cards whatever else is compared: they share no key that only the owner can tell of, nor a
/// mailbox, under which somebody of East Asia may go by two names.
pub fn are_two_for_sure(outcome: &Outcome, conflict: Conflict) -> bool {
    conflict != Conflict::Office
        && !shares_a_key(outcome)
        && outcome.levels.email != Some(Email::Shared)
}

/// Whether nobody needs to be asked about a pair that does not merge: two given names, and no key in common that is not a
/// household's. They are twins, siblings or spouses.
pub fn is_answered(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    let one_mailbox = levels.email == Some(Email::Shared) || levels.phone == Some(Phone::Shared);
    let two_names = levels.given == Some(GivenName::Another)
        || (levels.given == Some(GivenName::Differs) && one_mailbox);
    let is_nameless = levels.given.is_none() && levels.family.is_none();
    let are_relatives = outcome.conflict == Some(Conflict::Relatives) && is_nameless;
    are_relatives || (two_names && !shares_a_key(outcome))
}

/// Whether they share what one human has.
pub fn shares_a_key(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    has_a_key(outcome) || matches!(levels.email, Some(Email::Same | Email::SameLocal))
}

/// Whether each has what one human seldom has twice.
fn has_much_of_its_own(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    outcome.other_mobile
        || levels.profile == Some(Profile::Differs)
        || matches!(levels.email, Some(Email::AnotherMailbox | Email::Differs))
}

/// Whether all that agrees besides a family name is an address that is nearly the same, and no given name, or two that are
/// nearly the same too: `karin.lund@` and `karl.lund@` are colleagues, or siblings.
fn is_close_address_alone(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    let near_names = matches!(
        levels.given,
        None | Some(GivenName::Close | GivenName::Similar)
    );
    let others = matches!(levels.birthday, Some(Birthday::Same | Birthday::OneSlip))
        || matches!(levels.street, Some(Street::Same | Street::SimilarHouse))
        || has_a_key(outcome);
    near_names && levels.email == Some(Email::Close) && !others
}

/// Whether a mobile number, a profile or a link agrees.
fn has_a_key(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    levels.phone == Some(Phone::Mobile)
        || levels.profile == Some(Profile::Same)
        || levels.link == Some(Link::Same)
}

/// Whether something agrees that is neither a name nor a household's or an office's number or mailbox.
fn has_own_evidence(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    matches!(levels.birthday, Some(Birthday::Same | Birthday::OneSlip))
        || is_one_house(outcome)
        || matches!(
            levels.spelled,
            Some(Spelled::FullName | Spelled::FamilyAndInitial)
        )
        || has_a_key(outcome)
        || matches!(
            levels.email,
            Some(Email::Same | Email::SameLocal | Email::Close)
        )
}
