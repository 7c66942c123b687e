//! Who each card was in earlier audits: what was one person stays one, and what were two stay two, unless new evidence speaks; then
//! the owner is asked.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::before::is_the_same;
use super::certain::{Work, evidence};
use super::explain::explain;
use super::record::Ix;
use super::weigh::Scale;
use crate::model::card::{Card, CardIx};
use crate::model::fingerprint::mark;
use crate::model::name::fold;
use crate::model::person::{Before, Doubt, Known, Merge, Person, View};

/// Whom an earlier audit knew by a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Former {
    /// By the very card, which has not changed.
    Unchanged(u32),
    /// By a key and a name that are on the card.
    ByKey(u32),
}

impl Former {
    fn person(self) -> u32 {
        match self {
            Self::Unchanged(person) | Self::ByKey(person) => person,
        }
    }
}

/// How likely two cards of what was one person are one, if their names contradict each other by now.
const CONTRADICTED: f64 = 0.5;

/// Looks up all cards among the people of earlier audits. Of several who had a card or a key the one of the latest audit counts, and
/// none if there are two. Whoever was put together by the owner's word is left to that word.
pub fn former(cards: &[Card], known: &[Known]) -> BTreeMap<CardIx, Former> {
    let mut by_mark = Latest::default();
    let mut by_key = Latest::default();
    for (ix, person) in known
        .iter()
        .enumerate()
        .filter(|(_, known)| !known.cards.is_empty())
    {
        for &card in &person.cards {
            by_mark.add(card, ix as u32, person.seen);
        }
        for key in &person.keys {
            by_key.add(key.as_str(), ix as u32, person.seen);
        }
    }
    if by_mark.0.is_empty() {
        return BTreeMap::new();
    }
    let found = cards.iter().zip(0..).filter_map(|(card, ix)| {
        let unchanged = by_mark.get(&mark(card)).map(Former::Unchanged);
        let by_key = || changed(cards, CardIx(ix), known, &by_key).map(Former::ByKey);
        Some((CardIx(ix), unchanged.or_else(by_key)?))
    });
    found.collect()
}

/// The only person of earlier audits whose keys are on a card, if the name is theirs.
fn changed(cards: &[Card], ix: CardIx, known: &[Known], by_key: &Latest<&str>) -> Option<u32> {
    let person = Person {
        id: String::new(),
        kind: cards[ix.0 as usize].kind,
        several: false,
        cards: vec![ix],
        before: Before::default(),
    };
    let view = View::new(&person, cards);
    let keys = view.lasting_keys();
    let mut people: Vec<u32> = keys
        .iter()
        .filter_map(|key| by_key.get(&key.as_str()))
        .collect();
    people.sort_unstable();
    people.dedup();
    let [person] = people[..] else { return None };
    is_the_same(&known[person as usize], &keys, &fold(view.name())).then_some(person)
}

/// Who had something in the latest audit that knew it: the person, when, and whether two had it.
struct Latest<K>(FxHashMap<K, (u32, i64, bool)>);

impl<K> Default for Latest<K> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<K: std::hash::Hash + Eq> Latest<K> {
    fn add(&mut self, key: K, person: u32, seen: i64) {
        let entry = self.0.entry(key).or_insert((person, seen, false));
        if seen > entry.1 {
            *entry = (person, seen, false);
        } else if seen == entry.1 && person != entry.0 {
            entry.2 = true;
        }
    }

    fn get(&self, key: &K) -> Option<u32> {
        self.0
            .get(key)
            .filter(|(_, _, two)| !two)
            .map(|(person, ..)| *person)
    }
}

impl Work<'_, '_> {
    /// Joins what was one person and is not yet; where something forbids it by now the owner is asked.
    pub(super) fn rejoin(&mut self, scale: &Scale<'_, '_>) {
        let mut people: BTreeMap<u32, Vec<Ix>> = BTreeMap::new();
        for (ix, former) in self.former.iter().enumerate() {
            if let Some(former) = former {
                people.entry(former.person()).or_default().push(ix);
            }
        }
        for cards in people.into_values() {
            for &b in &cards[1..] {
                let a = cards[0];
                if !self.groups.joined(a, b) {
                    self.rejoin_pair(scale, a, b);
                }
            }
        }
    }

    fn rejoin_pair(&mut self, scale: &Scale<'_, '_>, a: Ix, b: Ix) {
        let (start, mut said) = explain(scale, a, b);
        let (x, y) = (self.records[a].at, self.records[b].at);
        if !self.groups.may_join(a, b) {
            return;
        }
        if self.is_forbidden(a, b) {
            let mut was = evidence("earlier audits", "one person", WERE_ONE.to_owned());
            was.bits = 0.0;
            said.push(was);
            self.doubts.push(Doubt {
                a: x,
                b: y,
                probability: CONTRADICTED,
                start,
                evidence: said,
            });
            return;
        }
        said.retain(|e| !e.is_veto());
        said.insert(
            0,
            evidence("earlier audits", "one person", WERE_ONE.to_owned()),
        );
        self.groups.join(a, b);
        self.merges.push(Merge {
            a: x,
            b: y,
            start,
            evidence: said,
        });
    }
}

/// What is said of such cards.
const WERE_ONE: &str = "one person in your earlier audits";
