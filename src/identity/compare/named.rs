//! What the names of two cards come to, and the addresses that spell them.

use crate::identity::conflict::{Conflict, conflict};
use crate::identity::dates::are_generations;
use crate::identity::features::{Features, Mailbox};
use crate::identity::fields::{
    Birthday, Email, Employer, FamilyName, Field, Generation, GivenName, MiddleName, Phone, Sense,
    Spelled, Street,
};
use crate::identity::names::compare::{
    agreement, are_unlike, are_woman_and_man, is_eastern, may_go_by_both,
};
use crate::identity::names::handle::{Fit, fit};
use crate::identity::names::initials::are_rearranged;
use crate::identity::names::levels::{Agreement, Family, Further, Given, Swap};
use crate::identity::names::nickname::is_short_by;
use crate::identity::open::open;
use crate::identity::outcome::{Chance, Outcome};
use crate::identity::spells::spells_another;
use crate::identity::veto::may_be_twins;

/// How two names agree, and what forbids that they are one person's.
pub struct Agreed {
    agreement: Agreement,
    /// What forbids it, if anything does.
    pub conflict: Option<Conflict>,
}

impl Agreed {
    /// Of two cards whose keys were compared.
    pub fn of(a: &Features, b: &Features, outcome: &Outcome) -> Self {
        let agreement = agreement(&a.name, &b.name);
        let found = conflict((&a.name, a.birthday), (&b.name, b.birthday), &agreement);
        let conflict = found.filter(|found| !yields(*found, a, b, &agreement, outcome));
        Self {
            agreement,
            conflict,
        }
    }
}

/// Adds the comparison of the names to what else was compared.
pub fn names(a: &Features, b: &Features, agreed: Agreed, outcome: &mut Outcome) {
    let Agreed {
        agreement,
        conflict,
    } = agreed;
    outcome.levels.middle = match agreement.middle {
        Further::Missing => None,
        Further::Equal => Some(MiddleName::Agrees),
        Further::Conflict => Some(MiddleName::Differs),
    };
    outcome.levels.generation = match agreement.generation {
        Further::Missing => None,
        Further::Equal => Some(Generation::Same),
        Further::Conflict => Some(Generation::Differs),
    };
    if outcome.levels.middle == Some(MiddleName::Agrees) && has_usual_middle(a) {
        outcome.by_chance(Field::Middle, Chance::Everywhere, USUAL_MIDDLE);
    }
    outcome.conflict = conflict;
    outcome.may_be_twins = may_be_twins(&a.name, &b.name, &agreement);
    outcome.letter_family = [a, b].iter().any(|of| of.name.family_whole.len() == 1);
    let (x, y) = (a.name.first(), b.name.first());
    let (left, right) = (&a.name.first_facts, &b.name.first_facts);
    outcome.one_sound = left.sounds.alike(right.sounds)
        || is_short_by(left.as_written, x, y)
        || is_short_by(right.as_written, y, x);
    outcome.known = a.namesake_bits.max(b.namesake_bits);
    outcome.one_marked = a.name.generation.is_some() != b.name.generation.is_some();
    match agreement.swapped {
        Swap::No => straight(a, b, agreement, outcome),
        swap => {
            outcome.are_initialled = are_rearranged(&a.name, &b.name);
            let plain = swap == Swap::Plain;
            outcome.levels.given = Some(if plain {
                GivenName::Swapped
            } else {
                GivenName::SwappedEitherWay
            });
            outcome.levels.family = Some(FamilyName::Swapped);
            outcome.by_chance(Field::Given, Chance::Everywhere, chance_of_swapped(a, b));
        }
    }
    if agreement.given == Given::Differs && has_one_key(outcome) && may_go_by_both(&a.name, &b.name)
    {
        outcome.may_go_by_both = true;
        outcome.conflict = None;
        outcome.unlike = false;
        outcome.levels.given = None;
    }
    colleagues(a, b, outcome);
    if !outcome.are_initialled {
        handles(a, b, outcome);
    }
    if outcome.levels.family == Some(FamilyName::Differs) {
        outcome.own_mailbox = has_own_mailbox(a, b) || has_own_mailbox(b, a);
        outcome.two_mailboxes = outcome.levels.email == Some(Email::SameCompany)
            && has_own_mailbox(a, b)
            && has_own_mailbox(b, a);
    }
    outcome.datum = has_datum(outcome);
    let others = others(a, b, outcome);
    let few = FAIRLY_COMMON;
    // Who is known by an initial bears the name of more people than the cards tell.
    let most = match outcome.levels.given {
        Some(GivenName::Initial) => COMMON_INITIAL,
        _ => COMMON,
    };
    outcome.says_little =
        outcome.are_initialled || a.bearers.max(b.bearers) >= SEVERAL || others > most;
    outcome.is_fairly_common = others > few;
    outcome.open = open(&a.name, &b.name, others, outcome);
}

/// How many others bear the names of two cards. Given names of which only an initial is known are those of a sixteenth of mankind, and of
/// those who bear one name one in nine has the same middle name, if it is not a usual one.
fn others(a: &Features, b: &Features, outcome: &Outcome) -> f32 {
    let namesakes = a.namesakes.max(b.namesakes);
    let by_initial = outcome.levels.given == Some(GivenName::Initial);
    let others = if by_initial {
        namesakes.max(a.initialled.max(b.initialled))
    } else {
        namesakes
    };
    match outcome.levels.middle {
        Some(MiddleName::Agrees) if !has_usual_middle(a) => others * MIDDLE,
        _ => others,
    }
}

/// By how many bits a usual middle name agrees by chance oftener than another one.
const USUAL_MIDDLE: f32 = 1.6;

/// Share of people of one name who have one middle name.
const MIDDLE: f32 = 0.11;

/// Middle names that every third has whose given name goes with it.
const USUAL_MIDDLES: &[&str] = &[
    "van", "thi", "carlos", "maria", "jose", "antonio", "luis", "marie", "ann", "anne", "lee",
];

/// Whether a middle name says nothing more than the given name.
fn has_usual_middle(of: &Features) -> bool {
    let further = of.name.given.get(1..).unwrap_or_default();
    further
        .iter()
        .any(|word| USUAL_MIDDLES.contains(&word.as_str()))
}

/// Whether they have one mobile number or one mailbox, a household's too.
fn has_one_key(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    levels.phone == Some(Phone::Mobile)
        || matches!(
            levels.email,
            Some(Email::Same | Email::SameLocal | Email::Shared)
        )
}

/// Whether two birthdays are garbled rather than two: the mailbox is one, no names disagree, and they are not a generation apart, as
/// those of a father and a son of one name are.
fn yields(
    found: Conflict,
    a: &Features,
    b: &Features,
    names: &Agreement,
    outcome: &Outcome,
) -> bool {
    let one_mailbox = matches!(outcome.levels.email, Some(Email::Same | Email::SameLocal));
    let one_age = matches!((a.birthday, b.birthday), (Some(x), Some(y)) if !are_generations(x, y));
    let two_names = (names.given == Given::Differs || names.family == Family::Differs)
        && names.swapped == Swap::No;
    found == Conflict::Birthdays && one_mailbox && one_age && !two_names
}

/// Whether something agrees beside the names. What is written a little alike, or in one year, does so by chance.
fn has_datum(outcome: &Outcome) -> bool {
    let by_chance = outcome.levels.street == Some(Street::LittleAlike);
    let same_year = outcome.levels.birthday == Some(Birthday::SameYear);
    outcome.levels.known().any(|(field, level)| {
        let counts = match field {
            Field::Given | Field::Family | Field::Generation | Field::Gender => false,
            // Middle names are names, too.
            Field::Middle => false,
            Field::Street => !by_chance,
            Field::Birthday => !same_year,
            _ => true,
        };
        counts && level.sense != Sense::Differs
    })
}

/// From so many cards on, a name is that of several people.
const SEVERAL: u32 = 5;

/// From so many expected namesakes on a full name is common.
const COMMON: f32 = 0.1;

/// The same of an initial and a family name.
const COMMON_INITIAL: f32 = 0.02;

/// The same where the employers differ, too.
const FAIRLY_COMMON: f32 = 0.006;

/// Whether a card, one of two with two family names, has an address that spells its own one.
fn has_own_mailbox(of: &Features, other: &Features) -> bool {
    let word = of.name.family_whole.as_str();
    let spells = |mail: &Mailbox| word.len() >= 4 && mail.letters.text.contains(word);
    !other.name.family.iter().any(|part| part == word) && of.mails.iter().any(spells)
}

/// Two addresses at one company that are as alike as the names that they spell are two colleagues': `l.hansen@`, `l.jansen@`.
fn colleagues(a: &Features, b: &Features, outcome: &mut Outcome) {
    let one_name = a.name.first() == b.name.first() && a.name.family_whole == b.name.family_whole;
    if outcome.levels.email != Some(Email::Close) || one_name {
        return;
    }
    let two_names = outcome.levels.family == Some(FamilyName::Differs)
        || matches!(
            outcome.levels.given,
            Some(GivenName::Differs | GivenName::Another)
        );
    if two_names {
        // What is one letter off is no slip where the names are two.
        outcome.levels.email = Some(Email::Differs);
    }
    let spells = |mail: &Mailbox, of: &Features| fit(&mail.letters, &of.name) >= Fit::Initial;
    let pairs = a
        .mails
        .iter()
        .flat_map(|x| b.mails.iter().map(move |y| (x, y)));
    let mut desks = pairs.filter(|(x, y)| x.office != 0 && x.office == y.office);
    if let Some((mail, _)) = desks.find(|(x, y)| spells(x, a) && spells(y, b)) {
        outcome.levels.email = Some(Email::SameCompany);
        outcome.by_chance(Field::Email, Chance::AmongStrangers, mail.office_bits);
        outcome.two_desks = true;
    }
}

/// Whether given names that no table has may be two all the same. Where the family names differ too, one of them may be garbled, or
/// in the other order, and a register with streets has entries that are garbled altogether.
fn may_be_two(agreement: Agreement, outcome: &Outcome) -> bool {
    let one_family = matches!(
        agreement.family,
        Family::Equal | Family::Part | Family::Close
    );
    one_family && agreement.given == Given::Differs && outcome.levels.street.is_none()
}

fn straight(a: &Features, b: &Features, agreement: Agreement, outcome: &mut Outcome) {
    // Names of East Asia are too many for a table; what differs by more than a letter is two of them.
    let is_name = |x: &Features| x.name.first_facts.is_given || is_eastern(&x.name);
    let both_known = agreement.given == Given::Differs && is_name(a) && is_name(b);
    let opposed = are_woman_and_man(&a.name, &b.name);
    let two_names = both_known
        || (agreement.given == Given::Differs && opposed)
        || (may_be_two(agreement, outcome) && are_unlike(&a.name, &b.name));
    // Many in East Asia go by a Western name beside their own.
    let first = |x: &Features| x.name.first().chars().next();
    let opposite = a.name.first_facts.is_opposite(&b.name.first_facts);
    let far = first(a) != first(b) || opposite;
    outcome.opposite = opposed || opposite;
    outcome.unlike = opposed || (both_known && far && !is_eastern(&a.name) && !is_eastern(&b.name));
    outcome.levels.given = if two_names {
        Some(GivenName::Another)
    } else {
        given_name(agreement.given)
    };
    outcome.levels.family = family_name(agreement.family);
    if are_two_families(a, b, agreement, outcome) || is_its_own(a, b, agreement, outcome) {
        outcome.levels.family = Some(FamilyName::Differs);
    }
    if matches!(agreement.given, Given::Equal | Given::Nickname) {
        outcome.by_chance(
            Field::Given,
            Chance::Everywhere,
            a.given_bits.max(b.given_bits),
        );
    }
    if agreement.family == Family::Equal {
        outcome.by_chance(
            Field::Family,
            Chance::OutsideHome,
            a.family_bits.max(b.family_bits),
        );
    }
    let (given, family) = (
        a.beside_two.0.max(b.beside_two.0),
        a.beside_two.1.max(b.beside_two.1),
    );
    let one_given = agreement.given == Given::Equal;
    outcome.rare_given = one_given && given < RARE_GIVEN;
    outcome.rare_name = one_given && agreement.family == Family::Equal && given + family < RARE;
    if agreement.family == Family::Part {
        outcome.by_chance(Field::Family, Chance::OutsideHome, chance_of_part(a, b));
    }
    let employer = |x: &Features, y: &Features| {
        let word = x.name.family_whole.as_str();
        let domain =
            |m: &&Mailbox| m.office != 0 && word.len() >= 4 && m.text[m.domain..].starts_with(word);
        let named = y.employers.iter().find(|e| e.first == word).map(|e| e.bits);
        named.or_else(|| y.mails.iter().find(domain).map(|m| m.office_bits))
    };
    if agreement.family == Family::Differs
        && let Some(bits) = employer(a, b).or_else(|| employer(b, a))
    {
        // "Bob Acme" is how phones know Bob of Acme.
        outcome.other_family = spells_another(a, b) || spells_another(b, a);
        outcome.levels.family = None;
        outcome.levels.employer = Some(Employer::Same);
        outcome.by_chance(Field::Employer, Chance::AmongStrangers, bits);
    }
}

/// Whether two family names that look alike are two: others bear each of them, so that neither is a slip. In a register, where slips
/// are many, street and birthday tell.
fn are_two_families(a: &Features, b: &Features, agreement: Agreement, outcome: &Outcome) -> bool {
    let alike = matches!(agreement.family, Family::Close | Family::Near);
    let levels = &outcome.levels;
    alike
        && a.relatives.min(b.relatives) > 0
        && levels.street.is_none()
        && levels.birthday.is_none()
}

/// Whether of two family names that look alike one is what its own card's address spells, and the other is one that people bear:
/// Roth, and `tom.rothe@`. Neither is a slip then.
fn is_its_own(a: &Features, b: &Features, agreement: Agreement, outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    let alike = matches!(agreement.family, Family::Close | Family::Near);
    let has_key = matches!(
        levels.phone,
        Some(Phone::Mobile | Phone::Landline | Phone::Shared)
    ) || matches!(
        levels.email,
        Some(Email::Same | Email::SameLocal | Email::Shared)
    ) || levels.profile.is_some()
        || levels.street.is_some()
        || levels.birthday.is_some();
    let is_borne = |of: &Features| of.name.family_facts.is_family || of.relatives > 0;
    let spells_own = |of: &Features, other: &Features| {
        of.mails.iter().any(|mail| {
            fit(&mail.letters, &of.name) >= Fit::Family
                && fit(&mail.letters, &other.name) < Fit::Family
        })
    };
    let is_own = |of: &Features, other: &Features| {
        !of.name.is_spelled && is_borne(other) && spells_own(of, other)
    };
    alike && !has_key && (is_own(a, b) || is_own(b, a))
}

fn given_name(given: Given) -> Option<GivenName> {
    Some(match given {
        Given::Missing => return None,
        Given::Equal => GivenName::Same,
        Given::Nickname => GivenName::Nickname,
        Given::Part => GivenName::Further,
        Given::Close => GivenName::Close,
        Given::Near => GivenName::Similar,
        Given::Initial => GivenName::Initial,
        Given::Differs => GivenName::Differs,
    })
}

fn family_name(family: Family) -> Option<FamilyName> {
    Some(match family {
        Family::Missing => return None,
        Family::Equal => FamilyName::Same,
        Family::Part => FamilyName::Part,
        Family::Close => FamilyName::Close,
        Family::Near => FamilyName::Similar,
        Family::Initial => FamilyName::Initial,
        Family::Differs => FamilyName::Differs,
    })
}

/// Share, in bits, of people who bear a rare full name: one of four millions.
const RARE: f32 = -22.0;

/// The same of a rare given name: one of four thousand.
const RARE_GIVEN: f32 = -12.0;

/// Share, in bits, of family names of several parts.
const DOUBLE: f32 = -3.3;

/// How often two family names that have a part in common share it by chance, in bits: as often as the one that is a part of the
/// other is borne, among those that have several. Two that only share one of their parts are of two families.
fn chance_of_part(a: &Features, b: &Features) -> f32 {
    let single = [a, b].into_iter().filter(|of| of.name.family.len() == 1);
    let bits = single.map(|of| of.family_bits).reduce(f32::max);
    bits.map_or(BRANCHES, |bits| bits + DOUBLE)
}

/// Bits of two double names that share one part.
const BRANCHES: f32 = -8.0;

/// How often a name comes up with given and family name in each other's place, in bits: somebody bears it that way round, or
/// bears it the other way and is entered so too.
fn chance_of_swapped(a: &Features, b: &Features) -> f32 {
    let full = |of: &Features| of.given_bits + of.family_bits;
    let (rarer, other) = (full(a).min(full(b)), full(a).max(full(b)));
    rarer.max(other + ENTERED_SWAPPED)
}

/// Share, in bits, of names that are entered in the other order: one of eight where it happens at all.
const ENTERED_SWAPPED: f32 = -3.0;

/// How often the initial of a given name agrees by chance, in bits.
const GIVEN_INITIAL: f32 = -4.0;

/// The same of a family name, behind a given one that is spelled out.
const FAMILY_INITIAL: f32 = -3.0;

/// Where one card gives no full name, or another family name, its address is held against the other's name.
fn handles(a: &Features, b: &Features, outcome: &mut Outcome) {
    let best = match (a.name.is_full(), b.name.is_full()) {
        (false, true) => best_fit(a, b),
        (true, false) => best_fit(b, a),
        (true, true) if outcome.levels.family == Some(FamilyName::Differs) => {
            let fits = [best_fit(a, b), best_fit(b, a)].into_iter().flatten();
            let maiden = fits
                .filter(|(fit, _)| *fit >= Fit::Initial)
                .max_by_key(|(fit, _)| *fit);
            if maiden.is_some() {
                outcome.levels.family = None;
            }
            maiden
        }
        _ => None,
    };
    let lacks = |x: &Features, y: &Features| {
        x.name.family_whole.is_empty() && !y.name.family_whole.is_empty() && spells_another(x, y)
    };
    outcome.other_family |= lacks(a, b) || lacks(b, a);
    let Some((best, named)) = best else { return };
    let given_known = matches!(
        outcome.levels.given,
        Some(GivenName::Same | GivenName::Nickname)
    );
    let (given_bits, family_bits) = (
        if given_known { 0.0 } else { named.given_bits },
        named.family_bits,
    );
    let initial_bits = if given_known { 0.0 } else { GIVEN_INITIAL };
    let (level, given, family) = match best {
        Fit::Full => (Spelled::FullName, given_bits, family_bits),
        Fit::Initial => (Spelled::FamilyAndInitial, initial_bits, family_bits),
        Fit::Family => (Spelled::Family, 0.0, family_bits),
        Fit::Given | Fit::GivenInitial if given_known => return,
        Fit::Given => (Spelled::Given, given_bits, 0.0),
        Fit::GivenInitial => (Spelled::Given, given_bits, FAMILY_INITIAL),
        Fit::None => (Spelled::Another, 0.0, 0.0),
    };
    outcome.levels.spelled = Some(level);
    outcome.by_chance(Field::Spelled, Chance::Everywhere, given);
    outcome.by_chance(Field::Spelled, Chance::OutsideHome, family);
}
/// How well an address of one card fits the name of the other, and that other. Where the name of the one is what its address spells,
/// the names have been compared already.
fn best_fit<'a>(addressed: &Features, named: &'a Features) -> Option<(Fit, &'a Features)> {
    if addressed.name.is_spelled {
        return None;
    }
    let fits = addressed
        .mails
        .iter()
        .filter(|m| m.letters.text.len() >= 4)
        .map(|m| fit(&m.letters, &named.name));
    // One address may spell the family name and another one the given name.
    fits.reduce(Fit::and).map(|best| (best, named))
}
