//! How often two cards of one name are two people's in this network, and how much oftener where they have two employers, numbers or
//! addresses.
//!
//! An export with one row for each human tells how many people bear the name of somebody else. So many pairs of cards are therefore
//! of two namesakes; all other pairs of one name are one person's. Where sources are old, people have changed the employer far more
//! often than they have a namesake, and where sources are kept up they have not.

use rustc_hash::FxHashMap;

use super::compare::compare;
use super::features::Features;
use super::fields::{Email, Employer, Phone};
use super::gate::Gate;
use super::outcome::Outcome;
use super::record::{Ix, Record};
use super::unite::Groups;
use super::veto;
use crate::model::card::Roster;
use crate::model::intake::FileId;

/// Of more cards of one name no more are looked at.
const FEW: usize = 8;

/// Rows of an export that are too few to tell how common namesakes are.
const ROWS: usize = 200;

/// So many pairs of namesakes are assumed beside those that the export shows.
const UNSEEN: f32 = 2.0;

/// So many pairs of cards that agree in nothing but the name are needed to tell how many of them are namesakes'.
const PAIRS: f32 = 40.0;

/// From this share of one person's pairs on, cards of one name are taken for one person's in spite of a difference.
const USUAL: f32 = 0.75;

/// What is known of pairs of cards that agree in their names and share no key.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Usual {
    /// Odds that they are one person's, and by how much each difference multiplies them; none where that is not known.
    odds: Option<[f32; 1 + DIFFERENCES]>,
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
        let Some(rate) = rate(records, features) else {
            return Self::default();
        };
        let pairs = pairs(records, features);
        let named = named(features, gates);
        let rate = rate * written_alike(features, groups);
        let odds = |at: usize| {
            let namesakes = rate * pairs[at];
            ((named[at] - namesakes) / namesakes.max(1.0)).max(0.0)
        };
        if named[0] < PAIRS || odds(0) <= 0.0 {
            return Self::default();
        }
        let of_difference = |at: usize| (odds(at) / odds(0)).min(1.0);
        Self {
            odds: Some([
                odds(0),
                of_difference(1),
                of_difference(2),
                of_difference(3),
            ]),
        }
    }

    /// The share of pairs of one name that differ so and are one person's, if that is known.
    pub fn share(&self, outcome: &Outcome) -> Option<f64> {
        self.odds_of(outcome)
            .map(|odds| f64::from(odds / (1.0 + odds)))
    }

    fn odds_of(&self, outcome: &Outcome) -> Option<f32> {
        let known = self.odds?;
        let differ = differences(outcome);
        let factors = differ
            .iter()
            .zip(&known[1..])
            .filter(|(differs, _)| **differs);
        Some(factors.fold(known[0], |odds, (_, factor)| odds * factor))
    }

    /// How often two cards of one name that differ so are one person's.
    pub fn of_pair(&self, outcome: &Outcome) -> OnePerson {
        let Some(odds) = self.odds_of(outcome) else {
            return OnePerson::Seldom;
        };
        if odds >= USUAL / (1.0 - USUAL) {
            OnePerson::Usually
        } else if odds >= 1.0 {
            OnePerson::Rather
        } else {
            OnePerson::Seldom
        }
    }
}

/// How likely two people of one export, drawn at random, bear one name.
fn rate(records: &[Record<'_>], features: &[Features]) -> Option<f32> {
    let mut rows: FxHashMap<FileId, f32> = FxHashMap::default();
    let mut bearers: FxHashMap<(FileId, u32, u32), f32> = FxHashMap::default();
    for (record, of) in records.iter().zip(features) {
        if record.card.roster == Roster::Connections && of.name.is_full() {
            let file = record.card.place.file;
            *rows.entry(file).or_default() += 1.0;
            *bearers.entry((file, of.given, of.family)).or_default() += 1.0;
        }
    }
    // Counts are whole, so that their order adds up to the same.
    let two = |n: f32| n * (n - 1.0) / 2.0;
    let largest = rows.values().copied().fold(0.0, f32::max);
    let all: f32 = rows.values().copied().map(two).sum();
    let namesakes: f32 = bearers.values().copied().map(two).sum();
    (largest >= ROWS as f32).then(|| (namesakes + UNSEEN) / all)
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

/// How many pairs of cards bear one full name and share no key, and how many of these differ in each way.
fn named(features: &[Features], gates: &[Gate]) -> Counts {
    let mut bearers: FxHashMap<(u32, u32), Vec<Ix>> = FxHashMap::default();
    for (ix, of) in features
        .iter()
        .enumerate()
        .filter(|(_, of)| of.name.is_full())
    {
        bearers.entry((of.given, of.family)).or_default().push(ix);
    }
    let mut counts = [0.0; 1 + DIFFERENCES];
    for list in bearers.values() {
        let cards = &list[..list.len().min(FEW)];
        for (at, &a) in cards.iter().enumerate() {
            for &b in cards[at + 1..]
                .iter()
                .filter(|&&b| !gates[a].bars(gates[b]))
            {
                let outcome = compare(&features[a], &features[b]);
                if veto::is_of_name_alone(&outcome) {
                    let differ = differences(&outcome);
                    counts[0] += 1.0;
                    counts[1..]
                        .iter_mut()
                        .zip(differ)
                        .for_each(|(count, differs)| *count += f32::from(u8::from(differs)));
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
