//! Which spellings are one employer's: by how they are written, and where the owner's own files show that a name is short for another
//! or has taken its place. What is found is proposed; no card is changed by it.

mod evidence;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use self::evidence::Evidence;
use super::stale::Domains;
use crate::model::card::{Card, Roster};
use crate::model::employer::{Employer, SameEmployer, Shared, Spelling, is_named, named};
use crate::model::person::Person;

/// So many people beside one name show that a mail domain is that employer's.
const WITNESSES: u32 = 2;

/// Every employer that cards name.
#[derive(Debug, Clone, Default)]
pub struct Employers {
    /// The number of each name, by its spelling and by its letters.
    by_spelling: FxHashMap<String, u32>,
    by_letters: FxHashMap<String, u32>,
    /// The first number of all names that are surely one employer's: by how they are written, or short for each other.
    one: Vec<u32>,
    /// The same with names that may have taken the place of others, which is proposed and nothing is judged by it.
    proposed: Vec<u32>,
    /// How an employer is called, by that first number.
    called: FxHashMap<u32, String>,
    /// How many people beside each name have an address at a mail domain.
    at: FxHashMap<u32, FxHashMap<String, u32>>,
    /// Those of several spellings, the one on most cards first.
    pub several: Vec<Employer>,
}

/// A spelling as it is counted.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    cards: u32,
    listed: u32,
    name: u32,
}

/// The letters of a name, by which it is the same however it is written. One that says nothing is the same as no other.
fn letters(name: &str) -> String {
    letters_of(name, named(name).as_deref())
}

/// The same where the words of a name that says something are known.
fn letters_of(name: &str, words: Option<&[String]>) -> String {
    match words {
        Some(words) => words.concat(),
        None => format!("\0{}", name.trim()),
    }
}

impl Employers {
    /// Of these cards, and of the people that they are.
    pub fn of<'a>(
        cards: &'a [Card],
        people: impl Iterator<Item = &'a Person>,
        domains: Domains,
    ) -> Self {
        let mut all = Self::default();
        let mut counts: FxHashMap<&str, Count> = FxHashMap::default();
        let mut names: Vec<Vec<String>> = Vec::new();
        for card in cards
            .iter()
            .filter(|card| card.roster != Roster::Correspondent)
        {
            for text in &card.companies {
                let count = counts.entry(text.trim()).or_insert_with(|| Count {
                    name: all.number(text, &mut names),
                    ..Count::default()
                });
                count.cards += 1;
                count.listed += u32::from(card.roster == Roster::Connections);
            }
        }
        all.by_spelling = counts
            .iter()
            .map(|(text, count)| ((*text).to_owned(), count.name))
            .collect();
        all.one = (0..names.len() as u32).collect();
        let mut evidence = Evidence::of(cards, people, &all, domains);
        evidence.join(
            &names,
            &counts.keys().copied().collect::<Vec<_>>(),
            domains,
            &mut all,
        );
        let mut spellings: Vec<(&str, Count)> = counts.into_iter().collect();
        spellings.sort_unstable_by_key(|(text, _)| *text);
        all.call(&spellings);
        all.propose(&spellings, &evidence.why);
        all.at = evidence.at;
        all
    }

    /// The number of a name, which may be new.
    fn number(&mut self, text: &str, names: &mut Vec<Vec<String>>) -> u32 {
        let next = names.len() as u32;
        let words = named(text);
        let letters = letters_of(text, words.as_deref());
        let number = *self.by_letters.entry(letters).or_insert(next);
        if number == next {
            names.push(words.unwrap_or_default());
        }
        number
    }

    /// The number of the employer that a text names.
    fn find(&self, text: &str) -> Option<u32> {
        let known = self.by_spelling.get(text.trim());
        let name = known.or_else(|| self.by_letters.get(&letters(text)))?;
        self.one.get(*name as usize).copied()
    }

    /// Whether two names are one employer's.
    pub fn are_one(&self, a: &str, b: &str) -> bool {
        match (self.find(a), self.find(b)) {
            (Some(a), Some(b)) => a == b,
            (None, None) | (Some(_), None) | (None, Some(_)) => letters(a) == letters(b),
        }
    }

    /// What an employer is called, whatever the spelling.
    pub fn called(&self, text: &str) -> String {
        let known = self.find(text).and_then(|one| self.called.get(&one));
        known.map_or_else(|| text.trim().to_owned(), Clone::clone)
    }

    /// Whether several people show that a mail domain is this employer's.
    pub fn is_at(&self, company: &str, domain: &str) -> bool {
        let Some(one) = self.find(company) else {
            return false;
        };
        let count = self.at.get(&one).and_then(|at| at.get(domain));
        count.is_some_and(|people| *people >= WITNESSES)
    }

    /// Chooses how each employer is called.
    fn call(&mut self, spellings: &[(&str, Count)]) {
        for (one, all) in grouped(spellings, &self.one) {
            if let Some((name, _)) = all.first() {
                self.called.insert(one, (*name).to_owned());
            }
        }
    }

    /// Lists the employers of several spellings.
    fn propose(&mut self, spellings: &[(&str, Count)], why: &Why) {
        for (_, all) in grouped(spellings, &self.proposed) {
            let Some(&(name, first)) = all.first() else {
                continue;
            };
            if all.len() < 2 || !is_named(name) {
                continue;
            }
            let spelling = |&(text, count): &(&str, Count)| Spelling {
                text: text.to_owned(),
                cards: count.cards,
                why: match why.get(&count.name).or_else(|| why.get(&first.name)) {
                    _ if text == name => SameEmployer::Proposed,
                    Some(why) if count.name != first.name => why.clone(),
                    Some(_) | None => SameEmployer::Writing,
                },
            };
            self.several.push(Employer {
                name: name.to_owned(),
                spellings: all.iter().map(spelling).collect(),
            });
        }
        self.several.sort_by_cached_key(|employer| {
            (std::cmp::Reverse(employer.cards()), employer.name.clone())
        });
    }

    /// Makes two names surely one employer's.
    fn unite(&mut self, a: u32, b: u32) {
        unite(&mut self.one, a, b);
    }
}

/// The spellings of each employer, the one first by which it is called.
fn grouped<'a>(
    spellings: &[(&'a str, Count)],
    one: &[u32],
) -> BTreeMap<u32, Vec<(&'a str, Count)>> {
    let mut groups: BTreeMap<u32, Vec<(&str, Count)>> = BTreeMap::new();
    for &(text, count) in spellings {
        let one = one[count.name as usize];
        groups.entry(one).or_default().push((text, count));
    }
    // LinkedIn's names first, for whoever is there writes them; of equal ones that which is no shout, then the shorter.
    let is_mixed = |text: &str| text != text.to_uppercase() && text != text.to_lowercase();
    for all in groups.values_mut() {
        all.sort_by_key(|(text, count)| {
            let most = (count.listed, count.cards, is_mixed(text));
            (std::cmp::Reverse(most), text.chars().count(), *text)
        });
    }
    groups
}

/// Makes two names one; the list is to be settled before it is read.
fn unite(list: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(list, a), root(list, b));
    list[a.max(b) as usize] = a.min(b);
}

/// The first name that one is one with, as far as is known. The way there is halved for whoever goes it again.
fn root(list: &mut [u32], mut name: u32) -> u32 {
    while list[name as usize] != name {
        list[name as usize] = list[list[name as usize] as usize];
        name = list[name as usize];
    }
    name
}

/// Gives each name the first one that it is one with: each points to an earlier one, which is settled before it.
fn settle(list: &mut [u32]) {
    for name in 0..list.len() {
        list[name] = list[list[name] as usize];
    }
}

/// Why names that are written apart are one employer's.
type Why = FxHashMap<u32, SameEmployer>;

/// What two names share, in the form in which it is said.
fn renamed(shared: Shared) -> SameEmployer {
    SameEmployer::Renamed(shared)
}
