//! Joins people whom one address or number names: mail comes from it under both names, or a log of calls gives one card's number the
//! name of the other.

use rustc_hash::FxHashMap;

use super::certain::{Work, evidence};
use super::correspondents::Keyed;
use super::record::Ix;
use crate::model::card::{CardIx, Kind};
use crate::model::exchange::PeerKey;

impl Work<'_, '_> {
    /// Joins by keys that stand beside several names, as far as each name is one person's here and nothing speaks against it.
    pub(super) fn one_key(&mut self, keyed: &[Keyed]) {
        if keyed.is_empty() {
            return;
        }
        let ranks = self.records.iter().enumerate();
        let rank: FxHashMap<CardIx, Ix> = ranks.map(|(ix, record)| (record.at, ix)).collect();
        for one in keyed {
            self.join_named(one, &rank);
        }
    }

    fn join_named(&mut self, one: &Keyed, rank: &FxHashMap<CardIx, Ix>) {
        let holder = self.only_one(&one.holders, rank);
        if holder.is_none() && !one.holders.is_empty() {
            return;
        }
        let named = one.names.iter();
        let named = named.filter_map(|name| Some((self.only_one(&name.cards, rank)?, &name.text)));
        let named: Vec<(Ix, &String)> = named.collect();
        let (first, said) = match (holder, named.first()) {
            (Some(holder), _) => (holder, None),
            (None, Some(&(first, said))) => (first, Some(said)),
            (None, None) => return,
        };
        for (ix, text) in named {
            if self.groups.joined(first, ix) || !self.may_be_one(first, ix, one.is_half) {
                continue;
            }
            let (_, key) = one.key.parts();
            let words = match said {
                Some(said) => format!("messages or calls know {key} as {said} and as {text}"),
                None if matches!(one.key, PeerKey::Phone(_)) => {
                    format!("messages or calls know the number {key} as {text}")
                }
                None => format!("mail knows {key} as {text}"),
            };
            self.join(first, ix, vec![evidence(NAMES, "one key", words)]);
        }
    }

    /// A card of the one person of whom all of these are.
    fn only_one(&self, cards: &[CardIx], rank: &FxHashMap<CardIx, Ix>) -> Option<Ix> {
        let mut known = cards.iter().filter_map(|card| rank.get(card).copied());
        let first = known.next()?;
        let record = &self.records[first];
        let is_person = record.kind == Kind::Person && !record.several;
        (is_person && known.all(|ix| self.groups.joined(first, ix))).then_some(first)
    }

    /// Whether nothing that is certain speaks against one person; of half a name its words do not.
    fn may_be_one(&self, a: Ix, b: Ix, is_half: bool) -> bool {
        let profiles = |ix: Ix| {
            let cards = self.groups.of(ix).iter();
            cards.flat_map(|&ix| &self.records[ix].card.profiles)
        };
        let two_profiles = profiles(a).next().is_some()
            && profiles(b).next().is_some()
            && !profiles(a).any(|slug| profiles(b).any(|other| other == slug));
        self.groups.may_join(a, b)
            && !self.groups.were_two(a, b)
            && (is_half || !self.is_forbidden(a, b))
            && !two_profiles
    }
}

/// The field of evidence that messages and calls give.
pub const NAMES: &str = "names in messages";
