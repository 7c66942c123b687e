//! The safe core: what the owner decided, exact duplicates, certain keys, and full names that are nobody else's.

use std::collections::BTreeMap;

use super::Options;
use super::keys::{Bearers, shared_keys};
use super::names::compare::{Family, Given, agreement};
use super::record::{Ix, Record, same_content};
use super::unite::Groups;
use super::veto;
use crate::model::card::{CardIx, Kind};
use crate::model::intake::FileId;
use crate::model::person::{Doubt, Evidence, Merge, Person, Resolution};

/// Bits of what leaves no doubt.
const CERTAIN: f64 = 20.0;

/// How many pairs are asked about at most; a person reads no more.
const MOST_DOUBTS: usize = 600;

/// The state of the joining.
pub struct Work<'w, 'a> {
    records: &'w [Record<'a>],
    same: Vec<(Ix, Ix)>,
    /// The groups so far.
    pub groups: Groups,
    merges: Vec<Merge>,
    doubts: BTreeMap<(Ix, Ix), Doubt>,
    remarks: Vec<String>,
}

impl<'w, 'a> Work<'w, 'a> {
    /// Starts with every card on its own.
    pub fn new(records: &'w [Record<'a>], options: &Options) -> Self {
        let mut rank = vec![0; records.len()];
        for (ix, record) in records.iter().enumerate() {
            rank[record.at.0 as usize] = ix;
        }
        let to_ix = |pairs: &[(CardIx, CardIx)]| {
            let known = |card: CardIx| rank.get(card.0 as usize).copied();
            let mut list: Vec<(Ix, Ix)> = pairs
                .iter()
                .filter_map(|&(a, b)| Some((known(a)?, known(b)?)))
                .collect();
            list.sort_unstable();
            list
        };
        let groups = Groups::new(records, &to_ix(&options.not_same));
        Self {
            records,
            same: to_ix(&options.same),
            groups,
            merges: Vec::new(),
            doubts: BTreeMap::new(),
            remarks: Vec::new(),
        }
    }

    /// Joins what the owner called the same.
    pub fn decided(&mut self) {
        for (a, b) in self.same.clone() {
            if self.groups.kept_apart(a, b) {
                self.remarks.push(self.contradiction(a, b));
            } else {
                self.join(
                    a,
                    b,
                    vec![evidence(
                        "decision",
                        "same",
                        "you said that they are the same".into(),
                    )],
                );
            }
        }
    }

    fn contradiction(&self, a: Ix, b: Ix) -> String {
        let names: Vec<&str> = self
            .groups
            .of(a)
            .iter()
            .chain(self.groups.of(b))
            .map(|&ix| self.records[ix].card.name.full.as_str())
            .collect();
        format!(
            "your decisions contradict each other: {} cannot all be one person and not the same; kept apart",
            names.join(", ")
        )
    }

    /// Joins cards that say exactly the same.
    pub fn duplicates(&mut self) {
        for ix in 1..self.records.len() {
            if same_content(self.records[ix - 1].card, self.records[ix].card)
                && self.groups.may_join(ix - 1, ix)
            {
                self.join(
                    ix - 1,
                    ix,
                    vec![evidence(
                        "card",
                        "same",
                        "the cards are exactly alike".into(),
                    )],
                );
            }
        }
    }

    /// Joins cards that share a certain key, and notes where something speaks against it.
    pub fn keys(&mut self) {
        for bearers in shared_keys(self.records) {
            self.bearers(&bearers);
        }
    }

    fn bearers(&mut self, bearers: &Bearers<'_>) {
        for (at, &b) in bearers.records.iter().enumerate() {
            let group_heads: Vec<Ix> = bearers.records[..at]
                .iter()
                .copied()
                .filter(|&a| !self.groups.joined(a, b))
                .take(50)
                .collect();
            for a in group_heads {
                if !self.groups.joined(a, b) {
                    self.pair(a, b, bearers);
                }
            }
        }
    }

    fn pair(&mut self, a: Ix, b: Ix, bearers: &Bearers<'_>) {
        let why = evidence(bearers.key.field(), "same", bearers.key.sentence());
        let names = agreement(&self.records[a].name, &self.records[b].name);
        let named_alike =
            matches!(names.given, Given::Equal | Given::Nickname) && names.family == Family::Equal;
        let against = self.against(a, b);
        let shared = bearers.shared.filter(|_| !named_alike);
        match (against, shared) {
            (None, None) if self.groups.may_join(a, b) => self.join(a, b, vec![why]),
            (None, None) => {}
            (Some(veto), None) => self.ask(a, b, 0.3, vec![why, veto]),
            (None, Some(shared)) => self.ask(
                a,
                b,
                0.3,
                vec![
                    why,
                    Evidence {
                        field: bearers.key.field(),
                        level: "shared",
                        bits: 0.0,
                        text: shared.into(),
                    },
                ],
            ),
            // Different people with a shared address or number are what one expects.
            (Some(_), Some(_)) => {}
        }
    }

    /// What speaks against joining the groups of two records.
    fn against(&self, a: Ix, b: Ix) -> Option<Evidence> {
        let (left, right) = (self.groups.of(a), self.groups.of(b));
        left.iter().find_map(|&x| {
            right
                .iter()
                .find_map(|&y| veto::between(&self.records[x], &self.records[y]))
        })
    }

    /// Joins cards with a full name that no file has twice.
    pub fn names(&mut self) {
        let mut bearers: BTreeMap<(&str, &str), Vec<Ix>> = BTreeMap::new();
        for (ix, record) in self.records.iter().enumerate() {
            if record.kind == Kind::Person && record.name.is_full() {
                bearers
                    .entry((record.name.first(), &record.name.family_whole))
                    .or_default()
                    .push(ix);
            }
        }
        for list in bearers.into_values().filter(|list| list.len() > 1) {
            self.namesakes(&list);
        }
    }

    fn namesakes(&mut self, list: &[Ix]) {
        let mut heads: BTreeMap<FileId, Vec<Ix>> = BTreeMap::new();
        for &ix in list {
            let heads = heads.entry(self.records[ix].card.place.file).or_default();
            if heads.iter().all(|&seen| !self.groups.joined(seen, ix)) {
                heads.push(ix);
            }
        }
        let unambiguous = heads.values().all(|people| people.len() == 1);
        for pair in list
            .windows(2)
            .map(|pair| (pair[0], pair[1]))
            .filter(|&(a, b)| !self.groups.joined(a, b))
            .collect::<Vec<_>>()
        {
            let why = evidence(
                "name",
                "same",
                format!(
                    "same full name {}",
                    self.records[pair.0].card.name.full.trim()
                ),
            );
            match self.against(pair.0, pair.1) {
                None if unambiguous && self.groups.may_join(pair.0, pair.1) => {
                    self.join(pair.0, pair.1, vec![why])
                }
                None => self.ask(
                    pair.0,
                    pair.1,
                    0.4,
                    vec![
                        why,
                        Evidence {
                            field: "name",
                            level: "shared",
                            bits: 0.0,
                            text: "a file has this name more than once".into(),
                        },
                    ],
                ),
                Some(_) => {}
            }
        }
    }

    fn join(&mut self, a: Ix, b: Ix, evidence: Vec<Evidence>) {
        if !self.groups.joined(a, b) {
            self.groups.join(a, b);
            self.merges.push(Merge {
                a: self.records[a].at,
                b: self.records[b].at,
                evidence,
            });
        }
    }

    fn ask(&mut self, a: Ix, b: Ix, probability: f64, evidence: Vec<Evidence>) {
        if self.records[a].kind == self.records[b].kind {
            let doubt = Doubt {
                a: self.records[a].at,
                b: self.records[b].at,
                probability,
                evidence,
            };
            self.doubts.entry((a.min(b), a.max(b))).or_insert(doubt);
        }
    }

    /// Puts the result together; pairs that were joined after all are not asked about.
    pub fn into_resolution(mut self, people: Vec<Person>) -> Resolution {
        let groups = &self.groups;
        self.doubts
            .retain(|&(a, b), _| !groups.joined(a, b) && !groups.kept_apart(a, b));
        let mut doubts: Vec<Doubt> = self.doubts.into_values().collect();
        doubts.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        if doubts.len() > MOST_DOUBTS {
            self.remarks.push(format!(
                "{} doubtful pairs; the {MOST_DOUBTS} most likely ones are listed",
                doubts.len()
            ));
            doubts.truncate(MOST_DOUBTS);
        }
        Resolution {
            people,
            merges: self.merges,
            doubts,
            remarks: self.remarks,
        }
    }
}

fn evidence(field: &'static str, level: &'static str, text: String) -> Evidence {
    Evidence {
        field,
        level,
        bits: CERTAIN,
        text,
    }
}
