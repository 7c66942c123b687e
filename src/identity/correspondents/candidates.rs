//! The correspondents whose key is on no card and whose name a card bears. Each becomes a record beside the cards, so that a
//! question about it, and the answer, can mean it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use super::called::{Key, key_of, keys_of};
use super::fit::{Index, NameFit};
use super::keyed::{Keyed, Shown, keyed, shown};
use super::names::{Named, full_names, is_nameless, short_names, spelled};
use super::stand_in::card;
use crate::identity::kind::kind_of;
use crate::identity::known::Names;
use crate::identity::names::parse::Parsed;
use crate::identity::names::skeleton::skeleton;
use crate::model::card::{Card, CardIx, Kind};
use crate::model::correspondent::{Correspondent, Correspondents};
use crate::model::exchange::PeerKey;

/// A correspondent, and the cards that bear the name.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its key.
    pub key: PeerKey,
    /// Its record, behind all cards.
    pub record: CardIx,
    /// The names, taken apart.
    pub names: Vec<Parsed>,
    /// Whether the address alone gives them.
    pub is_spelled: bool,
    /// First and last second in which the key was in use.
    pub used: (i64, i64),
    /// The cards that bear one of them.
    pub bearers: Vec<(CardIx, NameFit)>,
}

/// All of them.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    /// The first record that is no card.
    pub cards: usize,
    /// In the order of their keys.
    pub list: Vec<Candidate>,
    /// The folded names of the owner.
    pub own_names: BTreeSet<String>,
    /// Since and until when the profiles on cards were in use.
    pub profiles: FxHashMap<String, (i64, i64)>,
    /// Keys that stand beside several names, or on a card of another name.
    pub keyed: Vec<Keyed>,
}

/// Finds them and puts their records behind the cards.
pub fn candidates(
    cards: &mut Vec<Card>,
    correspondents: &Correspondents,
    names: &Names,
) -> Candidates {
    let mut found = Candidates {
        cards: cards.len(),
        own_names: correspondents.own_names.clone(),
        ..Candidates::default()
    };
    if correspondents.list.is_empty() {
        return found;
    }
    let (index, (on_cards, shown)) = rayon::join(
        || index(cards, names),
        || rayon::join(|| on_cards(cards), || shown(cards)),
    );
    let ground = Ground {
        index,
        on_cards,
        shown,
        cards,
    };
    let looked = correspondents.list.par_iter();
    let looked: Vec<Looked> = looked.map(|one| ground.look(one)).collect();
    let mut records = Vec::new();
    for (one, looked) in correspondents.list.iter().zip(looked) {
        if let (true, PeerKey::Profile(slug)) = (looked.is_on_card, &one.key) {
            found.profiles.insert(slug.as_str().to_owned(), one.used);
        }
        found.keyed.extend(looked.keyed);
        if let Some((record, names, bearers)) = looked.found {
            found.list.push(Candidate {
                key: one.key.clone(),
                record: CardIx((found.cards + records.len()) as u32),
                names,
                is_spelled: is_nameless(one),
                used: one.used,
                bearers,
            });
            records.push(record);
        }
    }
    cards.append(&mut records);
    found
}

/// What correspondents are looked up in.
struct Ground<'a> {
    index: Index<'a>,
    on_cards: FxHashMap<Key<'a>, Vec<CardIx>>,
    shown: Shown,
    cards: &'a [Card],
}

/// The record of a correspondent, its names, and the cards that bear one of them.
type Record = (Card, Vec<Parsed>, Vec<(CardIx, NameFit)>);

/// What was found of a correspondent.
#[derive(Default)]
struct Looked {
    is_on_card: bool,
    keyed: Option<Keyed>,
    found: Option<Record>,
}

impl Ground<'_> {
    fn look(&self, one: &Correspondent) -> Looked {
        let holders = key_of(&one.key).and_then(|key| self.on_cards.get(&key));
        let mut looked = Looked {
            is_on_card: holders.is_some(),
            ..Looked::default()
        };
        // What has one name, and no card that calls its owner by half of it, is under several names with no card.
        let is_plain = matches!(one.key, PeerKey::Profile(_) | PeerKey::Handle(_));
        let says_nothing = looked.is_on_card && is_plain && one.names.len() < 2;
        if says_nothing || !may_be_known(one, &self.index) {
            return looked;
        }
        let names = full_names(one);
        let held = holders.map_or(&[][..], Vec::as_slice);
        looked.keyed = keyed(one, &names, held, &self.index, &self.shown, self.cards);
        if holders.is_some() {
            return looked;
        }
        let names = match names.is_empty() {
            true => short_names(one),
            false => names,
        };
        looked.found = record(one, names).and_then(|(record, names)| {
            let bearers = bearers(&names, &self.index);
            (!bearers.is_empty()).then_some((record, names, bearers))
        });
        looked
    }
}

/// The cards that have each key.
fn on_cards(cards: &[Card]) -> FxHashMap<Key<'_>, Vec<CardIx>> {
    let mut on_cards: FxHashMap<_, Vec<CardIx>> = FxHashMap::default();
    for (card, ix) in cards.iter().zip(0..) {
        for key in keys_of(card) {
            on_cards.entry(key).or_default().push(CardIx(ix));
        }
    }
    on_cards
}

fn index<'n>(cards: &[Card], names: &'n Names) -> Index<'n> {
    let mut index = Index::default();
    for ((card, name), ix) in cards.iter().zip(names.iter()).zip(0..) {
        if card.kind == Kind::Person {
            index.add(CardIx(ix), name);
        }
    }
    index
}

/// Whether a word of a name is a family name on a card. Of a million addresses few are, and only these are looked at.
fn may_be_known(one: &Correspondent, index: &Index<'_>) -> bool {
    let is_known = |name: &String| {
        let mut words = name.split(|c: char| !c.is_alphanumeric() && c != '\'');
        !name.is_ascii() || words.any(|word| index.knows(&skeleton(word)))
    };
    one.names.iter().any(is_known) || (is_nameless(one) && spelled(one).iter().any(is_known))
}

fn record(one: &Correspondent, names: Vec<Named>) -> Option<(Card, Vec<Parsed>)> {
    let shown = names.first()?;
    let card = card(&one.key, &shown.text, one.place);
    let is_somebody = kind_of(&card, &shown.name) == Kind::Person;
    let parsed = names.into_iter().map(|Named { name, .. }| name);
    is_somebody.then(|| (card, parsed.collect()))
}

/// The cards that bear any of the names, each in the way that fits best.
fn bearers(names: &[Parsed], index: &Index<'_>) -> Vec<(CardIx, NameFit)> {
    let all = names.iter().flat_map(|name| index.bearers(name));
    let mut best: BTreeMap<CardIx, NameFit> = BTreeMap::new();
    for (card, fit) in all {
        let known = best.entry(card).or_insert(fit);
        *known = fit.min(*known);
    }
    best.into_iter().collect()
}
