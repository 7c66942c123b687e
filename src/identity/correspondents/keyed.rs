//! One key under several names: what comes from one address as Tamara Oake and as Tamara Garlet is one person's, and so are the cards
//! of these names. A log of calls writes the name of the card that has the number, so that a card of another name has an owner in
//! common with it.

use rustc_hash::FxHashMap;

use super::domains::spells;
use super::fit::{Index, NameFit};
use super::join::is_frequent;
use super::names::Named;
use crate::identity::names::countries::full_name_share;
use crate::identity::names::nickname::related;
use crate::identity::names::parse::Parsed;
use crate::identity::names::skeleton::skeleton;
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
    /// Whether these call their owner by half a name, which contradicts no other.
    pub is_half: bool,
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
    cards: &[Card],
) -> Option<Keyed> {
    let is_number = matches!(one.key, PeerKey::Phone(_));
    let is_half = |card: &CardIx| {
        let name = &cards[card.0 as usize].name.full;
        names.iter().all(|named| is_half(name, named, &one.key))
    };
    let holders = match is_number || holders.iter().all(is_half) {
        true => holders,
        false => &[],
    };
    // It takes two to tell: two names, or a name and a card.
    if names.len() + usize::from(!holders.is_empty()) < 2 {
        return None;
    }
    let mut borne: Vec<Borne> = Vec::new();
    for named in names {
        let exact = shown.get(&words(&named.text)).filter(|_| is_number);
        let cards = match exact {
            Some(cards) if cards.iter().any(|card| holders.contains(card)) => continue,
            Some(cards) => cards.clone(),
            None if is_number && !holders.is_empty() => continue,
            None if holders.is_empty() && is_common(&named.name) => continue,
            None if holders.is_empty() => whole(named, index),
            None => at_employer(named, index, &one.key, cards),
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
        is_half: !is_number && !holders.is_empty(),
        names: borne,
    })
}

/// Whether a stranger may bear a name in the country in which it is commonest.
fn is_common(name: &Parsed) -> bool {
    is_frequent(name) || full_name_share(name.called().0, &name.family_whole) >= COMMON
}

/// From this share of all people there on.
const COMMON: f32 = 2e-6;

/// Whether a card calls somebody by a part of a name and by where they work: "Wallner Molkerei" of p.wallner@molkerei-wallsee.test, whose
/// mail says Peter Wallner. It is no other name.
fn is_half(card: &str, named: &Named, key: &PeerKey) -> bool {
    let PeerKey::Email(email) = key else {
        return false;
    };
    let name = &named.name;
    let is_borne = |word: &String| {
        *word == name.family_whole || name.family.contains(word) || related(word, name.first())
    };
    let words: Vec<String> = card.split_whitespace().map(skeleton).collect();
    let (borne, rest): (Vec<&String>, Vec<&String>) = words.iter().partition(|word| is_borne(word));
    let domain = skeleton(email.domain());
    let is_place = |word: &&String| word.len() >= PLACE && domain.contains(word.as_str());
    borne.len() == 1 && rest.iter().all(is_place)
}

/// Shortest word that is told in a domain.
const PLACE: usize = 4;

/// The cards that bear a name at the employer whose domain an address has; whoever bears a rare one may be anywhere.
fn at_employer(named: &Named, index: &Index, key: &PeerKey, cards: &[Card]) -> Vec<CardIx> {
    let whole = whole(named, index);
    let PeerKey::Email(email) = key else {
        return whole;
    };
    let works_there = |card: &CardIx| {
        let companies = &cards[card.0 as usize].companies;
        companies.iter().any(|name| spells(email.domain(), name))
    };
    let there: Vec<CardIx> = whole.iter().copied().filter(works_there).collect();
    match there.is_empty() && !is_frequent(&named.name) {
        true => whole,
        false => there,
    }
}

/// The cards that bear a name as it is.
fn whole(named: &Named, index: &Index) -> Vec<CardIx> {
    let bearers = index.bearers(&named.name).into_iter();
    let whole = bearers.filter(|(_, fit)| *fit == NameFit::Whole);
    let mut cards: Vec<CardIx> = whole.map(|(card, _)| card).collect();
    cards.sort_unstable();
    cards
}
