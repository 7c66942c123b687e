//! Says which keys stand on cards of several people, and so join none of them.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::Bearers;
use super::parts::quoted;
use super::record::{Ix, Record};
use super::unite::Groups;
use super::veto;
use crate::model::card::Kind;
use crate::model::mark::shown_name;
use crate::model::person::HeldApart;

/// How many people are named.
const NAMED: usize = 3;

/// How many keys the remark on all of them names.
const EXAMPLES: usize = 3;

/// Each key that different people bear once all is merged, the strongest first. A landline is no news.
pub fn held_apart(keys: &[Bearers<'_>], records: &[Record<'_>], groups: &Groups) -> Vec<HeldApart> {
    let certain = keys.iter().filter(|bearers| !bearers.key.is_landline());
    certain
        .filter_map(|bearers| held(bearers, records, groups))
        .collect()
}

fn held(bearers: &Bearers<'_>, records: &[Record<'_>], groups: &Groups) -> Option<HeldApart> {
    // Of each person the card with the longest name.
    let mut longest: BTreeMap<Ix, Ix> = BTreeMap::new();
    for &ix in &bearers.records {
        let known = longest.entry(groups.of(ix)[0]).or_insert(ix);
        if name(records, ix).len() > name(records, *known).len() {
            *known = ix;
        }
    }
    let people: Vec<Ix> = longest.into_values().collect();
    let names: BTreeSet<&str> = people
        .iter()
        .map(|&ix| name(records, ix))
        .filter(|name| !name.is_empty())
        .collect();
    if people.len() < 2 || names.is_empty() {
        return None;
    }
    let listed = listed(&names, people.len());
    let key = bearers.key.what();
    let why = why(bearers, &people, records);
    Some(HeldApart {
        card: records[people[0]].at,
        text: format!("{key} is on cards of {listed}: {why}"),
        key,
    })
}

fn name<'a>(records: &[Record<'a>], ix: Ix) -> &'a str {
    shown_name(records[ix].card).trim()
}

/// "Ana Reis and Rui Reis", "Ana Reis, Rui Reis, Eva Reis and 2 more"; of namesakes, and of cards without a name, how many they are.
fn listed(names: &BTreeSet<&str>, people: usize) -> String {
    let mut shown: Vec<String> = names.iter().take(NAMED).map(|&name| quoted(name)).collect();
    if people > shown.len() {
        shown.push(format!("{} more", people - shown.len()));
    }
    let last = shown.pop().unwrap_or_default();
    if shown.is_empty() {
        last
    } else {
        format!("{} and {last}", shown.join(", "))
    }
}

/// Why a key joins nobody.
fn why(bearers: &Bearers<'_>, people: &[Ix], records: &[Record<'_>]) -> &'static str {
    let mut pairs = people
        .iter()
        .zip(people.iter().skip(1))
        .map(|(&a, &b)| (&records[a], &records[b]));
    let is_thing = |record: &Record<'_>| record.kind != Kind::Person;
    if pairs.clone().any(|(a, b)| is_thing(a) != is_thing(b)) {
        "one of them is not a person, so it was not used for matching"
    } else if bearers.shared {
        "taken as shared by all of them"
    } else if pairs.clone().any(|(a, b)| a.same_roster(b)) {
        "one Connections.csv has a row for each, so they are two people"
    } else if pairs.any(|(a, b)| veto::forbids(a, b, false)) {
        "the names differ, so it was not used for matching"
    } else {
        "that alone does not make them one"
    }
}

/// One line on all of them.
pub fn remark(held: &[HeldApart]) -> Option<String> {
    let (first, rest) = held.split_first()?;
    if rest.is_empty() {
        let mut text = first.text.clone();
        if let Some(letter) = text.get_mut(..1) {
            letter.make_ascii_uppercase();
        }
        return Some(text);
    }
    let keys = held.iter().map(|held| held.key.as_str());
    let examples: Vec<&str> = keys.take(EXAMPLES).collect();
    let more = held.len().saturating_sub(EXAMPLES);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    Some(format!(
        "{} addresses, numbers or profiles are on cards of several people and were not used for matching: {}{more}; problems.csv lists them as notes",
        held.len(),
        examples.join(", ")
    ))
}
