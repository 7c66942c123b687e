//! What the owner decided on people, laid over what the rules of the program say of them.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Word;
use crate::model::audit::LeftOut;
use crate::model::card::{Card, CardIx};
use crate::model::decision::{Aspect, Decision, Said};
use crate::model::moment::Moment;
use crate::model::person::{Doubt, Person, View};
use crate::model::reason::Reason;
use crate::model::standing::{Band, Standing, Verdict};

/// The people after the owner's decisions and rules.
pub struct Settled {
    /// Who is judged.
    pub judged: Vec<(Person, Box<Standing>)>,
    /// Who is not.
    pub left_out: Vec<LeftOut>,
    never_ask: FxHashSet<CardIx>,
    /// Those who were decided on and are a part of somebody else by now.
    absorbed: FxHashSet<String>,
    /// What the rules of the program say of those whom the owner decided to delete.
    reasons: FxHashMap<String, Vec<String>>,
}

impl Settled {
    /// Whether the owner may be asked about two cards.
    pub fn asks(&self, doubt: &Doubt) -> bool {
        ![doubt.a, doubt.b]
            .iter()
            .any(|card| self.never_ask.contains(card))
    }

    /// Whether somebody who was decided on is a part of somebody else by now.
    pub fn is_absorbed(&self, id: &str) -> bool {
        self.absorbed.contains(id)
    }

    /// What the rules of the program say of somebody whom the owner decided to delete.
    pub fn reasons(&self, id: &str) -> &[String] {
        self.reasons.get(id).map_or(&[], Vec::as_slice)
    }
}

/// Lays decisions and rules over the judgement. A decision goes before a rule, whichever way the rule goes.
// A standing is a kilobyte, and its address moves from step to step.
#[allow(clippy::vec_box)]
pub fn settle(
    people: Vec<Person>,
    standings: Vec<Box<Standing>>,
    cards: &[Card],
    word: &Word<'_>,
) -> Settled {
    let (mut decisions, absorbed) = follow(&people, cards, word);
    let mut settled = Settled {
        judged: Vec::with_capacity(people.len()),
        left_out: Vec::new(),
        never_ask: FxHashSet::default(),
        absorbed,
        reasons: FxHashMap::default(),
    };
    for (person, mut standing) in people.into_iter().zip(standings) {
        let view = View::new(&person, cards);
        standing.decided.decisions = decisions.remove(&person.id).unwrap_or_default();
        let stays = standing.decided.on(Aspect::Verdict).is_some();
        let never = word.rules.never.fits(view).filter(|_| !stays);
        if never.is_some() || standing.decided.on(Aspect::Asking).is_some() {
            settled.never_ask.extend(&person.cards);
        }
        if let Some(rule) = never {
            settled.left_out.push(LeftOut { person, rule });
            continue;
        }
        standing.decided.rule = word.rules.keep.fits(view).filter(|_| !stays);
        if standing.decided.is_delete() {
            let why = (word.tell)(&standing).why;
            settled.reasons.insert(person.id.clone(), why);
        }
        overrule(&mut standing);
        settled.judged.push((person, standing));
    }
    settled
}

/// The decisions on each person of now. Those on somebody who is a part of somebody else by now go with most of their keys;
/// where both were decided on, the decision on the one whose id is borne counts. Beside them the ids of those who are such a part.
fn follow(
    people: &[Person],
    cards: &[Card],
    word: &Word<'_>,
) -> (FxHashMap<String, Vec<Decision>>, FxHashSet<String>) {
    let mut of: FxHashMap<String, Vec<Decision>> = FxHashMap::default();
    if word.decisions.is_empty() {
        return (of, FxHashSet::default());
    }
    let here: FxHashSet<&str> = people.iter().map(|person| person.id.as_str()).collect();
    let (own, moved): (Vec<&Decision>, Vec<&Decision>) = word
        .decisions
        .iter()
        .partition(|d| here.contains(d.person.as_str()));
    for decision in own {
        of.entry(decision.person.clone())
            .or_default()
            .push(decision.clone());
    }
    let heirs = heirs(&moved, people, cards, word);
    let mut moved: Vec<(&str, &Decision)> = moved
        .into_iter()
        .filter_map(|decision| Some((*heirs.get(decision.person.as_str())?, decision)))
        .collect();
    moved.sort_by_key(|(_, decision)| Reverse(decision.at));
    for (heir, decision) in moved {
        let known = of.entry(heir.to_owned()).or_default();
        let aspect = decision.said.aspect();
        if known.iter().all(|other| other.said.aspect() != aspect) {
            known.push(decision.clone());
        }
    }
    (of, heirs.into_keys().map(str::to_owned).collect())
}

/// Who has most of the keys of each of those who are not there any more under their own id.
fn heirs<'a>(
    moved: &[&'a Decision],
    people: &'a [Person],
    cards: &[Card],
    word: &'a Word<'_>,
) -> FxHashMap<&'a str, &'a str> {
    let wanted: FxHashSet<&str> = moved
        .iter()
        .map(|decision| decision.person.as_str())
        .collect();
    let mut bearers: FxHashMap<String, &str> = FxHashMap::default();
    if !wanted.is_empty() {
        for person in people {
            let keys = View::new(person, cards).lasting_keys();
            bearers.extend(keys.into_iter().map(|key| (key, person.id.as_str())));
        }
    }
    let mut heirs = FxHashMap::default();
    for known in word.known.iter().filter(|k| wanted.contains(k.id.as_str())) {
        let mut shares: FxHashMap<&str, usize> = FxHashMap::default();
        for key in &known.keys {
            if let Some(bearer) = bearers.get(key) {
                *shares.entry(bearer).or_default() += 1;
            }
        }
        let most = shares
            .into_iter()
            .find(|(_, share)| share * 2 > known.keys.len());
        heirs.extend(most.map(|(heir, _)| (known.id.as_str(), heir)));
    }
    heirs
}

/// Puts the owner's word in the place of the verdict. Whoever is remembered is written to instead of asked about; of whom
/// the owner does not want to be asked, nothing is asked and no deletion proposed.
fn overrule(standing: &mut Standing) {
    let mut first = Vec::new();
    let decided = &standing.decided;
    let of = |aspect| decided.on(aspect).map(|decision| &decision.said);
    // Whom the owner calls a friend or a mentor they remember.
    let is_silent = of(Aspect::Asking).is_some();
    let known = of(Aspect::Role).filter(|_| !is_silent);
    let known = known.map(|_| &Said::Remembered);
    let verdict = ruled(
        standing.verdict,
        of(Aspect::Verdict).or(known),
        decided.rule.is_some(),
        is_silent,
    );
    match decided.on(Aspect::Verdict).map(|d| (&d.said, d)) {
        Some((Said::Remembered, decision)) => {
            first.push(Reason::Remembered {
                on: Moment::second(decision.at),
                source: decision.source.clone(),
            });
        }
        Some((_, decision)) => first.push(as_decided(decision)),
        None => {}
    }
    if let Some(rule) = &decided.rule {
        first.push(Reason::Rule { rule: rule.clone() });
    }
    if let Some(asking) = decided.on(Aspect::Asking) {
        first.push(as_decided(asking));
    }
    if let Some(role) = decided.on(Aspect::Role) {
        first.push(Reason::Role {
            role: role.said.to_string(),
            on: Moment::second(role.at),
        });
    }
    if let Some(rhythm) = decided.on(Aspect::Rhythm).filter(|_| !decided.has_died()) {
        first.push(Reason::Rhythm {
            rhythm: rhythm.said.to_string(),
            on: Moment::second(rhythm.at),
        });
    }
    standing.verdict = verdict;
    if standing.decided.has_died() {
        // How long they have been silent is nothing to say of the dead.
        standing.band = Band::Unknown;
        standing.reasons = first;
        return;
    }
    standing.reasons.splice(0..0, first);
}

/// The verdict where the owner said something, or a rule of theirs keeps the person, or they are not to be asked about.
pub(crate) fn ruled(verdict: Verdict, said: Option<&Said>, keeps: bool, silent: bool) -> Verdict {
    let is_open = matches!(verdict, Verdict::Ask | Verdict::Delete | Verdict::Unjudged);
    match said {
        _ if keeps => Verdict::Decided,
        Some(Said::Remembered) if is_open => Verdict::Reconnect,
        None | Some(Said::Remembered) if !silent || !is_open => verdict,
        _ => Verdict::Decided,
    }
}

fn as_decided(decision: &Decision) -> Reason {
    Reason::Decided {
        said: decision.said.to_string(),
        on: Moment::second(decision.at),
        source: decision.source.clone(),
    }
}
