//! Two cards, field by field: which level each comparison comes out at, and how often it would by chance.

use strsim::osa_distance;

use super::dates::dates;
use super::features::offices::is_called_after;
use super::features::{Features, Mailbox, Number, Word};
use super::fields::level_of::{
    ANOTHER_MAILBOX, ANOTHER_MOBILE, CLOSE_ADDRESS, LITTLE_ALIKE, OTHER_ADDRESSES, OTHER_EMPLOYER,
    OTHER_NUMBERS, OTHER_STREET, OTHER_TOWN, PARTLY_SAME_TOWN, SAME, SAME_COMPANY_DOMAIN,
    SAME_LANDLINE, SAME_LOCAL, SAME_MOBILE, SHARED_MAILBOX, SHARED_NUMBER, SIMILAR_EMPLOYER,
    SIMILAR_HOUSE, SIMILAR_STREET, SPELLS_ANOTHER, SPELLS_FAMILY, SPELLS_GIVEN, SPELLS_INITIAL,
    SPELLS_NAME,
};
use super::fields::{
    COUNT, FAMILY_SWAPPED, GIVEN_ANOTHER, GIVEN_NICKNAME, GIVEN_SWAPPED, GIVEN_SWAPPED_AMBIGUOUS,
    at, family_level, further_level, given_level,
};
use super::keys::keys_of;
use super::names::compare::{
    Agreement, Family, Given, Swap, agreement, are_unlike, are_woman_and_man, is_eastern,
};
use super::names::handle::{Fit, fit};
use super::record::Record;
use crate::model::card::{Kind, Roster};
use crate::model::intake::FileId;

/// From so many letters on a domain that is two letters away from another is a misspelling of it.
const MISSPELT: usize = 8;

/// In which classes an agreement comes about by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chance {
    /// In all but one person's.
    Everywhere,
    /// Outside a household.
    OutsideHome,
    /// Among people who have nothing to do with each other.
    AmongStrangers,
}

/// What a comparison of two cards comes to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Outcome {
    /// The level of each field; 0 where nothing is known.
    pub levels: [u8; COUNT],
    /// How often what agrees would agree by chance, in bits, by `Chance`.
    pub chance: [f32; 3],
    /// The same by field.
    pub by_field: [f32; COUNT],
    /// Whether each has a mobile number and they have none in common, whatever landline they share.
    pub other_mobile: bool,
    /// Whether they bear one full name that hardly anybody else bears.
    pub rare_name: bool,
    /// Whether the given name is one that hardly anybody else bears.
    pub rare_given: bool,
    /// Whether the given names are two that have not even the first letter in common, as short forms mostly have.
    pub unlike: bool,
    /// Whether one of them is marked as senior or junior.
    pub one_marked: bool,
    /// Share, in bits, of people who are known to bear the name of one of them.
    pub known: f32,
    /// Whether they have two addresses at one company that only a number tells apart, or that differ as their names do.
    pub two_desks: bool,
    /// Whether both numbers stand on several cards, or follow on each other, or several people are known to bear the name.
    pub both_in_use: bool,
}

impl Outcome {
    fn by_chance(&mut self, field: usize, chance: Chance, bits: f32) {
        self.chance[chance as usize] += bits;
        self.by_field[field] += bits;
    }
}

/// Compares everything that takes no look at letters: numbers and dates.
pub fn keys(a: &Features, b: &Features) -> Outcome {
    let mut outcome = Outcome::default();
    if let (Some(left), Some(right)) = (a.birthday, b.birthday) {
        outcome.levels[at::BIRTHDAY] = dates(left, right) as u8;
    }
    outcome.levels[at::PROFILE] = overlap(&a.profiles, &b.profiles);
    outcome.levels[at::TITLE] = overlap(&a.titles, &b.titles);
    outcome.levels[at::LINK] = overlap(&a.links, &b.links) & 1;
    outcome.levels[at::GENDER] = same(u32::from(a.gender), u32::from(b.gender));
    outcome.levels[at::BIRTH_PLACE] = same(a.birth_place, b.birth_place);
    phones(a, b, &mut outcome);
    mails(a, b, &mut outcome);
    employers(a, b, &mut outcome);
    if outcome.levels[at::EMPLOYER] == OTHER_EMPLOYER {
        // Who changes the employer changes the title: one fact, not two.
        outcome.levels[at::TITLE] = 0;
    }
    streets(a, b, &mut outcome);
    towns(a, b, &mut outcome);
    outcome
}

/// Adds the comparison of the names.
pub fn names(a: &Features, b: &Features, outcome: &mut Outcome) {
    let agreement = agreement(&a.name, &b.name);
    outcome.levels[at::MIDDLE] = further_level(agreement.middle);
    outcome.levels[at::GENERATION] = further_level(agreement.generation);
    outcome.known = a.namesake_bits.max(b.namesake_bits);
    outcome.one_marked = a.name.generation.is_some() != b.name.generation.is_some();
    match agreement.swapped {
        Swap::No => straight(a, b, agreement, outcome),
        swap => {
            let plain = swap == Swap::Plain;
            outcome.levels[at::GIVEN] = if plain {
                GIVEN_SWAPPED
            } else {
                GIVEN_SWAPPED_AMBIGUOUS
            };
            outcome.levels[at::FAMILY] = FAMILY_SWAPPED;
            outcome.by_chance(at::GIVEN, Chance::Everywhere, chance_of_swapped(a, b));
        }
    }
    colleagues(a, b, outcome);
    handles(a, b, outcome);
}

/// Two addresses at one company that are as alike as the names that they spell are two colleagues': `l.hansen@`, `l.jansen@`.
fn colleagues(a: &Features, b: &Features, outcome: &mut Outcome) {
    let one_name = a.name.first() == b.name.first() && a.name.family_whole == b.name.family_whole;
    if outcome.levels[at::EMAIL] != CLOSE_ADDRESS || one_name {
        return;
    }
    let spells = |mail: &Mailbox, of: &Features| fit(&mail.letters, &of.name) >= Fit::Initial;
    let pairs = a
        .mails
        .iter()
        .flat_map(|x| b.mails.iter().map(move |y| (x, y)));
    let mut desks = pairs.filter(|(x, y)| x.office != 0 && x.office == y.office);
    if let Some((mail, _)) = desks.find(|(x, y)| spells(x, a) && spells(y, b)) {
        outcome.levels[at::EMAIL] = SAME_COMPANY_DOMAIN;
        outcome.by_chance(at::EMAIL, Chance::AmongStrangers, mail.office_bits);
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
    one_family && agreement.given == Given::Differs && outcome.levels[at::STREET] == 0
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
    outcome.unlike = opposed || (both_known && far && !is_eastern(&a.name) && !is_eastern(&b.name));
    outcome.levels[at::GIVEN] = if two_names {
        GIVEN_ANOTHER
    } else {
        given_level(agreement.given)
    };
    outcome.levels[at::FAMILY] = family_level(agreement.family);
    if matches!(agreement.given, Given::Equal | Given::Nickname) {
        outcome.by_chance(
            at::GIVEN,
            Chance::Everywhere,
            a.given_bits.max(b.given_bits),
        );
    }
    if agreement.family == Family::Equal {
        outcome.by_chance(
            at::FAMILY,
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
        outcome.by_chance(at::FAMILY, Chance::OutsideHome, chance_of_part(a, b));
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
        outcome.levels[at::FAMILY] = 0;
        outcome.levels[at::EMPLOYER] = SAME;
        outcome.by_chance(at::EMPLOYER, Chance::AmongStrangers, bits);
    }
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

/// 1 if two lists share something, 2 if not, 0 if one is empty.
fn overlap(a: &[u32], b: &[u32]) -> u8 {
    match (a, b) {
        ([], _) | (_, []) => 0,
        _ if a.iter().any(|x| b.contains(x)) => 1,
        _ => 2,
    }
}

fn same(a: u32, b: u32) -> u8 {
    overlap(
        if a == 0 {
            &[]
        } else {
            std::slice::from_ref(&a)
        },
        if b == 0 {
            &[]
        } else {
            std::slice::from_ref(&b)
        },
    )
}

/// Numbers that are less than this apart follow on each other.
const BOUGHT_TOGETHER: u64 = 10;

fn phones(a: &Features, b: &Features, outcome: &mut Outcome) {
    let common = a
        .phones
        .iter()
        .filter(|x| b.phones.iter().any(|y| x.number == y.number));
    let has_mobile = |of: &Features| of.phones.iter().any(|x| x.mobile && !x.shared);
    let level = |x: &Number| match (x.shared, x.mobile) {
        (true, _) => SHARED_NUMBER,
        (false, true) => SAME_MOBILE,
        (false, false) => SAME_LANDLINE,
    };
    let best = common.map(level).min();
    outcome.other_mobile = best != Some(SAME_MOBILE) && has_mobile(a) && has_mobile(b);
    let is_in_use = |of: &Features| {
        let mut mobiles = of.phones.iter().filter(|x| x.mobile && !x.shared);
        of.is_several_peoples_name() || mobiles.any(|x| x.cards > 1)
    };
    // Numbers that nearly follow on each other were bought together, for two.
    let follow = |x: &Number| {
        b.phones
            .iter()
            .any(|y| x.digits.abs_diff(y.digits) < BOUGHT_TOGETHER)
    };
    outcome.both_in_use =
        outcome.other_mobile && ((is_in_use(a) && is_in_use(b)) || a.phones.iter().any(follow));
    outcome.levels[at::PHONE] = match best {
        // A landline is a household's as soon as there is more than one mobile number on it.
        Some(_) if outcome.other_mobile => SHARED_NUMBER,
        Some(level) => level,
        None if a.phones.is_empty() || b.phones.is_empty() => 0,
        None if outcome.other_mobile => ANOTHER_MOBILE,
        None => OTHER_NUMBERS,
    };
}

fn mails(a: &Features, b: &Features, outcome: &mut Outcome) {
    let pairs = a
        .mails
        .iter()
        .take(8)
        .flat_map(|x| b.mails.iter().take(8).map(move |y| (x, y)));
    let best = pairs
        .map(|(x, y)| (mailboxes(x, y), x.office_bits))
        .min_by(|x, y| x.0.cmp(&y.0));
    outcome.two_desks = a
        .mails
        .iter()
        .any(|x| b.mails.iter().any(|y| are_numbered(x, y)));
    if let Some((level, office_bits)) = best {
        outcome.levels[at::EMAIL] = level;
        if level == SAME_COMPANY_DOMAIN {
            outcome.by_chance(at::EMAIL, Chance::AmongStrangers, office_bits);
        }
    }
}

fn mailboxes(a: &Mailbox, b: &Mailbox) -> u8 {
    if a.address == b.address {
        return if a.shared { SHARED_MAILBOX } else { SAME };
    }
    if (a.local != 0 && a.local == b.local) || is_domain_misspelt(a, b) {
        return SAME_LOCAL;
    }
    let close =
        a.text.len().abs_diff(b.text.len()) <= 2 && a.letters.text.len() >= 4 && alike(a, b);
    match () {
        () if close => CLOSE_ADDRESS,
        () if a.office != 0 && a.office == b.office => SAME_COMPANY_DOMAIN,
        () if a.office == 0 && b.office == 0 => ANOTHER_MAILBOX,
        () => OTHER_ADDRESSES,
    }
}

/// Whether a company parts two addresses by a number, as it does for namesakes.
fn are_numbered(a: &Mailbox, b: &Mailbox) -> bool {
    a.office != 0
        && a.office == b.office
        && a.address != b.address
        && a.letters.text == b.letters.text
        && digits(&a.text[..a.domain]).ne(digits(&b.text[..b.domain]))
}

/// Whether two addresses are one but for a slip in the company's domain; two short domains are two companies.
fn is_domain_misspelt(a: &Mailbox, b: &Mailbox) -> bool {
    let ((local, domain), (other, near)) = (a.text.split_at(a.domain), b.text.split_at(b.domain));
    local == other
        && !a.shared
        && !b.shared
        && a.office != 0
        && b.office != 0
        && domain.len().min(near.len()) >= MISSPELT
        && a.set.apart(b.set) <= 4
        && osa_distance(domain, near) <= 2
}

/// A misspelling changes letters; another digit is another address, whose name was taken.
fn alike(a: &Mailbox, b: &Mailbox) -> bool {
    // A wrong letter is one that only one has, in place of one that only the other has.
    if a.set.apart(b.set) > 4 {
        return false;
    }
    let head = a.text.bytes().zip(b.text.bytes());
    let tail = a.text.bytes().rev().zip(b.text.bytes().rev());
    let common =
        head.take_while(|(x, y)| x == y).count() + tail.take_while(|(x, y)| x == y).count();
    common + 3 >= a.text.len().max(b.text.len())
        && digits(&a.text).eq(digits(&b.text))
        && osa_distance(&a.text, &b.text) <= 2
}

fn digits(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_digit)
}

fn employers(a: &Features, b: &Features, outcome: &mut Outcome) {
    let pairs = a
        .employers
        .iter()
        .flat_map(|x| b.employers.iter().map(move |y| (x, y)));
    let level = |(x, y): (&Word, &Word)| match x.id == y.id {
        true => (SAME, x.bits),
        false if x.triples.likeness(&y.triples) >= 0.6 => (SIMILAR_EMPLOYER, 0.0),
        false => (OTHER_EMPLOYER, 0.0),
    };
    let by_domain = [by_domain(a, b), by_domain(b, a)].into_iter().flatten();
    if let Some((best, bits)) = pairs
        .map(level)
        .chain(by_domain)
        .min_by(|x, y| x.0.cmp(&y.0))
    {
        outcome.levels[at::EMPLOYER] = best;
        outcome.by_chance(at::EMPLOYER, Chance::AmongStrangers, bits);
    }
}

/// Whether an address is one at the other's employer, and how well that is known.
fn by_domain(employed: &Features, addressed: &Features) -> Option<(u8, f32)> {
    let offices = || addressed.mails.iter().filter(|m| m.office != 0);
    let is_its = |e: &&Word| offices().any(|m| m.is_at(e));
    let is_called = |e: &Word| offices().any(|m| is_called_after(&m.text[m.domain..], e));
    let known = employed.employers.iter().find(is_its);
    let spelled = || {
        employed
            .employers
            .iter()
            .any(is_called)
            .then_some((SIMILAR_EMPLOYER, 0.0))
    };
    known.map(|e| (SAME, e.bits)).or_else(spelled)
}

fn streets(a: &Features, b: &Features, outcome: &mut Outcome) {
    let mut best = (0, 0.0);
    for x in &a.streets {
        for y in &b.streets {
            let level = if x.line.id == y.line.id {
                (SAME, x.line.bits)
            } else {
                let same_number = x.number != 0 && x.number == y.number;
                let named = x.is_named_house && y.is_named_house;
                match x.line.triples.likeness(&y.line.triples) {
                    l if l >= 0.55 && same_number => (SIMILAR_HOUSE, 0.0),
                    l if l >= 0.7 && named => (SIMILAR_HOUSE, 0.0),
                    l if l >= 0.6 => (SIMILAR_STREET, 0.0),
                    l if l >= 0.35 => (LITTLE_ALIKE, 0.0),
                    _ => (OTHER_STREET, 0.0),
                }
            };
            if best.0 == 0 || level.0 < best.0 {
                best = level;
            }
        }
    }
    outcome.levels[at::STREET] = best.0;
    outcome.by_chance(at::STREET, Chance::OutsideHome, best.1);
}

/// How often a postal code agrees by chance, in bits.
const POSTAL_CODE: f32 = -6.0;

fn towns(a: &Features, b: &Features, outcome: &mut Outcome) {
    let mut best = (0, 0.0);
    for (x, code) in &a.towns {
        for (y, other) in &b.towns {
            let town = same(x.id, y.id);
            let level = match (town, same(*code, *other)) {
                (0, 0) => (0, 0.0),
                (1, 1) | (0, 1) => (SAME, POSTAL_CODE),
                (1, 0) => (SAME, x.bits),
                (1, _) | (_, 1) => (PARTLY_SAME_TOWN, 0.0),
                _ if x.triples.likeness(&y.triples) >= 0.5 => (PARTLY_SAME_TOWN, 0.0),
                _ => (OTHER_TOWN, 0.0),
            };
            if level.0 > 0 && (best.0 == 0 || level.0 < best.0) {
                best = level;
            }
        }
    }
    outcome.levels[at::TOWN] = best.0;
    outcome.by_chance(at::TOWN, Chance::OutsideHome, best.1);
}

/// How often the initial of a given name agrees by chance, in bits.
const GIVEN_INITIAL: f32 = -4.0;

/// The same of a family name, behind a given one that is spelled out.
const FAMILY_INITIAL: f32 = -3.0;

/// Where one card gives no full name, or another family name, its address is held against the other's name.
fn handles(a: &Features, b: &Features, outcome: &mut Outcome) {
    let best = match (a.name.is_full(), b.name.is_full()) {
        (false, true) => best_fit(a, b),
        (true, false) => best_fit(b, a),
        (true, true) if outcome.levels[at::FAMILY] == Family::Differs as u8 => {
            let fits = [best_fit(a, b), best_fit(b, a)].into_iter().flatten();
            let maiden = fits
                .filter(|(fit, _)| *fit >= Fit::Initial)
                .max_by_key(|(fit, _)| *fit);
            if maiden.is_some() {
                outcome.levels[at::FAMILY] = 0;
            }
            maiden
        }
        _ => None,
    };
    let Some((best, named)) = best else { return };
    let given_known = matches!(outcome.levels[at::GIVEN], SAME | GIVEN_NICKNAME);
    let (given_bits, family_bits) = (
        if given_known { 0.0 } else { named.given_bits },
        named.family_bits,
    );
    let initial_bits = if given_known { 0.0 } else { GIVEN_INITIAL };
    let (level, given, family) = match best {
        Fit::Full => (SPELLS_NAME, given_bits, family_bits),
        Fit::Initial => (SPELLS_INITIAL, initial_bits, family_bits),
        Fit::Family => (SPELLS_FAMILY, 0.0, family_bits),
        Fit::Given | Fit::GivenInitial if given_known => return,
        Fit::Given => (SPELLS_GIVEN, given_bits, 0.0),
        Fit::GivenInitial => (SPELLS_GIVEN, given_bits, FAMILY_INITIAL),
        Fit::None => (SPELLS_ANOTHER, 0.0, 0.0),
    };
    outcome.levels[at::HANDLE] = level;
    outcome.by_chance(at::HANDLE, Chance::Everywhere, given);
    outcome.by_chance(at::HANDLE, Chance::OutsideHome, family);
}
/// How well an address of one card fits the name of the other, and that other.
fn best_fit<'a>(addressed: &Features, named: &'a Features) -> Option<(Fit, &'a Features)> {
    let fits = addressed
        .mails
        .iter()
        .filter(|m| m.letters.text.len() >= 4)
        .map(|m| fit(&m.letters, &named.name));
    // One address may spell the family name and another one the given name.
    fits.reduce(Fit::and).map(|best| (best, named))
}

/// What can keep a card from being compared at all, in few bytes: it is looked at for every candidate pair.
#[derive(Debug, Clone, Copy)]
pub struct Gate {
    kind: Kind,
    connections: Option<FileId>,
    /// Correspondents stand for the addresses in a log: each address is one, and only its owner knows who shares two.
    logged: bool,
}

impl Gate {
    /// Of one record.
    pub fn of(record: &Record<'_>) -> Self {
        let card = record.card;
        Self {
            kind: record.kind,
            connections: (card.roster == Roster::Connections).then_some(card.place.file),
            logged: card.roster == Roster::Correspondent,
        }
    }

    /// Whether two cards cannot be one person, whatever they share.
    pub fn bars(self, other: Self) -> bool {
        let one_export = self.connections.is_some() && self.connections == other.connections;
        self.is_thing() != other.is_thing() || one_export || (self.logged && other.logged)
    }

    /// Whether a card is no person's.
    pub fn is_thing(self) -> bool {
        self.kind != Kind::Person
    }
}

/// Whether two cards share a number, an address or a profile. What is no person is never joined by its name: every town
/// has a "Taxi".
pub fn share_a_key(a: &Record<'_>, b: &Record<'_>) -> bool {
    let mails = |r: &Record<'_>| {
        r.card
            .emails
            .iter()
            .filter_map(|m| m.email.clone())
            .collect::<Vec<_>>()
    };
    let (keys, others) = (keys_of(a), keys_of(b));
    let others_mails = mails(b);
    keys.iter().any(|key| others.contains(key))
        || mails(a).iter().any(|mail| others_mails.contains(mail))
}
