//! How often two cards of one name are two people's in this network, and how much oftener where they have two employers, numbers or
//! addresses.
//!
//! An export with one row for each human tells how many people bear the name of somebody else. So many pairs of cards are therefore
//! of two namesakes; all other pairs of one name are one person's. Where sources are old, people have changed the employer far more
//! often than they have a namesake, and where sources are kept up they have not.

use rustc_hash::FxHashMap;

use super::books::{Books, WAYS, Way};
use super::compare::compare;
use super::features::Features;
use super::fields::{Email, Employer, FamilyName, Field, GivenName, Phone, Sense};
use super::gate::Gate;
use super::outcome::Outcome;
use super::record::{Ix, Record};
use super::unite::Groups;
use super::veto;
use crate::model::card::Roster;
use crate::model::intake::FileId;
use crate::model::real::Real;

/// Of more cards of one name no more are looked at.
const FEW: usize = 8;

/// Rows of an export that are too few to tell how common namesakes are.
const ROWS: usize = 200;

/// So many pairs of namesakes are assumed beside those that the export shows.
const UNSEEN: f32 = 2.0;

/// So many pairs of cards that agree in nothing but the name are needed to tell how many of them are namesakes'.
const PAIRS: f32 = 40.0;

/// So many pairs of all names are added to those of each kind of names.
const BORROWED: f32 = 20.0;

/// From this share of one person's pairs on, cards of one name are taken for one person's in spite of a difference.
const USUAL: f32 = 0.75;

/// A name that so many others are expected to bear is not taken for one person's, wherever it stands.
const COMMON: f32 = 0.3;

/// The same, in bits, where others are expected to bear the name and nothing differs: nine of ten.
const USUAL_OF_COMMON: f32 = 3.17;

/// So many cards has each other bearer of a name for each further card of one person: twice as many, and half of that, since forms of a
/// name make two people's cards seem to stand in different books more often than they do.
const OTHERS: f32 = 1.0;

/// What is known of pairs of cards that agree in their names and share no key.
#[derive(Debug, Default)]
pub struct Usual {
    /// None where that is not known.
    known: Option<Odds>,
    books: Books,
}

/// How many others on these cards bear the family name. Where nobody does, a namesake is rarer than the tables of names can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relatives {
    None,
    Few,
    Many,
}

/// Their number.
const RELATIVES: usize = 3;

/// Up to so many cards of others with the family name are few.
const FEW_RELATIVES: u32 = 6;

impl Relatives {
    fn of(features: &Features) -> Self {
        match features.relatives {
            0 => Self::None,
            1..=FEW_RELATIVES => Self::Few,
            _ => Self::Many,
        }
    }
}

/// How often such pairs are one person's.
#[derive(Debug, Clone, Copy)]
struct Odds {
    /// By how many bear the family name, and how the name stands in the books.
    by_way: [[f32; WAYS]; RELATIVES],
    /// How two people's cards of one name would stand in the books.
    chance: [f32; WAYS],
    /// By how much each difference multiplies them.
    factors: [f32; DIFFERENCES],
}

/// How often two cards of one name are one person's in spite of what differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnePerson {
    /// Seldom, or that is not known.
    #[default]
    Seldom,
    /// More often than not.
    Rather,
    /// Often enough to merge them.
    Usually,
}

/// Number of differences: employer, mobile number, address.
const DIFFERENCES: usize = 3;

/// Number of pairs of cards, and of pairs that have both a value that may differ.
type Counts = [f32; 1 + DIFFERENCES];

impl Usual {
    /// Counts on all cards; the groups are those that keys have joined.
    pub fn of(
        records: &[Record<'_>],
        features: &[Features],
        gates: &[Gate],
        groups: &Groups,
    ) -> Self {
        let books = Books::of(records, features, groups);
        let known = rates(records, features).and_then(|rates| {
            let alike = written_alike(features, groups);
            odds(
                rates.map(|rate| rate * alike),
                &pairs(records, features),
                &books,
                &named(features, gates, &books),
            )
        });
        Self { known, books }
    }

    /// Notes how often two cards of one name that differ so are one person's, if that is known.
    pub fn note(&self, (a, b): (Ix, Ix), features: &[Features], outcome: &mut Outcome) {
        let Some(known) = self.known else { return };
        // So many others are expected to bear it.
        let expected = features[a].namesakes.max(features[b].namesakes);
        let commoner = if features[a].relatives < features[b].relatives {
            b
        } else {
            a
        };
        let way = if are_forms(outcome) {
            self.books.way(a, b)
        } else {
            Way::Twice
        };
        let differ = differences(outcome);
        let factors = differ.iter().zip(known.factors);
        let by_way = known.by_way[Relatives::of(&features[commoner]) as usize][way as usize];
        let others = OTHERS * expected * known.chance[way as usize];
        let odds = factors
            .filter(|(differs, _)| **differs)
            .fold(by_way / (1.0 + by_way * others), |odds, (_, factor)| {
                odds * factor
            });
        let bits = Some(odds.max(LEAST).log_2());
        outcome.once = way == Way::Once;
        outcome.in_spite = OnePerson::of(bits);
        outcome.in_spite_bits = bits;
    }
}

/// Odds below this are none.
const LEAST: f32 = 1e-3;

impl OnePerson {
    /// By odds in bits, if they are known.
    pub fn of(bits: Option<f32>) -> Self {
        match bits {
            Some(bits) if bits >= (USUAL / (1.0 - USUAL)).log_2() => Self::Usually,
            Some(bits) if bits >= 0.0 => Self::Rather,
            _ => Self::Seldom,
        }
    }
}

/// Whether two cards bear one full name, as far as forms, slips and the order of its words go.
pub fn is_one_name(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    let given = matches!(
        levels.given,
        Some(GivenName::Same | GivenName::Nickname | GivenName::Close)
    );
    let family = matches!(levels.family, Some(FamilyName::Same | FamilyName::Close));
    levels.given == Some(GivenName::Swapped) || (given && family)
}

/// The same as far as initials, and parts of a family name, go.
fn are_forms(outcome: &Outcome) -> bool {
    let levels = &outcome.levels;
    let given = matches!(
        levels.given,
        Some(GivenName::Same | GivenName::Nickname | GivenName::Close | GivenName::Initial)
    );
    let family = matches!(
        levels.family,
        Some(FamilyName::Same | FamilyName::Close | FamilyName::Part | FamilyName::Initial)
    );
    is_one_name(outcome) || (given && family)
}

/// What the count makes of two cards under one name that share no key: the bits that it gives them at least, if nothing differs but what it
/// was counted for.
pub fn at_least(outcome: &Outcome, expected: f32) -> Option<f32> {
    let bits = outcome
        .in_spite_bits
        .filter(|_| OnePerson::of(outcome.in_spite_bits) == OnePerson::Usually)?;
    let counted = |field: Field| {
        matches!(
            field,
            Field::Employer | Field::Title | Field::Phone | Field::Email | Field::Spelled
        )
    };
    let differing = outcome.levels.known();
    let differing = differing.filter(|(_, level)| level.sense == Sense::Differs);
    let differing: Vec<Field> = differing.map(|(field, _)| field).collect();
    let may_be_common = bits >= USUAL_OF_COMMON && differing.is_empty();
    (is_one_name(outcome)
        && !outcome.are_initialled
        && (expected < COMMON || may_be_common)
        && veto::is_of_name_alone(outcome)
        && differing.into_iter().all(counted))
    .then_some(bits)
}

/// How far the count tells of the groups of two cards, whose name stands at most once in each book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Told {
    /// Not at all.
    #[default]
    Nothing,
    /// Nine of ten such pairs are one person's: what their other cards do not share says nothing against it.
    Likely,
    /// 97 of 100 are, so that the name need not be a rare one.
    Surely,
}

/// From these odds in bits on a name tells so.
const LIKELY: f32 = USUAL_OF_COMMON;
const SURELY: f32 = 5.0;

impl Told {
    /// By the bits that the count gives two cards, if it does.
    pub fn of(outcome: &Outcome, counted: Option<f32>) -> Self {
        match counted.filter(|_| outcome.once) {
            Some(bits) if bits >= SURELY => Self::Surely,
            Some(bits) if bits >= LIKELY => Self::Likely,
            _ => Self::Nothing,
        }
    }
}

/// Odds by what was counted; `None` where too few pairs were, or no more than namesakes have.
fn odds(
    rates: [f32; RELATIVES],
    pairs: &Counts,
    books: &Books,
    named: &[[Counts; WAYS]; RELATIVES],
) -> Option<Odds> {
    let rate: f32 = rates.iter().sum();
    let sum = |at: usize| {
        named
            .as_flattened()
            .iter()
            .map(|counts| counts[at])
            .sum::<f32>()
    };
    let of = |found: f32, namesakes: f32| ((found - namesakes) / namesakes.max(1.0)).max(0.0);
    let all = |at: usize| of(sum(at), rate * pairs[at]);
    if sum(0) < PAIRS || all(0) <= 0.0 {
        return None;
    }
    let chance = books.by_chance();
    // A kind of names of which there are few borrows from all of them.
    let found = |way: usize| named.iter().map(|ways| ways[way][0]).sum::<f32>();
    let share = |way: usize| (rate * pairs[0] * chance[way] / found(way).max(1.0)).min(1.0);
    let by_way = std::array::from_fn(|class: usize| {
        std::array::from_fn(|way: usize| {
            let borrowed = BORROWED.min(found(way));
            let namesakes = rates[class] * pairs[0] * chance[way];
            of(
                named[class][way][0] + borrowed,
                namesakes + borrowed * share(way),
            )
        })
    });
    let factors = std::array::from_fn(|at| (all(at + 1) / all(0)).min(1.0));
    Some(Odds {
        by_way,
        chance,
        factors,
    })
}

/// How likely two people of one export, drawn at random, bear one name of each kind.
fn rates(records: &[Record<'_>], features: &[Features]) -> Option<[f32; RELATIVES]> {
    let mut rows: FxHashMap<FileId, f32> = FxHashMap::default();
    let mut bearers: FxHashMap<(FileId, u32, u32), (f32, Relatives)> = FxHashMap::default();
    for (record, of) in records.iter().zip(features) {
        if record.card.roster == Roster::Connections && of.name.is_full() {
            let file = record.card.place.file;
            *rows.entry(file).or_default() += 1.0;
            let name = (file, of.given, of.family);
            bearers.entry(name).or_insert((0.0, Relatives::of(of))).0 += 1.0;
        }
    }
    // Counts are whole, so that their order adds up to the same.
    let two = |n: f32| n * (n - 1.0) / 2.0;
    let largest = rows.values().copied().fold(0.0, f32::max);
    let all: f32 = rows.values().copied().map(two).sum();
    let mut namesakes = [UNSEEN / RELATIVES as f32; RELATIVES];
    for &(cards, relatives) in bearers.values() {
        namesakes[relatives as usize] += two(cards);
    }
    (largest >= ROWS as f32).then(|| namesakes.map(|pairs| pairs / all))
}

/// Share of one person's cards that bear one name written alike: namesakes go by short forms as often.
fn written_alike(features: &[Features], groups: &Groups) -> f32 {
    let (mut alike, mut all) = (UNSEEN, UNSEEN);
    for group in groups.all().filter(|group| group.len() > 1) {
        let named = group.iter().filter(|&&ix| features[ix].name.is_full());
        let mut names: Vec<(u32, u32)> = named
            .map(|&ix| (features[ix].given, features[ix].family))
            .collect();
        names.sort_unstable();
        let pairs = |n: usize| (n * n.saturating_sub(1) / 2) as f32;
        all += pairs(names.len());
        alike += names
            .chunk_by(|a, b| a == b)
            .map(|of| pairs(of.len()))
            .sum::<f32>();
    }
    alike / all
}

/// How many pairs of cards with full names there are, rows of one export aside.
fn pairs(records: &[Record<'_>], features: &[Features]) -> Counts {
    let mut all = [0.0_f32; 1 + DIFFERENCES];
    let mut rows: FxHashMap<FileId, Counts> = FxHashMap::default();
    for (record, of) in records
        .iter()
        .zip(features)
        .filter(|(_, of)| of.name.is_full())
    {
        let has = [
            true,
            !of.employers.is_empty(),
            of.phones.iter().any(|phone| phone.mobile && !phone.shared),
            !of.mails.is_empty(),
        ];
        let add = |counts: &mut Counts| {
            counts
                .iter_mut()
                .zip(has)
                .for_each(|(count, has)| *count += f32::from(u8::from(has)));
        };
        add(&mut all);
        if record.card.roster == Roster::Connections {
            add(rows.entry(record.card.place.file).or_default());
        }
    }
    let two = |n: f32| n * (n - 1.0).max(0.0) / 2.0;
    let mut pairs = all.map(two);
    for of_file in rows.values() {
        pairs
            .iter_mut()
            .zip(of_file)
            .for_each(|(pairs, n)| *pairs -= two(*n));
    }
    pairs
}

/// How many pairs of cards bear one full name and share no key, by how many bear the family name and how the name stands in the books,
/// and how many of these differ in each way.
fn named(features: &[Features], gates: &[Gate], books: &Books) -> [[Counts; WAYS]; RELATIVES] {
    let mut bearers: FxHashMap<(u32, u32), Vec<Ix>> = FxHashMap::default();
    for (ix, of) in features
        .iter()
        .enumerate()
        .filter(|(_, of)| of.name.is_full())
    {
        bearers.entry((of.given, of.family)).or_default().push(ix);
    }
    let mut counts = [[[0.0; 1 + DIFFERENCES]; WAYS]; RELATIVES];
    for list in bearers.values() {
        let cards = &list[..list.len().min(FEW)];
        for (at, &a) in cards.iter().enumerate() {
            let others = cards[at + 1..].iter();
            for &b in others.filter(|&&b| !gates[a].bars(gates[b])) {
                let outcome = compare(&features[a], &features[b]);
                if veto::is_of_name_alone(&outcome) {
                    let class = Relatives::of(&features[a]) as usize;
                    let counts = &mut counts[class][books.way(a, b) as usize];
                    counts[0] += 1.0;
                    for (count, differs) in counts[1..].iter_mut().zip(differences(&outcome)) {
                        *count += f32::from(u8::from(differs));
                    }
                }
            }
        }
    }
    counts
}

/// In what two cards differ.
fn differences(outcome: &Outcome) -> [bool; DIFFERENCES] {
    let levels = &outcome.levels;
    [
        levels.employer == Some(Employer::Differs),
        outcome.other_mobile || levels.phone == Some(Phone::AnotherMobile),
        matches!(levels.email, Some(Email::AnotherMailbox | Email::Differs)),
    ]
}
