//! What earlier audits knew of people: a key that was theirs still is, unless it is on somebody else's card by now. Then the owner
//! is asked.

use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::card::{Card, CardIx};
use crate::model::exchange::PeerKey;
use crate::model::moment::written;
use crate::model::person::{Before, Doubt, Evidence, Known, Person};

/// Why somebody of now may be somebody of earlier audits who is still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// A key that was theirs: `email ana@example.org`.
    Key(String),
    /// The given name, and the day of the connection that they had.
    Connected(NaiveDate),
}

/// Something that was somebody's and is on the card of somebody else by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// What.
    pub ground: Ground,
    /// A card of whoever had it.
    pub from: CardIx,
    /// The card that has it.
    pub to: CardIx,
}

/// What is asked for keys that have passed to others: each pair of cards once, and none that the owner told apart.
pub fn questions(
    passed: &[Passed],
    asked: &[Doubt],
    apart: &[(CardIx, CardIx)],
    cards: &[Card],
) -> Vec<Doubt> {
    let ordered = |a: CardIx, b: CardIx| (a.min(b), a.max(b));
    let mut known: FxHashSet<(CardIx, CardIx)> = asked
        .iter()
        .map(|doubt| ordered(doubt.a, doubt.b))
        .collect();
    known.extend(apart.iter().map(|&(a, b)| ordered(a, b)));
    let new = passed
        .iter()
        .filter(|passed| known.insert(ordered(passed.from, passed.to)));
    new.map(|passed| passed.question(cards)).collect()
}

impl Passed {
    /// The question whether the two are one person.
    fn question(&self, cards: &[Card]) -> Doubt {
        let name = cards[self.from.0 as usize].name.full.trim();
        let text = match &self.ground {
            Ground::Key(key) => {
                let key = key.split_once(' ').map_or("", |(_, key)| key);
                format!("{key} was {name}'s in earlier audits")
            }
            Ground::Connected(day) => format!(
                "same given name, and connected on {}, as {name} was in earlier audits",
                written(*day)
            ),
        };
        Doubt {
            a: self.from,
            b: self.to,
            probability: 0.5,
            start: 0.0,
            evidence: vec![Evidence {
                field: "earlier audits",
                level: "passed on",
                bits: 0.0,
                text,
            }],
        }
    }
}

/// Whether what was known of somebody may be carried on: they go by one of the names, or have more in common than one key, which may
/// have been handed on.
pub fn is_the_same(then: &Known, keys: &[String], name: &str) -> bool {
    let words: Vec<&str> = name
        .split(' ')
        .filter(|word| word.chars().count() > 1)
        .collect();
    let shares = |known: &String| known.split(' ').any(|word| words.contains(&word));
    let common = keys.iter().filter(|key| then.keys.contains(key)).count();
    common > 1 || then.names.is_empty() || then.names.iter().any(shares)
}

/// For each of the people what the one of earlier audits says whose id they get, and which keys have passed to others.
pub fn before(
    people: &[Person],
    cards: &[Card],
    known: &[Option<&Known>],
) -> (Vec<Before>, Vec<Passed>) {
    let bearers = bearers(people, cards);
    let mut passed = Vec::new();
    let mut all = Vec::with_capacity(people.len());
    for (person, then) in people.iter().zip(known) {
        let Some(then) = then else {
            all.push(Before::default());
            continue;
        };
        let mut before = Before {
            keys: Vec::new(),
            rosters: then.rosters.clone(),
            written: then.written.clone(),
        };
        for key in then.keys.iter().filter_map(|key| parsed(key)) {
            match bearers.get(&key) {
                None => before.keys.push(key),
                Some(&(bearer, _)) if people[bearer].id == person.id => {}
                Some(&(bearer, card)) => {
                    let (kind, text) = key.parts();
                    let key = format!("{kind} {text}");
                    // A key that both had is a household's or an office's.
                    if known[bearer].is_none_or(|then| !then.keys.contains(&key)) {
                        let from = person.cards[0];
                        let to = card;
                        let ground = Ground::Key(key);
                        passed.push(Passed { ground, from, to });
                    }
                }
            }
        }
        let weaker = then.weaker.iter().filter(|key| !bearers.contains_key(key));
        before.keys.extend(weaker.cloned());
        // What a chat told under the name of before is told of no other key.
        let names = then.names.iter().filter(|name| name.contains(' '));
        before.keys.extend(names.cloned().map(PeerKey::Name));
        all.push(before);
    }
    (all, passed)
}

/// The key of a text such as `email ana@example.org`, if it is one by which messages name somebody.
fn parsed(text: &str) -> Option<PeerKey> {
    let (kind, key) = text.split_once(' ')?;
    match kind {
        "profile" | "email" | "phone" => PeerKey::from_parts(kind, key),
        _ => None,
    }
}

/// Who has each key on a card now: the person and the card. Of several the first.
fn bearers(people: &[Person], cards: &[Card]) -> FxHashMap<PeerKey, (usize, CardIx)> {
    let mut bearers = FxHashMap::default();
    for (index, person) in people.iter().enumerate() {
        for &at in &person.cards {
            let card = &cards[at.0 as usize];
            let profiles = card.profiles.iter().cloned().map(PeerKey::Profile);
            let emails = card.emails.iter().filter_map(|mail| mail.email.clone());
            let phones = card.phones.iter().filter_map(|tel| tel.number().cloned());
            let accounts = card.handles.iter().cloned().map(PeerKey::Handle);
            let keys = profiles
                .chain(emails.map(PeerKey::Email))
                .chain(phones.map(PeerKey::Phone))
                .chain(accounts);
            for key in keys {
                bearers.entry(key).or_insert((index, at));
            }
        }
    }
    bearers
}
