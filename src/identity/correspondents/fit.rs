//! Whether a full name is a card's: borne as it is, or in a form of it.

use rustc_hash::FxHashMap;

use crate::identity::names::compare::agreement;
use crate::identity::names::levels::{Family, Further, Given, Swap};
use crate::identity::names::parse::Parsed;
use crate::model::card::CardIx;

/// With more cards than these of one family name only the whole name is looked up.
const FAMILY_AT_MOST: usize = 60;

/// How a card bears a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameFit {
    /// Given and family name are the same.
    Whole,
    /// A nickname, or one of two family names.
    Form,
    /// The family name is the same, and the given one an initial.
    Initial,
}

/// The full names of cards, by their words.
#[derive(Default)]
pub(super) struct Index<'n> {
    names: Vec<(CardIx, &'n Parsed)>,
    whole: FxHashMap<(&'n str, &'n str), Vec<u32>>,
    families: FxHashMap<&'n str, Vec<u32>>,
}

impl<'n> Index<'n> {
    /// Enters the name of a card, if it is a full one.
    pub(super) fn add(&mut self, card: CardIx, name: &'n Parsed) {
        if !name.is_full() {
            return;
        }
        let at = self.names.len() as u32;
        let whole = (name.first(), name.family_whole.as_str());
        self.whole.entry(whole).or_default().push(at);
        for family in name.family.iter().chain([&name.family_whole]) {
            let list = self.families.entry(family).or_default();
            if list.last() != Some(&at) && list.len() <= FAMILY_AT_MOST {
                list.push(at);
            }
        }
        self.names.push((card, name));
    }

    /// Whether a word may be the family name of a card.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.families.contains_key(word)
    }

    /// The cards that bear a name.
    pub(super) fn bearers(&self, name: &Parsed) -> Vec<(CardIx, NameFit)> {
        let straight = (name.first(), name.family_whole.as_str());
        let turned = (name.family_whole.as_str(), name.first());
        let whole = [straight, turned]
            .into_iter()
            .filter_map(|key| self.whole.get(&key));
        let words = name.family.iter().chain(name.given.first());
        let few = |list: &&Vec<u32>| list.len() <= FAMILY_AT_MOST;
        let family = words
            .filter_map(|word| self.families.get(word.as_str()))
            .filter(few);
        let mut found: Vec<u32> = whole.chain(family).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        let named = found.into_iter().map(|at| &self.names[at as usize]);
        named
            .filter_map(|(card, own)| Some((*card, fit(own, name)?)))
            .collect()
    }
}

fn fit(own: &Parsed, name: &Parsed) -> Option<NameFit> {
    let agree = agreement(own, name);
    let contradicts = [agree.middle, agree.generation].contains(&Further::Conflict);
    if contradicts {
        return None;
    }
    if agree.swapped == Swap::Plain {
        return Some(NameFit::Whole);
    }
    match (agree.given, agree.family) {
        (Given::Equal, Family::Equal) => Some(NameFit::Whole),
        (Given::Nickname | Given::Part, Family::Equal) | (Given::Equal, Family::Part) => {
            Some(NameFit::Form)
        }
        (Given::Initial, Family::Equal) => Some(NameFit::Initial),
        _ if agree.swapped == Swap::Ambiguous => Some(NameFit::Form),
        _ => None,
    }
}
