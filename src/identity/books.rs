//! How often a name stands in each address book. A book has most people once. A name that stands once in each of several books is
//! therefore one person's, far more often than one that stands twice in a book, on cards that have nothing in common.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::features::Features;
use super::record::{Ix, Record};
use super::unite::Groups;
use crate::model::card::Roster;
use crate::model::intake::FileId;

/// A file of fewer cards is no book of its own: a folder may have one file for each card.
const CARDS: usize = 50;

/// The largest files are books of their own; all others are one together.
const BOOKS: usize = 7;

/// All sets of books.
const SETS: usize = 1 << (BOOKS + 1);

/// Number of ways in which a name can stand in the books.
pub const WAYS: usize = 3;

/// How a name stands in the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Once in each book that has it.
    Once,
    /// Twice in some book, on cards that share nothing certain.
    Twice,
    /// Twice in a Connections.csv, which has a row for each human.
    Listed,
}

/// Which books have which name.
#[derive(Debug, Default)]
pub struct Books {
    /// For each record its name, as a number.
    names: Vec<u32>,
    /// For each name, in which book which group of cards bears it.
    bearers: Vec<Vec<(u8, Ix)>>,
    /// The books that are rosters, as a set.
    rosters: usize,
}

impl Books {
    /// Of all cards; the groups are those that are certain.
    pub fn of(records: &[Record<'_>], features: &[Features], groups: &Groups) -> Self {
        let files = files(records);
        let mut numbers: FxHashMap<(&str, &str), u32> = FxHashMap::default();
        let mut books = Self::default();
        for (ix, (record, of)) in records.iter().zip(features).enumerate() {
            let (given, family) = (of.name.called().0, of.name.family_whole.as_str());
            // The order of the two is uncertain.
            let next = numbers.len() as u32;
            let name = *numbers
                .entry((given.min(family), given.max(family)))
                .or_insert(next);
            books.names.push(name);
            if name == next {
                books.bearers.push(Vec::new());
            }
            let book = files.get(&record.card.place.file).copied().unwrap_or(0);
            if record.card.roster == Roster::Connections {
                books.rosters |= 1 << book;
            }
            books.bearers[name as usize].push((book, groups.of(ix)[0]));
        }
        for bearers in &mut books.bearers {
            bearers.sort_unstable();
            bearers.dedup();
        }
        books
    }

    /// How the name of two cards stands in the books, in the one and the other way in which it is written.
    pub fn way(&self, a: Ix, b: Ix) -> Way {
        let (a, b) = (self.names[a] as usize, self.names[b] as usize);
        if a == b {
            return self.way_of(&self.bearers[a]);
        }
        let mut both = [self.bearers[a].as_slice(), &self.bearers[b]].concat();
        both.sort_unstable();
        both.dedup();
        self.way_of(&both)
    }

    /// How a name stands in the books, each of which has each of its groups once.
    fn way_of(&self, bearers: &[(u8, Ix)]) -> Way {
        let twice = bearers
            .windows(2)
            .filter(|two| two[0].0 == two[1].0)
            .fold(0, |books, two| books | 1 << two[0].0);
        self.judge(twice)
    }

    fn judge(&self, twice: usize) -> Way {
        match twice {
            0 => Way::Once,
            _ if twice & self.rosters != 0 => Way::Listed,
            _ => Way::Twice,
        }
    }

    /// Of two people's cards under one name, the share that would stand in the books in each way: two names at random show it.
    pub fn by_chance(&self) -> [f32; WAYS] {
        let mut cards = [0.0_f32; SETS];
        let mut doubled = 0.0;
        for bearers in &self.bearers {
            let count = bearers.len() as f32;
            if self.way_of(bearers) == Way::Once {
                let set = bearers.iter().fold(0, |set, (book, _)| set | 1 << book);
                cards[set] += count;
            } else {
                doubled += count;
            }
        }
        let mut found = [0.0_f32; WAYS];
        for (a, x) in cards.iter().enumerate().filter(|(_, x)| **x > 0.0) {
            for (b, y) in cards.iter().enumerate().filter(|(_, y)| **y > 0.0) {
                found[self.judge(a & b) as usize] += x * y;
            }
        }
        let all = cards.iter().sum::<f32>() + doubled;
        let plain: f32 = found.iter().sum();
        found[Way::Twice as usize] += all * all - plain;
        found.map(|count| count / (all * all).max(1.0))
    }
}

/// The number of each file that is a book of its own; the order of files does not matter.
fn files(records: &[Record<'_>]) -> FxHashMap<FileId, u8> {
    let mut counts: BTreeMap<FileId, usize> = BTreeMap::new();
    for record in records {
        *counts.entry(record.card.place.file).or_default() += 1;
    }
    let mut sizes: Vec<usize> = counts.values().copied().collect();
    sizes.sort_unstable_by(|x, y| y.cmp(x));
    // Of files that are equally large none is taken before the others.
    let bar = sizes.get(BOOKS).map_or(CARDS, |next| CARDS.max(next + 1));
    let large = counts.into_iter().filter(|(_, count)| *count >= bar);
    large.map(|(file, _)| file).zip(1..).collect()
}
