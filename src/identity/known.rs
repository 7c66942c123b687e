//! The names of cards taken apart: each once, however many stages ask.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::names::parse::Parsed;
use crate::model::card::Card;

/// The names of cards with what they are called beside them, in the order of the cards.
#[derive(Debug, Clone, Default)]
pub struct Names(Arc<[Arc<Parsed>]>);

impl Names {
    /// Those of all cards.
    pub(super) fn of(names: Vec<Parsed>) -> Self {
        let mut names: Vec<Arc<Parsed>> = names.into_iter().map(Arc::new).collect();
        share(names.iter_mut());
        Self(names.into())
    }

    /// The name of a card; one that was not among them is taken apart now.
    pub(super) fn get(&self, at: usize, card: &Card) -> Arc<Parsed> {
        let known = self.0.get(at);
        known.map_or_else(|| Arc::new(Parsed::of(&card.name)), Arc::clone)
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Parsed> {
        self.0.iter().map(Arc::as_ref)
    }
}

/// Lets names that nobody else has yet share what is known of their words.
pub(super) fn share<'n>(names: impl Iterator<Item = &'n mut Arc<Parsed>>) {
    let mut known = FxHashMap::default();
    for name in names.filter_map(Arc::get_mut) {
        name.share(&mut known);
    }
}
