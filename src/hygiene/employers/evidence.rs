//! What the owner's files show of two names: addresses at one mail domain, and people who have one on an older card and the other on a
//! newer.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::{Employers, WITNESSES, Why, letters, renamed, root, settle, unite};
use crate::hygiene::stale::Domains;
use crate::model::card::{Card, Roster};
use crate::model::employer::{SameEmployer, Shared, is_employer};
use crate::model::person::Person;

/// So many people who moved from one name to the other, and more than half of all with the first, make it likely that it was renamed.
const MOVED: u32 = 3;

/// Letters of an abbreviation.
const SHORT: std::ops::RangeInclusive<usize> = 2..=6;

/// What was seen.
pub(super) struct Evidence {
    /// How many people beside a name have an address at a mail domain.
    pub at: FxHashMap<u32, FxHashMap<String, u32>>,
    /// How many people have one name on an older card and the other on LinkedIn's list.
    moved: BTreeMap<(u32, u32), u32>,
    /// How many people have a name on any card.
    people: FxHashMap<u32, u32>,
    /// Why names are one employer's.
    pub why: Why,
}

impl Evidence {
    /// Of the cards of people, by the numbers of the names.
    pub fn of<'a>(
        cards: &'a [Card],
        people: impl Iterator<Item = &'a Person>,
        names: &Employers,
        domains: Domains,
    ) -> Self {
        let mut seen = Self {
            at: FxHashMap::default(),
            moved: BTreeMap::new(),
            people: FxHashMap::default(),
            why: Why::default(),
        };
        for person in people {
            let of_person = person.cards.iter().map(|ix| &cards[ix.0 as usize]);
            let of_person: Vec<&Card> = of_person
                .filter(|card| card.roster != Roster::Correspondent && !card.companies.is_empty())
                .collect();
            if !of_person.is_empty() {
                seen.person(&of_person, names, domains);
            }
        }
        seen
    }

    fn person(&mut self, cards: &[&Card], names: &Employers, domains: Domains) {
        let number = |text: &String| names.by_spelling.get(text.trim()).copied();
        let mut own: Vec<u32> = cards
            .iter()
            .flat_map(|card| &card.companies)
            .filter_map(number)
            .collect();
        own.sort_unstable();
        own.dedup();
        for name in &own {
            *self.people.entry(*name).or_default() += 1;
        }
        let mut at: Vec<(&str, u32)> = Vec::new();
        for card in cards {
            let emails = card.emails.iter().filter_map(|mail| mail.email.as_ref());
            for email in emails.filter(|email| !(domains.is_provider)(email.domain())) {
                at.extend(
                    card.companies
                        .iter()
                        .filter_map(number)
                        .map(|name| (email.domain(), name)),
                );
            }
        }
        at.sort_unstable();
        at.dedup();
        for (domain, name) in at {
            let of_name = self.at.entry(name).or_default();
            *of_name.entry(domain.to_owned()).or_default() += 1;
        }
        let listed = cards.iter().find(|card| card.roster == Roster::Connections);
        let now = listed
            .and_then(|card| card.companies.first())
            .and_then(number);
        for before in own.into_iter().filter(|before| Some(*before) != now) {
            if let Some(now) = now {
                *self.moved.entry((before, now)).or_default() += 1;
            }
        }
    }

    /// Joins what is one employer's; `names` are the words of each name, `spellings` all spellings.
    pub fn join(
        &mut self,
        names: &[Vec<String>],
        spellings: &[&str],
        domains: Domains,
        all: &mut Employers,
    ) {
        self.join_written(spellings, all);
        self.join_short(names, all);
        settle(&mut all.one);
        all.proposed.clone_from(&all.one);
        self.join_moved(names, all);
        self.join_at_domains(names, domains, all);
        settle(&mut all.proposed);
        // Witnesses of any of its names are witnesses of the employer.
        let at = std::mem::take(&mut self.at);
        for (name, domains) in at {
            let of_one = self.at.entry(all.one[name as usize]).or_default();
            for (domain, people) in domains {
                *of_one.entry(domain).or_default() += people;
            }
        }
    }

    /// Umlauts that one writes as two letters.
    fn join_written(&mut self, spellings: &[&str], all: &mut Employers) {
        const TWO: [(char, &str); 5] = [
            ('ä', "ae"),
            ('ö', "oe"),
            ('ü', "ue"),
            ('å', "aa"),
            ('ø', "oe"),
        ];
        for text in spellings.iter().filter(|text| !text.is_ascii()) {
            let lower = text.to_lowercase();
            let spelled = TWO.iter().fold(lower.clone(), |text, (letter, two)| {
                text.replace(*letter, two)
            });
            let (own, other) = (
                all.by_spelling.get(*text),
                all.by_letters.get(&letters(&spelled)),
            );
            if let (Some(&own), Some(&other)) = (own, other)
                && own != other
                && spelled != lower
            {
                all.unite(own, other);
            }
        }
    }

    /// Abbreviations, where a mail domain or a person has both names.
    fn join_short(&mut self, names: &[Vec<String>], all: &mut Employers) {
        let mut by_initials: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (number, words) in names
            .iter()
            .enumerate()
            .filter(|(_, words)| words.len() > 1)
        {
            let initials = words
                .iter()
                .filter_map(|word| word.chars().next())
                .collect();
            by_initials.entry(initials).or_default().push(number as u32);
        }
        for (number, words) in names.iter().enumerate() {
            let ([word], short) = (words.as_slice(), number as u32) else {
                continue;
            };
            if !SHORT.contains(&word.chars().count()) {
                continue;
            }
            for &long in by_initials.get(word).into_iter().flatten() {
                if let Some(shared) = self.shared(short, long) {
                    self.say(short, long, &SameEmployer::Short(shared));
                    all.unite(short, long);
                }
            }
        }
    }

    /// Names of before, where several people have both.
    fn join_moved(&mut self, names: &[Vec<String>], all: &mut Employers) {
        let is_name = |name: u32| is_employer(&names[name as usize].join(" "));
        let moved: Vec<((u32, u32), u32)> =
            self.moved.iter().map(|(pair, n)| (*pair, *n)).collect();
        for ((before, now), people) in moved {
            let before_all = self.people.get(&before).copied().unwrap_or(0);
            let is_all = people >= MOVED && people * 2 > before_all;
            if is_all && is_name(before) && is_name(now) {
                self.say(before, now, &renamed(Shared::People(people)));
                unite(&mut all.proposed, before, now);
            }
        }
    }

    /// Names beside which several people each have addresses at one domain that is made of one of the names. At a domain that
    /// resembles none of them people of all employers have their mail.
    fn join_at_domains(&mut self, names: &[Vec<String>], of: Domains, all: &mut Employers) {
        let written = |name: u32| names[name as usize].join(" ");
        let is_name = |name: u32| is_employer(&written(name));
        let mut by_domain: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
        for (name, domains) in self.at.iter().filter(|(name, _)| is_name(**name)) {
            for (domain, people) in domains.iter().filter(|(_, people)| **people >= WITNESSES) {
                by_domain
                    .entry(domain.clone())
                    .or_default()
                    .push((*name, *people));
            }
        }
        let spelled = |domain: &str, there: &[(u32, u32)]| -> Vec<u32> {
            let names = there.iter().map(|(name, _)| *name);
            names
                .filter(|name| (of.spells)(domain, &written(*name)))
                .collect()
        };
        let movers = movers(&by_domain, spelled, all);
        for (domain, mut there) in by_domain {
            let owners = spelled(&domain, &there);
            if owners.is_empty() {
                continue;
            }
            there.retain(|(name, _)| owners.contains(name) || !movers.contains(name));
            there.sort_unstable();
            for pair in there.windows(2) {
                let [(a, n), (b, m)] = [pair[0], pair[1]];
                let domain = domain.clone();
                let shared = Shared::Domain {
                    domain,
                    people: n + m,
                };
                self.say(a, b, &renamed(shared));
                unite(&mut all.proposed, a, b);
            }
        }
    }

    /// What two names share: a mail domain with somebody beside each, or a person.
    fn shared(&self, a: u32, b: u32) -> Option<Shared> {
        let (of_a, of_b) = (self.at.get(&a), self.at.get(&b));
        let domains = of_a.into_iter().flatten().filter_map(|(domain, people)| {
            let others = of_b?.get(domain)?;
            Some((people + others, domain))
        });
        let most = domains.max_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
        if let Some((people, domain)) = most {
            let domain = domain.clone();
            return Some(Shared::Domain { domain, people });
        }
        let moved = |pair| self.moved.get(&pair).copied().unwrap_or(0);
        let people = moved((a, b)) + moved((b, a));
        (people > 0).then_some(Shared::People(people))
    }

    fn say(&mut self, a: u32, b: u32, why: &SameEmployer) {
        for name in [a, b] {
            self.why.entry(name).or_insert_with(|| why.clone());
        }
    }
}

/// Names whose people have addresses at several employers' own domains: they left it for these, and wrote no other name on their cards
/// since. It is none of them, and they are not each other.
fn movers(
    by_domain: &BTreeMap<String, Vec<(u32, u32)>>,
    spelled: impl Fn(&str, &[(u32, u32)]) -> Vec<u32>,
    all: &mut Employers,
) -> BTreeSet<u32> {
    let mut homes: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (domain, there) in by_domain {
        let owners = spelled(domain, there);
        for (name, _) in there.iter().filter(|(name, _)| !owners.contains(name)) {
            let roots = owners.iter().map(|owner| root(&mut all.proposed, *owner));
            homes.entry(*name).or_default().extend(roots);
        }
    }
    let several = homes.into_iter().filter(|(_, homes)| homes.len() > 1);
    several.map(|(name, _)| name).collect()
}
