//! Which pairs are compared at all: those that share one of many blocking keys.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::features::Features;
use super::names::handle::handles;
use super::record::Ix;

/// A block of more records is not compared all with all.
const CAP: usize = 400;

/// How many neighbours in the order by content a record of a capped block is compared with.
const WINDOW: usize = 12;

/// Records that share a key.
#[derive(Debug)]
pub struct Blocks {
    /// The blocks' records, one block after the other.
    members: Vec<u32>,
    /// For each record, the blocks it is in: start and own place in `members`.
    of: Vec<Vec<(u32, u32)>>,
    /// How many blocks were capped.
    pub capped: usize,
}

impl Blocks {
    /// Puts all records into blocks.
    pub fn new(all: &[Features]) -> Self {
        let mut pairs: Vec<(u64, u32)> = Vec::with_capacity(all.len() * 16);
        for (ix, features) in all.iter().enumerate() {
            for key in keys(features) {
                pairs.push((key, ix as u32));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut blocks = Self {
            members: Vec::new(),
            of: vec![Vec::new(); all.len()],
            capped: 0,
        };
        for block in pairs
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|block| block.len() > 1)
        {
            blocks.add(block);
        }
        blocks
    }

    fn add(&mut self, block: &[(u64, u32)]) {
        let start = self.members.len();
        let capped = block.len() > CAP;
        self.capped += usize::from(capped);
        for (at, &(_, ix)) in block.iter().enumerate() {
            let first = if capped {
                start + at.saturating_sub(WINDOW)
            } else {
                start
            };
            self.of[ix as usize].push((first as u32, (start + at) as u32));
            self.members.push(ix);
        }
    }

    /// The records before this one that it is compared with, in order.
    pub fn candidates(&self, ix: Ix, into: &mut Vec<u32>) {
        into.clear();
        for &(first, own) in &self.of[ix] {
            into.extend_from_slice(&self.members[first as usize..own as usize]);
        }
        into.sort_unstable();
        into.dedup();
    }
}

/// Collects the keys of one record.
struct Keys(Vec<u64>);

impl Keys {
    fn add(&mut self, kind: u8, value: impl Hash) {
        let mut hasher = FxHasher::default();
        (kind, value).hash(&mut hasher);
        self.0.push(hasher.finish());
    }
}

fn keys(features: &Features) -> Vec<u64> {
    let mut keys = Keys(Vec::with_capacity(24));
    name_keys(features, &mut keys);
    contact_keys(features, &mut keys);
    place_keys(features, &mut keys);
    keys.0
}

fn name_keys(features: &Features, keys: &mut Keys) {
    let name = &features.name;
    let (given, family) = (name.first(), name.family_whole.as_str());
    let head = |word: &str, n: usize| word[..word.len().min(n)].to_owned();
    if !given.is_empty() && !family.is_empty() {
        keys.add(0, (given.min(family), given.max(family)));
        keys.add(1, (head(given, 1), sound(family)));
        keys.add(2, (head(given, 3), head(family, 3)));
        keys.add(3, (given, head(family, 1)));
        // "Bob Acme" is how phones know Bob of Acme.
        keys.add(24, (family, given));
        keys.add(
            4,
            (sound(given), sound(family)).min((sound(family), sound(given))),
        );
        for line in name.first_facts.lines {
            keys.add(5, (line, head(family, 2)));
        }
        for part in &name.family {
            keys.add(6, (given, part));
            keys.add(7, (part, head(given, 1)));
        }
        for nickname in &name.nicknames {
            keys.add(6, (nickname, family));
        }
        for (head, tail) in handles(name) {
            keys.add(8, format!("{head}{tail}"));
        }
        for middle in name.given.iter().skip(1).filter(|m| m.len() > 1) {
            keys.add(6, (middle, family));
        }
    } else if !given.is_empty() {
        keys.add(9, given);
    }
}

fn contact_keys(features: &Features, keys: &mut Keys) {
    let name = &features.name;
    for phone in &features.phones {
        keys.add(20, phone.number);
    }
    for mail in &features.mails {
        keys.add(20, mail.address);
        if mail.local != 0 {
            keys.add(21, mail.local);
        }
        if mail.letters.text.len() >= 5 {
            keys.add(8, &mail.letters.text);
        }
        if mail.office != 0 {
            keys.add(22, (mail.office, name.first()));
        }
    }
    for id in features.profiles.iter().chain(&features.links) {
        keys.add(20, id);
    }
    for employer in &features.employers {
        keys.add(23, (employer.id, name.first()));
        keys.add(24, (&employer.first, name.first()));
    }
}

fn place_keys(features: &Features, keys: &mut Keys) {
    let name = &features.name;
    let (given, family) = (name.first(), name.family_whole.as_str());
    if let Some(birthday) = features.birthday {
        keys.add(30, birthday);
        keys.add(31, (&birthday[4..], given.get(..1)));
        keys.add(32, (&birthday[..4], given));
        keys.add(33, (&birthday[..6], family));
        keys.add(36, (&birthday[..4], &birthday[6..], given.get(..2)));
    }
    for street in &features.streets {
        keys.add(34, street.line.id);
        if street.number != 0 {
            keys.add(35, (street.number, family.get(..2)));
            keys.add(35, (street.number, given.get(..2)));
        }
    }
    for (town, code) in &features.towns {
        if town.id != 0 {
            keys.add(37, (town.id, given));
        }
        if *code != 0 {
            keys.add(38, (code, given));
            keys.add(38, (code, family));
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
