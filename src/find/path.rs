//! Whom to ask for an introduction: people of the owner's who were on something together with the one who is looked for.

use rustc_hash::FxHashMap;

use crate::circles;
use crate::model::found::{Paths, Step, Way};
use crate::model::name::fold;
use crate::snapshot::{Link, Person, Snapshot};

/// Most ways, and most colleagues, that are told.
const MOST: usize = 5;

/// Places of the people whose cards name an employer that begins so; the whole name first, else by its first words.
pub fn at_company(audit: &Snapshot, text: &str) -> Vec<usize> {
    let wanted = fold(text);
    if wanted.is_empty() {
        return Vec::new();
    }
    let at = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let works = |person: &Person| companies(person).iter().any(|name| fits(name));
        let people = audit.people.iter().enumerate();
        people
            .filter(|(_, person)| works(person))
            .map(|(at, _)| at)
            .collect()
    };
    let whole = at(&|name| name == wanted);
    match whole.is_empty() {
        true => at(&|name| {
            name.strip_prefix(wanted.as_str())
                .is_some_and(|rest| rest.starts_with(' '))
        }),
        false => whole,
    }
}

fn companies(person: &Person) -> Vec<String> {
    let values = person
        .values
        .iter()
        .filter(|value| value.field == "company");
    values.map(|value| fold(&value.value)).collect()
}

/// How the person at a place of the ranking is reached.
pub fn paths(audit: &Snapshot, to: usize) -> Paths {
    let Some(person) = audit.people.get(to) else {
        return Paths::default();
    };
    let places: FxHashMap<&str, usize> = (0..)
        .zip(&audit.people)
        .map(|(place, person)| (person.id.as_str(), place))
        .collect();
    let mut links: FxHashMap<circles::Pair, &Link> = FxHashMap::default();
    for link in &audit.links {
        let [a, b] = link.people.each_ref().map(|id| places.get(id.as_str()));
        if let (Some(&a), Some(&b)) = (a, b) {
            links.insert((a.min(b), a.max(b)), link);
        }
    }
    let mut pairs: Vec<circles::Pair> = links.keys().copied().collect();
    pairs.sort_unstable();
    let near: Vec<bool> = audit
        .people
        .iter()
        .map(|p| p.last_two_way.is_some())
        .collect();
    // The owner's contacts stand in the order of the ranking: who would answer soonest is asked first.
    let ways: Vec<Way> = circles::ways(&pairs, &near, to)
        .iter()
        .take(MOST)
        .map(|way| told(way, audit, &links))
        .collect();
    Paths {
        to: person.name.clone(),
        company: person.company.clone(),
        yourself: person.last_two_way.clone(),
        connected: person.connected_on.clone(),
        colleagues: colleagues(audit, to, &ways),
        ways,
    }
}

fn told(way: &[usize], audit: &Snapshot, links: &FxHashMap<circles::Pair, &Link>) -> Way {
    let first = way.first().and_then(|place| audit.people.get(*place));
    let step = |pair: &[usize]| {
        let [a, b] = pair else {
            return None;
        };
        let link = links.get(&(*a.min(b), *a.max(b)))?;
        Some(Step {
            to: audit.people.get(*b)?.name.clone(),
            at: link.at.clone(),
            channel: link.channel.clone(),
            source: link.source.clone(),
        })
    };
    Way {
        ask: first.map_or_else(String::new, |person| person.name.clone()),
        last_contact: first.and_then(|person| person.last_contact.clone()),
        steps: way.windows(2).filter_map(step).collect(),
    }
}

/// The owner's contacts whose cards name the same employer, in the order of the ranking, who are on none of the ways.
fn colleagues(audit: &Snapshot, to: usize, ways: &[Way]) -> Vec<String> {
    let employers = companies(&audit.people[to]);
    let is_one = |(place, person): &(usize, &Person)| {
        let shares = || {
            companies(person)
                .iter()
                .any(|name| employers.contains(name))
        };
        *place != to && person.last_two_way.is_some() && shares()
    };
    let all = audit.people.iter().enumerate().filter(is_one);
    let names = all.map(|(_, person)| person.name.clone());
    let new = names.filter(|name| !ways.iter().any(|way| way.ask == *name));
    new.take(MOST).collect()
}
