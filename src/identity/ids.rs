//! Ids that last: a person keeps the id of earlier audits by the largest overlap of keys, through other employers, names, links
//! and addresses, merges and splits.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::before::{self, Ground, Passed};
use super::people::another_id;
use super::renamed::{Found, inherited, renamed};
use crate::model::card::{Card, Roster};
use crate::model::fingerprint::mark;
use crate::model::name::fold;
use crate::model::person::{Heir, Known, Person, Renamed, View};

/// A key on more people than this belongs to an office or a household and tells nobody apart.
const SHARED: usize = 4;

/// What came of carrying ids over.
#[derive(Debug, Default)]
pub struct Carried {
    /// The pairs of cards of which one has by now something that was the other's.
    pub passed: Vec<Passed>,
    /// Who was found again under another name.
    pub renamed: Vec<Renamed>,
}

/// A person as they are known again.
pub fn known(view: View<'_>) -> Known {
    let names = view
        .cards()
        .flat_map(|card| [&card.name.full, &card.name.nickname]);
    let shown = view.name().to_owned();
    Known {
        id: view.person.id.clone(),
        keys: view.lasting_keys(),
        cards: view.cards().map(mark).collect(),
        seen: 0,
        weaker: view.weaker_keys(),
        written: Vec::new(),
        rosters: Roster::REMEMBERED
            .into_iter()
            .filter(|&roster| view.is_in(roster))
            .collect(),
        company: view.companies().first().map(|&c| c.to_owned()),
        names: names
            .filter(|name| !name.trim().is_empty())
            .chain([&shown])
            .cloned()
            .collect(),
        name: shown,
    }
}

/// Gives people the ids by which earlier audits knew them, and what else these knew. No two get one id, and nobody new gets the id
/// of somebody known. What of earlier audits the owner said of somebody who is gone goes to their heir.
pub fn carry(people: &mut [Person], cards: &[Card], known: &[Known], heirs: &[Heir]) -> Carried {
    if known.is_empty() {
        return Carried::default();
    }
    let own: Vec<Vec<String>> = people
        .iter()
        .map(|person| View::new(person, cards).lasting_keys())
        .collect();
    let ids: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
    let mut taken: FxHashSet<&str> = FxHashSet::default();
    let mut given: Vec<Option<&str>> = vec![None; people.len()];
    let names: Vec<String> = people
        .iter()
        .map(|person| fold(View::new(person, cards).name()))
        .collect();
    let inherited = (!heirs.is_empty()).then(|| inherited(known, people, &own, &names, heirs));
    let known = inherited.as_deref().unwrap_or(known);
    for candidate in candidates(&own, &ids, &names, known) {
        let id = known[candidate.then].id.as_str();
        if given[candidate.now].is_none() && taken.insert(id) {
            given[candidate.now] = Some(id);
        }
    }
    let mut asked = Vec::new();
    let mut carried = Carried::default();
    for Found { now, then, on } in renamed(&own, &given, known) {
        let id = known[then].id.as_str();
        if taken.insert(id) {
            given[now] = Some(id);
            carried.renamed.push(Renamed {
                was: known[then].name.clone(),
                is: View::new(&people[now], cards).name().to_owned(),
                on,
            });
        } else if let Some(still) = given.iter().position(|given| *given == Some(id)) {
            // Their own card is still there: whether that is the same person is the owner's to say.
            let [from, to] = [still, now].map(|at| people[at].cards[0]);
            let ground = Ground::Connected(on);
            asked.push(Passed { ground, from, to });
        }
    }
    let (before, passed) = {
        let then: FxHashMap<&str, &Known> = known.iter().map(|k| (k.id.as_str(), k)).collect();
        let known: Vec<Option<&Known>> = given
            .iter()
            .zip(&own)
            .zip(&names)
            .map(|((id, keys), name)| {
                let then = id.and_then(|id| then.get(id).copied());
                then.filter(|then| before::is_the_same(then, keys, name))
            })
            .collect();
        before::before(people, cards, &known)
    };
    let mut used: FxHashSet<String> = known.iter().map(|known| known.id.clone()).collect();
    for ((person, given), before) in people.iter_mut().zip(given).zip(before) {
        person.before = before;
        person.id = match given {
            Some(id) => id.to_owned(),
            None => free(&person.id, &used),
        };
        used.insert(person.id.clone());
    }
    carried.passed = passed;
    carried.passed.extend(asked);
    carried
}

/// An id that nobody has or had.
fn free(id: &str, used: &FxHashSet<String>) -> String {
    let others = (1_u32..).map(|n| another_id(id, n));
    std::iter::once(id.to_owned())
        .chain(others)
        .find(|id| !used.contains(id))
        .unwrap_or_default()
}

/// Somebody of now who may be somebody of then.
struct Candidate {
    now: usize,
    then: usize,
    common: usize,
}

/// The most common keys first; of equal ones whoever went by the name, then whoever of then had the fewest others, so that after a
/// split each gets their own id back.
fn candidates(
    own: &[Vec<String>],
    ids: &[&str],
    names: &[String],
    known: &[Known],
) -> Vec<Candidate> {
    let mut bearers: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (then, person) in known.iter().enumerate() {
        for key in &person.keys {
            bearers.entry(key).or_default().push(then);
        }
    }
    let mut all = Vec::new();
    for (now, keys) in own.iter().enumerate() {
        let mut common: FxHashMap<usize, usize> = FxHashMap::default();
        for key in keys {
            let bearers = bearers.get(key.as_str()).filter(|b| b.len() <= SHARED);
            for &then in bearers.into_iter().flatten() {
                *common.entry(then).or_default() += 1;
            }
        }
        let found = common.into_iter();
        all.extend(found.map(|(then, common)| Candidate { now, then, common }));
    }
    // Whoever has no key of their own has the id that the name gives: the same name, the same id.
    let of: FxHashMap<&str, usize> = known
        .iter()
        .enumerate()
        .map(|(then, known)| (known.id.as_str(), then))
        .collect();
    let same = ids.iter().enumerate().filter_map(|(now, id)| {
        let &then = of.get(id)?;
        let common = 0;
        Some(Candidate { now, then, common })
    });
    all.extend(same);
    all.sort_by_key(|c| {
        (
            Reverse(c.common),
            !known[c.then].names.contains(&names[c.now]),
            known[c.then].keys.len(),
            c.then,
            Reverse(own[c.now].len()),
            c.now,
        )
    });
    all
}
