//! Which pairs are compared at all: those that share one of many blocking keys.

use std::hash::{Hash, Hasher};

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelIterator, ParallelIterator, ParallelSliceMut,
};
use rustc_hash::FxHasher;

use super::features::Features;
use super::names::handle::handles;
use super::names::initials::{Initialled, initialled};
use super::names::romanised::spelled_readings;
use super::names::skeleton::without_umlauts;
use super::record::Ix;

/// A block of more records is not compared all with all.
pub const CAP: usize = 400;

/// So many letters of a company's name are looked for in a mail domain.
const COMPANY: usize = 5;

/// A given name of more records than this says too little for a card that has nothing else.
const LONE_CAP: usize = 16;

/// What leaves the last seven digits of a number, which stand in it with and without its country.
const TAIL: u64 = 10_000_000;

/// Of how many records the keys are collected at once.
const AT_ONCE: usize = 1 << 15;

/// How many neighbours in the order by content a record of a capped block is compared with.
pub const WINDOW: usize = 12;

/// Up to so many records all blocks are compared up to `CAP`.
const FEW: usize = 4_000;

/// So many pairs of each record are within the budget of more records, those counted twice that share several keys. Networks, registers
/// and households have 10 to 32; thousands of cards of one family or one office would have as many as they are.
const AMPLE: usize = 128;

/// Of more records than this names alone would fill blocks up to `CAP`, and pairs would grow with the square of the records.
const MANY: usize = 60_000;

/// So many pairs of each record are within the budget of many records.
const PAIRS: usize = 16;

/// How many neighbours one of many records is compared with in a block that the budget does not reach.
const NEAREST: usize = 2;

/// What the records of a block have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    /// A name, or most of one.
    Name,
    /// A lone given name.
    Lone,
    /// A number, an address, a profile or a link.
    Key,
    /// The part of an address before the `@`.
    Spelled,
    /// A given name and a company's mail domain.
    Office,
    /// A given name and an employer.
    Employer,
    /// A birthday, or most of one.
    Birthday,
    /// A street or a house number.
    Street,
    /// A town or a postal code.
    Town,
}

impl Block {
    /// Whether what its records have in common is one thing rather than likeness or chance, so that no budget holds it back.
    fn is_certain(self) -> bool {
        match self {
            Self::Key => true,
            Self::Name
            | Self::Lone
            | Self::Spelled
            | Self::Office
            | Self::Employer
            | Self::Birthday
            | Self::Street
            | Self::Town => false,
        }
    }
}

/// How many records a block may have for all of them to be compared, and with how many neighbours each is compared in a larger one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Records of the largest block that is compared all with all.
    pub whole: usize,
    /// Neighbours in the order by content.
    pub window: usize,
}

impl Reach {
    /// Of blocks that hold certain keys, and of all blocks where there are not many records.
    const USUAL: Self = Self {
        whole: CAP,
        window: WINDOW,
    };

    /// What the budget of so many records allows, by how many blocks there are of each size: the smallest blocks first, since the rarest
    /// evidence says most.
    fn of(sizes: &[usize; CAP + 1], records: usize) -> Self {
        if records <= FEW {
            return Self::USUAL;
        }
        let (each, window) = match records {
            ..=MANY => (AMPLE, WINDOW),
            _ => (PAIRS, NEAREST),
        };
        let mut pairs = 0;
        let within = sizes.iter().enumerate().take_while(|(size, blocks)| {
            pairs += *blocks * size * size.saturating_sub(1) / 2;
            pairs <= each * records
        });
        Self {
            whole: within.count().saturating_sub(1).max(2 * window + 1),
            window,
        }
    }

    /// How far the records of a block reach.
    fn within(self, block: Block) -> Self {
        if block.is_certain() {
            Self::USUAL
        } else {
            self
        }
    }
}

/// A block that is too large to compare all with all.
#[derive(Debug, Clone, Copy)]
pub struct Capped {
    /// What its records have in common.
    pub kind: Block,
    /// The first of them in the order by content.
    pub first: Ix,
    /// And the last.
    pub last: Ix,
    /// How many they are.
    pub cards: usize,
    /// With how many neighbours each of them is compared.
    pub window: usize,
}

/// Records that share a key.
#[derive(Debug)]
pub struct Blocks {
    /// The blocks' records, one block after the other.
    members: Vec<u32>,
    /// The blocks that each record is in, one record after the other: start and own place in `members`.
    spans: Vec<(u32, u32)>,
    /// Where the spans of each record begin, and where those of the last one end.
    of: Vec<u32>,
    /// For each record, size and start of the largest block that is not capped.
    largest: Vec<(u32, u32)>,
    /// Those that are capped.
    pub capped: Vec<Capped>,
    /// How far blocks of likeness reach.
    pub reach: Reach,
}

impl Blocks {
    /// Puts all records into blocks.
    pub fn new(all: &[Features]) -> Self {
        let has_bare = all.iter().any(|features| features.name.is_bare());
        let own = move |(ix, features)| {
            let keys = keys(features, has_bare).into_iter();
            keys.map(move |(key, kind)| (key, ix as u32, kind))
        };
        // Some at a time: what several threads collect lies in memory twice.
        let mut pairs: Vec<(u64, u32, Block)> = Vec::new();
        for first in (0..all.len()).step_by(AT_ONCE) {
            let some = &all[first..all.len().min(first + AT_ONCE)];
            let some = (first..first + some.len()).into_par_iter().zip(some);
            pairs.extend(some.flat_map_iter(own).collect::<Vec<_>>());
        }
        pairs.par_sort_unstable();
        pairs.dedup_by_key(|pair| (pair.0, pair.1));
        let several: Vec<&[(u64, u32, Block)]> = pairs
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|block| block.len() > 1)
            .filter(|block| block[0].2 != Block::Lone || is_for_lone(block, all))
            .collect();
        let members = several.iter().map(|block| block.len()).sum();
        let mut blocks = Self {
            members: Vec::with_capacity(members),
            spans: vec![(0, 0); members],
            of: begins(&several, all.len()),
            largest: vec![(0, 0); all.len()],
            capped: Vec::new(),
            reach: Reach::of(&sizes(&several), all.len()),
        };
        let mut next = blocks.of.clone();
        for block in several {
            blocks.add(block, &mut next);
        }
        blocks
    }

    /// Adds a block; `next` says where the next span of each record goes.
    fn add(&mut self, block: &[(u64, u32, Block)], next: &mut [u32]) {
        let start = self.members.len();
        let &[(_, first, kind), .., (_, last, _)] = block else {
            return;
        };
        let reach = self.reach.within(kind);
        let is_whole = block.len() <= reach.whole;
        if block.len() > CAP {
            self.capped.push(Capped {
                kind,
                first: first as Ix,
                last: last as Ix,
                cards: block.len(),
                window: reach.window,
            });
        }
        for (at, &(_, ix, _)) in block.iter().enumerate() {
            let first = if is_whole {
                start
            } else {
                start + at.saturating_sub(reach.window)
            };
            let next = &mut next[ix as usize];
            self.spans[*next as usize] = (first as u32, (start + at) as u32);
            *next += 1;
            if is_whole {
                let largest = &mut self.largest[ix as usize];
                *largest = (*largest).max((block.len() as u32, start as u32));
            }
            self.members.push(ix);
        }
    }

    /// All records, those of one large block one after the other: what they are compared with is then still at hand.
    pub fn in_order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.largest.len() as u32).collect();
        order.sort_by_key(|&ix| self.largest[ix as usize]);
        order
    }

    /// The records before this one that it is compared with, in order.
    pub fn candidates(&self, ix: Ix, into: &mut Vec<u32>) {
        into.clear();
        let spans = self.of[ix] as usize..self.of[ix + 1] as usize;
        for &(first, own) in &self.spans[spans] {
            into.extend_from_slice(&self.members[first as usize..own as usize]);
        }
        into.sort_unstable();
        into.dedup();
    }
}

/// How many blocks there are of each size that may be compared all with all and that the budget decides on.
fn sizes(blocks: &[&[(u64, u32, Block)]]) -> [usize; CAP + 1] {
    let mut sizes = [0; CAP + 1];
    for block in blocks.iter().filter(|block| !block[0].2.is_certain()) {
        if let Some(blocks) = sizes.get_mut(block.len()) {
            *blocks += 1;
        }
    }
    sizes
}

/// Where the spans of each record begin, in their order.
fn begins(blocks: &[&[(u64, u32, Block)]], records: usize) -> Vec<u32> {
    let mut begins = vec![0; records + 1];
    for &(_, ix, _) in blocks.iter().copied().flatten() {
        begins[ix as usize + 1] += 1;
    }
    for ix in 1..begins.len() {
        begins[ix] += begins[ix - 1];
    }
    begins
}

/// Whether a block of one given name serves a card that has no more of a name, and is small enough to tell something.
fn is_for_lone(block: &[(u64, u32, Block)], all: &[Features]) -> bool {
    let is_lone = |&(_, ix, _): &(u64, u32, Block)| all[ix as usize].name.family_whole.is_empty();
    let lone = block.iter().filter(|entry| is_lone(entry)).count();
    lone > 0 && block.len() <= LONE_CAP
}

/// Collects the keys of one record.
struct Keys(Vec<(u64, Block)>);

impl Keys {
    /// A key; equal values under two numbers are two keys.
    fn add(&mut self, kind: Block, number: u8, value: impl Hash) {
        let mut hasher = FxHasher::default();
        (number, value).hash(&mut hasher);
        self.0.push((hasher.finish(), kind));
    }
}

fn keys(features: &Features, has_bare: bool) -> Vec<(u64, Block)> {
    let mut keys = Keys(Vec::with_capacity(24));
    name_keys(features, &mut keys);
    script_keys(features, has_bare, &mut keys);
    contact_keys(features, &mut keys);
    place_keys(features, &mut keys);
    keys.0
}

/// The first letters of a word.
fn head(word: &str, n: usize) -> &str {
    &word[..word.len().min(n)]
}

fn name_keys(features: &Features, keys: &mut Keys) {
    let name = &features.name;
    let (given, family) = (name.first(), name.family_whole.as_str());
    if !given.is_empty() && !family.is_empty() {
        let (given_sound, family_sound) = (sound(given), sound(family));
        keys.add(Block::Name, 0, (given.min(family), given.max(family)));
        keys.add(Block::Name, 1, (head(given, 1), &family_sound));
        keys.add(Block::Name, 2, (head(given, 3), head(family, 3)));
        keys.add(Block::Name, 3, (given, head(family, 1)));
        // "Bob Acme" is how phones know Bob of Acme.
        keys.add(Block::Name, 24, (family, given));
        let (first, second) = (&given_sound, &family_sound);
        keys.add(Block::Name, 4, (first.min(second), first.max(second)));
        let of_whole = name
            .given_facts
            .lines
            .iter()
            .filter(|_| name.given.len() > 1);
        for line in of_whole {
            keys.add(Block::Name, 5, (line, head(family, 2)));
        }
        for line in name.first_facts.lines {
            keys.add(Block::Name, 5, (line, head(family, 2)));
            keys.add(Block::Employer, 25, (line, family));
        }
        let (spoken, of_family) = (name.first_facts.sounds, name.family_facts.sounds);
        if let Some(sound) = spoken.number() {
            keys.add(Block::Name, 10, (sound, head(family, 1)));
        }
        if let Some(sound) = of_family.number() {
            keys.add(Block::Name, 11, (head(given, 1), sound));
        }
        for part in &name.family {
            keys.add(Block::Name, 6, (given, part));
            keys.add(Block::Name, 7, (part, head(given, 1)));
        }
        if let Some(Initialled {
            initials, words, ..
        }) = initialled(name)
        {
            keys.add(Block::Name, 14, (words.as_str(), initials.as_str()));
        }
        // "Ferreira A." is how phones file Ana Ferreira.
        if family.len() == 1 {
            keys.add(Block::Name, 7, (given, family));
        }
        for nickname in &name.nicknames {
            keys.add(Block::Name, 6, (nickname, family));
            for part in name.family.iter().filter(|part| *part != family) {
                keys.add(Block::Name, 6, (nickname, part));
            }
        }
        for (head, tail) in handles(name) {
            let handle = [head, tail].concat();
            keys.add(Block::Name, 8, &handle);
            let folded = without_umlauts(handle);
            if folded.len() < head.len() + tail.len() {
                keys.add(Block::Name, 8, folded);
            }
        }
        for middle in name.given.iter().skip(1).filter(|m| m.len() > 1) {
            keys.add(Block::Name, 6, (middle, family));
        }
    }
    if !given.is_empty() {
        keys.add(Block::Lone, 9, given);
        for nickname in &name.nicknames {
            keys.add(Block::Lone, 9, nickname.as_str());
        }
    }
}

/// What names in other letters, or in another way to write them in Latin ones, have in common. `has_bare`: whether some card has a
/// name of consonants only, for which all others need the key.
fn script_keys(features: &Features, has_bare: bool, keys: &mut Keys) {
    let name = &features.name;
    // The family name may be spelled in another way as well: Zhuge, Chu-ke.
    for syllables in spelled_readings(name) {
        keys.add(Block::Name, 12, syllables);
    }
    let initials = name.given.first().into_iter().chain(&name.nicknames);
    if let (true, Some(consonants)) = (has_bare, name.family_facts.sounds.consonants()) {
        for initial in initials.filter_map(|word| word.get(..1)) {
            keys.add(Block::Name, 13, (initial, consonants));
        }
    }
}

fn contact_keys(features: &Features, keys: &mut Keys) {
    let name = &features.name;
    for phone in &features.phones {
        keys.add(Block::Key, 20, phone.number);
        keys.add(Block::Key, 27, phone.digits.value % TAIL);
    }
    for mail in &features.mails {
        keys.add(Block::Key, 20, mail.address);
        if mail.local != 0 {
            keys.add(Block::Spelled, 21, mail.local);
        }
        if mail.letters.text.len() >= 5 {
            keys.add(Block::Name, 8, &mail.letters.text);
        }
        if mail.office != 0 {
            keys.add(Block::Office, 22, (mail.office, name.first()));
            if !name.is_full() {
                keys.add(Block::Office, 22, (mail.office, &mail.letters.text));
                for label in mail.text[mail.domain..].split('.') {
                    let head = label.get(..COMPANY).unwrap_or_default();
                    keys.add(Block::Employer, 26, (head, &mail.letters.text));
                }
            } else {
                keys.add(Block::Office, 22, (mail.office, name.family_whole.as_str()));
            }
        }
    }
    for id in features.profiles.iter().chain(&features.links) {
        keys.add(Block::Key, 20, id);
    }
    for employer in &features.employers {
        keys.add(Block::Employer, 23, (employer.id, name.first()));
        keys.add(Block::Employer, 24, (&employer.first, name.first()));
        if let Some(head) = employer.first.get(..COMPANY) {
            for word in [name.first(), name.family_whole.as_str()] {
                keys.add(Block::Employer, 26, (head, word));
            }
        }
        for line in name.first_facts.lines {
            keys.add(Block::Employer, 25, (line, employer.first.as_str()));
        }
    }
}

fn place_keys(features: &Features, keys: &mut Keys) {
    let name = &features.name;
    let (given, family) = (name.first(), name.family_whole.as_str());
    if let Some(birthday) = features.birthday {
        keys.add(Block::Birthday, 30, birthday);
        keys.add(Block::Birthday, 31, (&birthday[4..], given.get(..1)));
        keys.add(Block::Birthday, 32, (&birthday[..4], given));
        keys.add(Block::Birthday, 33, (&birthday[..6], family));
        keys.add(
            Block::Birthday,
            36,
            (&birthday[..4], &birthday[6..], given.get(..2)),
        );
    }
    for street in &features.streets {
        keys.add(Block::Street, 34, street.line.id);
        if street.number != 0 {
            keys.add(Block::Street, 35, (street.number, family.get(..2)));
            keys.add(Block::Street, 35, (street.number, given.get(..2)));
        }
    }
    for (town, code) in &features.towns {
        if town.id != 0 {
            keys.add(Block::Town, 37, (town.id, given));
        }
        if *code != 0 {
            keys.add(Block::Town, 38, (code, given));
            keys.add(Block::Town, 38, (code, family));
        }
    }
}

/// What a name sounds like, roughly: first letter and consonants, voiced and voiceless alike, without doubles.
fn sound(word: &str) -> String {
    let class = |c: u8| match c {
        b'b' | b'p' => b'b',
        b'f' | b'v' | b'w' => b'f',
        b'c' | b'k' | b'q' | b'g' | b'j' => b'k',
        b's' | b'z' | b'x' => b's',
        b'd' | b't' => b't',
        b'm' | b'n' => b'n',
        b'l' => b'l',
        b'r' => b'r',
        _ => 0,
    };
    let mut out = Vec::with_capacity(4);
    for (at, byte) in word.bytes().enumerate() {
        let code = if at == 0 && class(byte) == 0 {
            byte
        } else {
            class(byte)
        };
        if code != 0 && out.last() != Some(&code) && out.len() < 4 {
            out.push(code);
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many pairs blocks of these sizes make, each as often as it says.
    fn pairs(sizes: &[usize; CAP + 1], reach: Reach) -> usize {
        let of_block = |size: usize| match size <= reach.whole {
            true => size * size.saturating_sub(1) / 2,
            false => size * reach.window,
        };
        sizes
            .iter()
            .enumerate()
            .map(|(size, n)| n * of_block(size))
            .sum()
    }

    #[test]
    fn blocks_of_few_records_are_as_large_as_ever() {
        let mut sizes = [0; CAP + 1];
        sizes[CAP] = 10_000;
        assert_eq!(Reach::of(&sizes, FEW), Reach::USUAL);
    }

    #[test]
    fn a_network_is_compared_as_ever_and_thousands_of_one_family_within_a_budget() {
        let of = |records: usize, each: usize| {
            let mut sizes = [0; CAP + 1];
            for size in [2, 5, each] {
                sizes[size] = records / size;
            }
            let reach = Reach::of(&sizes, records);
            (reach, pairs(&sizes, reach) / records)
        };
        assert_eq!(of(MANY, 50).0, Reach::USUAL);
        let (reach, few) = of(10_000, 400);
        assert!(reach.whole < CAP && reach.window == WINDOW, "{reach:?}");
        assert_eq!(
            few,
            of(40_000, 400).1,
            "of four times as many each has no more"
        );
    }

    #[test]
    fn pairs_of_many_records_grow_as_the_records_do() {
        // Fifteen keys a record, in blocks that grow with the records until all are full.
        let of = |records: usize, size: usize| {
            let mut sizes = [0; CAP + 1];
            for step in 1..=15 {
                sizes[(size * step / 15).clamp(2, CAP)] += records / size.max(1);
            }
            let reach = Reach::of(&sizes, records);
            (reach, pairs(&sizes, reach) / records)
        };
        let (small, few) = of(100_000, 20);
        let (large, many) = of(1_000_000, 200);
        assert!(large.whole < CAP && large.window < WINDOW, "{large:?}");
        assert!(
            small.whole >= 5 && few <= PAIRS + 15 * NEAREST,
            "{small:?} {few}"
        );
        assert!(many <= PAIRS + 15 * NEAREST, "{large:?} {many}");
    }

    #[test]
    fn the_smallest_blocks_come_first_and_certain_keys_always() {
        let mut sizes = [0; CAP + 1];
        (sizes[10], sizes[40], sizes[100]) = (10_000, 1_000, 5_000);
        let reach = Reach::of(&sizes, 100_000);
        assert_eq!(reach.whole, 99);
        assert_eq!(reach.within(Block::Key), Reach::USUAL);
        assert_eq!(reach.within(Block::Name), reach);
    }
}
