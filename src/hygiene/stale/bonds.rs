//! By what the cards of one person are one person's: a key that both bear, the owner's word, or no more than a name.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::model::card::{Card, CardIx};
use crate::model::person::Merge;
use crate::model::stale::Bond;

/// Cards that the owner called one person's.
#[derive(Debug, Default)]
pub(super) struct Said(FxHashMap<CardIx, Vec<CardIx>>);

impl Said {
    /// Of all reasons for which cards are one.
    pub fn of(merges: &[Merge]) -> Self {
        let mut said = Self::default();
        let is_said = |merge: &&Merge| merge.evidence.iter().any(|said| said.field == "decision");
        for merge in merges.iter().filter(is_said) {
            said.0.entry(merge.a).or_default().push(merge.b);
        }
        said
    }
}

/// The cards of a person in groups: first those that share a key, then those that the owner joined as well.
pub(super) struct Bonds {
    by_key: Groups,
    by_word: Groups,
}

impl Bonds {
    /// Of the cards of one person.
    pub fn of(cards: &[(CardIx, &Card, Option<NaiveDate>)], said: &Said) -> Self {
        let mut by_key = Groups((0..cards.len()).collect());
        if cards.len() < 2 {
            return Self {
                by_word: by_key.clone(),
                by_key,
            };
        }
        let mut first: FxHashMap<String, usize> = FxHashMap::default();
        for (at, (_, card, _)) in cards.iter().enumerate() {
            for key in keys(card) {
                let known = *first.entry(key).or_insert(at);
                by_key.join(known, at);
            }
        }
        let mut by_word = by_key.clone();
        if !said.0.is_empty() {
            let places: FxHashMap<CardIx, usize> = cards
                .iter()
                .enumerate()
                .map(|(at, (ix, ..))| (*ix, at))
                .collect();
            for (at, (ix, ..)) in cards.iter().enumerate() {
                let others = said.0.get(ix).into_iter().flatten();
                for other in others.filter_map(|other| places.get(other)) {
                    by_word.join(at, *other);
                }
            }
        }
        Self { by_key, by_word }
    }

    /// Between two of them.
    pub fn between(&self, a: usize, b: usize) -> Bond {
        if self.by_key.of(a) == self.by_key.of(b) {
            Bond::Key
        } else if self.by_word.of(a) == self.by_word.of(b) {
            Bond::Said
        } else {
            Bond::Weighed
        }
    }
}

/// For each card another one of its group; the first of a group stands for itself.
#[derive(Debug, Clone)]
struct Groups(Vec<usize>);

impl Groups {
    fn of(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// What tells that two cards are one person's.
fn keys(card: &Card) -> Vec<String> {
    let emails = card.emails.iter().filter_map(|mail| mail.email.as_ref());
    let phones = card.phones.iter().filter_map(|tel| tel.phone.as_ref());
    let profiles = card.profiles.iter().map(|slug| format!("profile {slug}"));
    let uid = card.uid.iter().filter(|uid| uid.len() >= 8);
    profiles
        .chain(emails.map(|email| format!("email {email}")))
        .chain(phones.map(|phone| format!("phone {}", phone.e164())))
        .chain(card.handles.iter().map(|handle| format!("handle {handle}")))
        .chain(uid.map(|uid| format!("uid {uid}")))
        .collect()
}
