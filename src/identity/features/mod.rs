//! What two cards are compared by, computed once per card: numbers for texts, frequencies, digits and triples.

mod counter;
mod extract;
pub mod named;
pub mod offices;
pub mod vocabulary;

use std::ops::Deref;
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};

use self::extract::{Counters, Draft};
use super::dates::Digits;
use super::dialled;
use super::keys::Shared;
use super::names::handle::Spelled;
use super::names::letters::Letters;
use super::names::parse::Parsed;
use super::record::{Record, same_content};
use super::text::Triples;

/// An e-mail address to compare.
#[derive(Debug)]
pub struct Mailbox {
    /// The address.
    pub address: u32,
    /// The part before the `@`, zero if it is too short to be anybody's.
    pub local: u32,
    /// A company's domain; zero for providers.
    pub office: u32,
    /// The labels of a company's domain, to find it in the names of employers.
    pub labels: Vec<u32>,
    /// Employers that other cards name beside addresses at this domain.
    pub owners: Vec<u32>,
    /// Frequency of the domain in bits, below zero.
    pub office_bits: f32,
    /// Whether several people use it.
    pub shared: bool,
    /// The address, to find misspellings.
    pub text: String,
    /// Where its domain begins.
    pub domain: usize,
    /// The letters of the whole address.
    pub set: Letters,
    /// The letters of the part before the `@`.
    pub letters: Spelled,
}

impl Mailbox {
    /// Whether the domain is an employer's, by its name or by what other cards say.
    pub fn is_at(&self, employer: &Word) -> bool {
        let is_label = |label: &u32| *label == employer.joined || *label == employer.head;
        self.owners.contains(&employer.id) || self.labels.iter().any(is_label)
    }
}

/// A phone number to compare.
#[derive(Debug)]
pub struct Number {
    /// The number.
    pub number: u32,
    /// Its digits.
    pub digits: dialled::Digits,
    /// Whether it may be a mobile's.
    pub mobile: bool,
    /// Whether several people use it.
    pub shared: bool,
    /// How many cards have it.
    pub cards: u32,
}

/// A text with its frequency.
#[derive(Debug)]
pub struct Word {
    /// The text; zero for none.
    pub id: u32,
    /// Frequency in bits, below zero.
    pub bits: f32,
    spelling: Arc<Spelling>,
}

impl Deref for Word {
    type Target = Spelling;

    fn deref(&self) -> &Spelling {
        &self.spelling
    }
}

/// How a text is spelled; all cards that have it share it.
#[derive(Debug, Default)]
pub struct Spelling {
    /// The text without blanks; zero for none.
    pub joined: u32,
    /// The first word as a number if it is long enough to be told in a domain; zero for none.
    pub head: u32,
    /// The first word, as companies are called for short.
    pub first: String,
    /// All words in one.
    pub whole: String,
    /// For likeness.
    pub triples: Triples,
}

impl Spelling {
    /// Of a text that is no company's name.
    fn of(words: &[String]) -> Self {
        Self {
            triples: Triples::of(words),
            ..Self::default()
        }
    }
}

/// A postal address to compare.
#[derive(Debug)]
pub struct Street {
    /// The street with its number.
    pub line: Word,
    /// The house number; zero for none.
    pub number: u32,
    /// Whether the line goes on behind a street without a number: the house has a name.
    pub is_named_house: bool,
}

/// What a card is compared by.
#[derive(Debug)]
pub struct Features {
    /// The name; spelled out of an address where the card has none.
    pub name: Arc<Parsed>,
    /// Given and family name as numbers; zero for none.
    pub given: u32,
    /// See `given`.
    pub family: u32,
    /// Frequency of the given name in bits.
    pub given_bits: f32,
    /// Frequency of the family name in bits.
    pub family_bits: f32,
    /// Frequency of given and family name in bits, each beside two cards that have it.
    pub beside_two: (f32, f32),
    /// Frequency of the full name in bits where one Connections.csv has it several times; else very low.
    pub namesake_bits: f32,
    /// How many cards bear the full name; zero where that does not count.
    pub bearers: u32,
    /// How many cards bear the family name, written so, beside another given name; zero where that does not count.
    pub relatives: u32,
    /// How many others bear the full name in a network of this size, wherever it is commonest.
    pub namesakes: f32,
    /// How many others are expected whose initial and family name are these.
    pub initialled: f32,
    /// Birthday.
    pub birthday: Option<Digits>,
    /// Addresses.
    pub mails: Vec<Mailbox>,
    /// Numbers.
    pub phones: Vec<Number>,
    /// Profiles.
    pub profiles: Vec<u32>,
    /// Employers.
    pub employers: Vec<Word>,
    /// Titles.
    pub titles: Vec<u32>,
    /// Streets.
    pub streets: Vec<Street>,
    /// Towns and postal codes.
    pub towns: Vec<(Word, u32)>,
    /// First letter of the gender, zero if it is not known.
    pub gender: u8,
    /// Birth place; zero for none.
    pub birth_place: u32,
    /// UID and links.
    pub links: Vec<u32>,
}

impl Features {
    /// Gives back the room for four that lists which were filtered have: of a million cards that is half a gigabyte.
    fn shrink(&mut self) {
        self.mails.shrink_to_fit();
        self.streets.shrink_to_fit();
        self.towns.shrink_to_fit();
        self.links.shrink_to_fit();
    }

    /// Whether one Connections.csv, which has a row for each human, has the name several times.
    pub fn is_several_peoples_name(&self) -> bool {
        self.namesake_bits > named::NOBODY
    }
}

/// How many records are prepared at once.
const AT_ONCE: usize = 1 << 13;

/// Computes the features of all records. `shared` are keys that several people use; with `fixed` frequencies only what is
/// known beforehand of how frequent a value is counts.
pub fn features(records: &[Record<'_>], shared: &Shared<'_>, fixed: bool) -> Vec<Features> {
    let mut counters = Counters::default();
    let mut all: Vec<Features> = Vec::with_capacity(records.len());
    // Some at a time: a million drafts would fill the memory. Numbers are given in order, on one, while the next drafts are made.
    let mut parts = records.chunks(AT_ONCE);
    let mut draft = || {
        let drafts = parts.next()?.par_iter();
        Some(drafts.map(|record| Draft::of(record, shared)).collect())
    };
    let mut drafts: Option<Vec<Draft<'_>>> = draft();
    while let Some(these) = drafts {
        let number = || {
            for draft in these {
                let ix = all.len();
                let mut features = counters.features(&records[ix], draft, shared);
                features.shrink();
                // Records are in the order of their content. A file that is given twice makes nothing more frequent.
                if ix > 0 && same_content(records[ix - 1].card, records[ix].card) {
                    counters.take_back(&features);
                }
                all.push(features);
            }
        };
        (drafts, ()) = rayon::join(&mut draft, number);
    }
    if fixed {
        counters.forget();
    }
    all.par_iter_mut()
        .for_each(|features| counters.weigh(features));
    if !fixed {
        offices::find_owners(&mut all);
        named::count_namesakes(records, &mut all);
        named::count_bearers(records, &mut all);
    }
    named::expect_namesakes(&mut all, fixed);
    all
}
