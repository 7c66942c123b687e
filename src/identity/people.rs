//! Groups of cards → people: a stable id from the strongest key, and the order of the cards.

use std::collections::BTreeSet;

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::keys::{Key, keys_of};
use super::record::{Ix, Record, by_content};
use super::unite::Groups;
use crate::model::card::{Card, Kind};
use crate::model::person::{Before, Person};

/// The people, sorted by id.
pub fn people(records: &[Record<'_>], groups: &Groups) -> Vec<Person> {
    let groups: Vec<&[Ix]> = groups.all().collect();
    let keys = groups.par_iter().map(|group| own_keys(records, group));
    let keys: Vec<Vec<Key<'_>>> = keys.collect();
    let bearers = bearers(&keys);
    let drafts = groups.into_par_iter().zip(&keys);
    let drafts: Vec<(String, Person)> = drafts
        .map(|(group, keys)| person(records, group, keys, &bearers))
        .collect();
    let mut ids = Ids::default();
    let named = drafts.into_iter().map(|(seed, person)| Person {
        id: ids.next(seed),
        ..person
    });
    let mut people: Vec<Person> = named.collect();
    people.sort_by(|a, b| a.id.cmp(&b.id));
    people
}

/// The ids that are given.
#[derive(Default)]
struct Ids {
    taken: FxHashSet<String>,
    /// For each seed the number behind the last one that was given: of thousands with one name each would ask all before it.
    next: FxHashMap<String, u32>,
}

impl Ids {
    /// Two people with nothing but one name, or a collision of hashes: the later one in the order by content is numbered.
    fn next(&mut self, seed: String) -> String {
        let mut number = self.next.get(&seed).copied().unwrap_or_default();
        loop {
            let id = id_of(&seed, number);
            number += 1;
            if self.taken.insert(id.clone()) {
                self.next.insert(seed, number);
                return id;
            }
        }
    }
}

/// The keys of a group, each once, the strongest first.
fn own_keys<'a>(records: &[Record<'a>], group: &[Ix]) -> Vec<Key<'a>> {
    let mut keys: Vec<_> = group.iter().flat_map(|&ix| keys_of(&records[ix])).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// How many groups bear each key.
fn bearers<'a>(groups: &[Vec<Key<'a>>]) -> FxHashMap<Key<'a>, u32> {
    let mut counts = FxHashMap::default();
    for key in groups.iter().flatten() {
        *counts.entry(*key).or_default() += 1;
    }
    counts
}

/// A group as a person without an id, and what the id is made of.
fn person(
    records: &[Record<'_>],
    group: &[Ix],
    keys: &[Key<'_>],
    bearers: &FxHashMap<Key<'_>, u32>,
) -> (String, Person) {
    let mut cards: Vec<&Record<'_>> = group.iter().map(|&ix| &records[ix]).collect();
    cards.sort_by(|a, b| shown_first(a.card, b.card));
    let seed = seed(&cards, keys, bearers);
    let person = Person {
        id: String::new(),
        kind: kind(&cards),
        several: cards.iter().all(|record| record.several),
        cards: cards.iter().map(|r| r.at).collect(),
        before: Before::default(),
    };
    (seed, person)
}

/// What a group is: a company that has shared mailboxes is a company.
fn kind(cards: &[&Record<'_>]) -> Kind {
    let is_company = cards.iter().any(|record| record.kind == Kind::Org);
    if is_company { Kind::Org } else { cards[0].kind }
}

/// How much of a name a card has: "Kalle Berg" is shown before "Kalle B" and "Kalle".
fn fullness(card: &Card) -> (usize, usize) {
    let words = card.name.full.split_whitespace();
    let written_out = words.filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    (written_out.count(), card.name.full.len())
}

/// Newest source first, then by what kind of source it is, then the fullest name, then by content.
fn shown_first(a: &Card, b: &Card) -> std::cmp::Ordering {
    b.fresh
        .cmp(&a.fresh)
        .then(a.roster.cmp(&b.roster))
        .then_with(|| fullness(b).cmp(&fullness(a)))
        .then_with(|| by_content(a, b))
        .then_with(|| a.place.cmp(&b.place))
}

/// The strongest key that nobody else bears, else what the name says.
fn seed(cards: &[&Record<'_>], keys: &[Key<'_>], bearers: &FxHashMap<Key<'_>, u32>) -> String {
    if let Some(key) = keys
        .iter()
        .find(|key| bearers.get(key) == Some(&1) && !matches!(key, Key::Unplanned(..)))
    {
        return format!("{key:?}");
    }
    let names: BTreeSet<String> = cards.iter().map(|r| said(r)).collect();
    names.into_iter().next().unwrap_or_default()
}

/// Name, birthday and whatever else a card without a key of its own says. What tables make of it has no part, for they grow.
fn said(record: &Record<'_>) -> String {
    let (card, name) = (record.card, &record.name);
    let mails: Vec<&str> = card.emails.iter().map(|m| m.raw.as_str()).collect();
    let phones: Vec<&str> = card.phones.iter().map(|t| t.raw.as_str()).collect();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {mails:?} {phones:?} {:?}",
        name.given,
        name.family_whole,
        name.nicknames,
        name.generation,
        card.name.full,
        card.birthday,
        card.companies
    )
}

/// The id of somebody whose own one is somebody else's.
pub fn another_id(id: &str, number: u32) -> String {
    id_of(id, number)
}

fn id_of(seed: &str, number: u32) -> String {
    let text = if number == 0 {
        seed.to_owned()
    } else {
        format!("{seed} #{number}")
    };
    format!("p-{:010x}", fnv1a(text.as_bytes()) >> 24)
}

/// The 64-bit FNV-1a hash: fixed by its definition, so that ids outlive compilers.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
