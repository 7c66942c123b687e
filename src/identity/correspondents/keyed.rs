//! One key under several names: what comes from one address as Tamara Oake and as Tamara Garlet is one person's, and so are the cards
//! of these names. A log of calls writes the name of the card that has the number, so that a card of another name has an owner in
//! common with it.

use rustc_hash::FxHashMap;

use super::fit::{Index, NameFit};
use super::join::is_frequent;
use super::names::Named;
use crate::model::card::{Card, CardIx, Kind};
use crate::model::correspondent::Correspondent;
use crate::model::exchange::PeerKey;
use crate::model::name::fold;

/// A key that stands beside several names, or on a card of another name.
#[derive(Debug, Clone)]
pub struct Keyed {
    /// The address, number or account.
    pub key: PeerKey,
    /// The cards that have it, if they are known to be the same owner's whatever they are called.
    pub holders: Vec<CardIx>,
    /// The names by which it is known.
    pub names: Vec<Borne>,
}

/// A name that messages or calls give to a key, and the cards that bear it.
#[derive(Debug, Clone)]
pub struct Borne {
    /// As written.
    pub text: String,
    /// The cards that bear it.
    pub cards: Vec<CardIx>,
}

/// The cards of people by their names as written, in which phones show who calls; the order of the words aside.
pub(super) type Shown = FxHashMap<String, Vec<CardIx>>;

/// Enters the cards.
pub(super) fn shown(cards: &[Card]) -> Shown {
    let mut shown = Shown::default();
    for (card, ix) in cards.iter().zip(0..) {
        let words = words(&card.name.full);
        if card.kind == Kind::Person && !words.is_empty() {
            shown.entry(words).or_default().push(CardIx(ix));
        }
    }
    shown
}

/// The words of a name, in the order of the alphabet.
fn words(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = folded
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .collect();
    words.sort_unstable();
    words.join(" ")
}

/// What a key and its names tell of cards; `None` where it is nothing.
pub(super) fn keyed(
    one: &Correspondent,
    names: &[Named],
    holders: &[CardIx],
    index: &Index,
    shown: &Shown,
) -> Option<Keyed> {
    let is_number = matches!(one.key, PeerKey::Phone(_));
    let holders = if is_number { holders } else { &[] };
    let mut borne: Vec<Borne> = Vec::new();
    for named in names {
        let exact = shown.get(&words(&named.text)).filter(|_| is_number);
        let cards = match exact {
            Some(cards) if cards.iter().any(|card| holders.contains(card)) => continue,
            Some(cards) => cards.clone(),
            None if is_number && !holders.is_empty() => continue,
            None if is_frequent(&named.name) => continue,
            None => whole(named, index),
        };
        if !cards.is_empty() && borne.iter().all(|known| known.cards != cards) {
            borne.push(Borne {
                text: named.text.clone(),
                cards,
            });
        }
    }
    let tells = borne.len() + usize::from(!holders.is_empty()) > 1;
    tells.then(|| Keyed {
        key: one.key.clone(),
        holders: holders.to_vec(),
        names: borne,
    })
}

/// The cards that bear a name as it is.
fn whole(named: &Named, index: &Index) -> Vec<CardIx> {
    let bearers = index.bearers(&named.name).into_iter();
    let whole = bearers.filter(|(_, fit)| *fit == NameFit::Whole);
    let mut cards: Vec<CardIx> = whole.map(|(card, _)| card).collect();
    cards.sort_unstable();
    cards
}
