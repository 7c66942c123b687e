//! Texts as numbers, and how often each of them occurs.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Spelling, Word};
use crate::model::real::Real;

/// Numbers texts and counts them.
#[derive(Debug, Default)]
pub struct Counter {
    ids: FxHashMap<Box<str>, u32>,
    counts: Vec<u32>,
    total: u32,
}

impl Counter {
    /// The number of a text, zero for an empty one; counts it.
    pub fn add(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        self.total += 1;
        if let Some(&id) = self.ids.get(text) {
            self.counts[id as usize - 1] += 1;
            return id;
        }
        self.counts.push(1);
        let id = self.counts.len() as u32;
        self.ids.insert(text.into(), id);
        id
    }

    /// Takes back that a text came once.
    pub fn take_back(&mut self, id: u32) {
        if let Some(at) = id.checked_sub(1) {
            self.counts[at as usize] -= 1;
            self.total -= 1;
        }
    }

    /// Keeps the numbers and forgets how often each came.
    pub fn forget(&mut self) {
        self.counts.fill(0);
        self.total = 0;
    }

    /// How often a text came.
    pub fn count(&self, id: u32) -> u32 {
        id.checked_sub(1).map_or(0, |at| self.counts[at as usize])
    }

    /// How often a text comes beside so many cards that have it, in bits, backed by a share known beforehand.
    pub fn bits(&self, cards: u32, id: u32, share: f32, backing: f32) -> f32 {
        let count = self.count(id).saturating_sub(cards);
        ((count as f32 + backing * share) / (self.total as f32 + backing)).log_2()
    }
}

/// Numbers and counts texts whose spelling is compared, which is taken apart once for each of them.
#[derive(Debug, Default)]
pub struct Words {
    /// The numbers.
    pub counter: Counter,
    /// The spellings by number; that of none in front.
    spellings: Vec<Arc<Spelling>>,
}

impl Words {
    /// A text as a word; `spelling` takes one apart that was not seen before.
    pub fn add(&mut self, text: &str, spelling: impl FnOnce() -> Spelling) -> Word {
        if self.spellings.is_empty() {
            self.spellings.push(Arc::default());
        }
        let id = self.counter.add(text);
        if id as usize == self.spellings.len() {
            self.spellings.push(Arc::new(spelling()));
        }
        Word {
            id,
            bits: 0.0,
            spelling: Arc::clone(&self.spellings[id as usize]),
        }
    }
}
