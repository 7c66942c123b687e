//! Rows that a list of connections has twice: it was pasted together from two months, or saved with a row doubled; and cards that
//! two files have, as those of two months do. They are one entry, which is told before anything is compared, so that ten thousand of them cost no more than one.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use rustc_hash::FxHashMap;

use super::Options;
use super::certain::evidence;
use super::record::{by_content, same_content};
use crate::model::card::{Card, CardIx, Roster};
use crate::model::fingerprint::mark;
use crate::model::intake::FileId;
use crate::model::name::fold;
use crate::model::person::{Merge, Resolution};

/// Rows that another row of the same list tells already.
#[derive(Debug, Default)]
pub struct Repeated {
    /// For each of them the row that stands for it.
    by: FxHashMap<CardIx, CardIx>,
    /// The rows, in order.
    rows: Vec<CardIx>,
}

/// What rows of one entry have in common.
type Entry<'a> = (FileId, &'a str, String);

impl Repeated {
    /// Those of some cards. What the owner holds apart is no repetition.
    pub fn of(cards: &[Card], options: &Options) -> Self {
        let mut entries: FxHashMap<Entry<'_>, Vec<CardIx>> = FxHashMap::default();
        let of_cards: Vec<Option<Entry<'_>>> = cards.par_iter().map(entry).collect();
        for (entry, ix) in of_cards.into_iter().zip(0..) {
            if let Some(entry) = entry {
                entries.entry(entry).or_default().push(CardIx(ix));
            }
        }
        let mut repeated = Self::default();
        for rows in entries.into_values().filter(|rows| rows.len() > 1) {
            repeated.entry(cards, rows, options);
        }
        repeated.files(cards, options);
        repeated.rows.sort_unstable();
        repeated
    }

    /// One row stands for an entry: of those that say most the first in order of what they say.
    fn entry(&mut self, cards: &[Card], mut rows: Vec<CardIx>, options: &Options) {
        let of = |ix: &CardIx| &cards[ix.0 as usize];
        rows.sort_by(|a, b| {
            let (one, other) = (of(a), of(b));
            let more = other.emails.len().cmp(&one.emails.len());
            more.then_with(|| by_content(one, other)).then(a.cmp(b))
        });
        let Some((first, others)) = rows.split_first() else {
            return;
        };
        for again in others {
            let is_apart = options.are_apart(*first, *again);
            let is_linked = !of(first).profiles.is_empty();
            if !is_apart && (is_linked || same_content(of(first), of(again))) {
                self.by.insert(*again, *first);
                self.rows.push(*again);
            }
        }
    }

    /// Cards that two files have, as those of two months do: one stands for them, so that nothing counts for more because it is
    /// given twice. It is that of the file which has most cards, of which the other is mostly a part.
    fn files(&mut self, cards: &[Card], options: &Options) {
        let mut neighbours = cards.windows(2);
        if !neighbours.any(|two| two[0].place.file != two[1].place.file) {
            return;
        }
        let marks: Vec<u64> = cards.par_iter().map(mark).collect();
        let mut sizes: FxHashMap<FileId, (usize, u64)> = FxHashMap::default();
        for (card, mark) in cards.iter().zip(&marks) {
            let (count, sum) = sizes.entry(card.place.file).or_default();
            *count += 1;
            *sum = sum.wrapping_add(*mark);
        }
        let all = marks.into_iter().zip((0..).map(CardIx));
        let mut marked: Vec<(u64, CardIx)> = all.filter(|(_, ix)| !self.has(*ix)).collect();
        marked.sort_unstable();
        let of = |ix: &CardIx| &cards[ix.0 as usize];
        let alike = marked.chunk_by(|a, b| a.0 == b.0);
        for alike in alike.filter(|alike| alike.len() > 1) {
            let mut list: Vec<CardIx> = alike.iter().map(|(_, ix)| *ix).collect();
            list.sort_by(|a, b| {
                let (one, other) = (of(a).place.file, of(b).place.file);
                by_content(of(a), of(b))
                    .then(sizes[&other].cmp(&sizes[&one]))
                    .then(a.cmp(b))
            });
            for same in list.chunk_by(|a, b| same_content(of(a), of(b))) {
                self.same(cards, same, options);
            }
        }
        self.rows.sort_unstable();
    }

    /// Of cards that say the same those of the first file stand for those of all others.
    fn same(&mut self, cards: &[Card], same: &[CardIx], options: &Options) {
        let file = |ix: &CardIx| cards[ix.0 as usize].place.file;
        let is_first = |ix: &&CardIx| file(ix) == file(&same[0]);
        let firsts: Vec<CardIx> = same.iter().take_while(is_first).copied().collect();
        for others in same[firsts.len()..].chunk_by(|a, b| file(a) == file(b)) {
            for (first, again) in firsts.iter().zip(others) {
                if !options.are_apart(*first, *again) {
                    self.by.insert(*again, *first);
                    self.rows.push(*again);
                }
            }
        }
    }

    /// Whether a row is told by another one.
    pub fn has(&self, ix: CardIx) -> bool {
        self.by.contains_key(&ix)
    }

    /// The card that stands for one: a row that its own list has twice may stand in another file as well.
    fn one(&self, mut ix: CardIx) -> CardIx {
        while let Some(by) = self.by.get(&ix) {
            ix = *by;
        }
        ix
    }

    /// The owner's word, said of the rows that stand for the others.
    pub fn said(&self, options: &Options) -> Options {
        let one = |ix: CardIx| self.one(ix);
        let pairs = |list: &[(CardIx, CardIx)]| {
            let pairs = list.iter().map(|&(a, b)| (one(a), one(b)));
            let pairs = pairs.filter(|(a, b)| a != b);
            pairs.map(|(a, b)| (a.min(b), a.max(b))).collect()
        };
        Options {
            manner: options.manner,
            same: pairs(&options.same),
            not_same: pairs(&options.not_same),
            former: options.former.clone(),
            names: options.names.clone(),
            keyed: options.keyed.clone(),
        }
    }

    /// Gives each row to the person of the row that stands for it.
    pub fn add_to(&self, cards: &[Card], resolution: &mut Resolution) {
        if self.rows.is_empty() {
            return;
        }
        let mut person: FxHashMap<CardIx, usize> = FxHashMap::default();
        for (index, each) in resolution.people.iter().enumerate() {
            person.extend(each.cards.iter().map(|ix| (*ix, index)));
        }
        for again in &self.rows {
            let Some((first, index)) = self
                .by
                .get(again)
                .and_then(|first| Some((*first, *person.get(&self.one(*first))?)))
            else {
                continue;
            };
            resolution.people[index].cards.push(*again);
            let is_row = cards[first.0 as usize].place.file == cards[again.0 as usize].place.file;
            let words = if is_row {
                "the list has this connection twice"
            } else {
                "the cards are exactly alike"
            };
            let words = words.to_owned();
            resolution.merges.push(Merge {
                a: first,
                b: *again,
                start: 0.0,
                evidence: vec![evidence("card", "same", words)],
            });
        }
    }
}

/// By what a row is the same entry as another: its profile link, or else its address, and its name.
fn entry(card: &Card) -> Option<Entry<'_>> {
    if card.roster != Roster::Connections {
        return None;
    }
    let address = || card.emails.iter().find_map(|mail| mail.email.as_ref());
    let key = match card.profiles.first() {
        Some(slug) => slug.as_str(),
        None => address()?.as_str(),
    };
    Some((card.place.file, key, fold(&card.name.full)))
}
