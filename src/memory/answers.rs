//! What the owner decided in the page or in a list of an earlier audit, where no book keeps it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use crate::files::ground::{Ground, whole};
use crate::import::decisions::{self, Answers, PairAnswer, PersonAnswer, Refused};
use crate::model::audit::Audit;
use crate::model::decision::{Decision, PairDecision};

/// How much of a file tells whether it is a list, in bytes.
const HEAD: u64 = 64 << 10;

/// The most that a list may hold, in bytes.
const LIST: u64 = 64 << 20;

/// Lists that were given, in the order in which they were.
#[derive(Debug, Default)]
pub(super) struct Answered {
    pairs: Vec<(String, PairAnswer)>,
    people: Vec<(String, PersonAnswer)>,
    refused: Vec<String>,
}

impl Answered {
    /// Takes a file if it is such a list.
    pub(super) fn take(&mut self, name: &str, ground: &dyn Ground) -> bool {
        if !name.to_ascii_lowercase().ends_with(".csv") {
            return false;
        }
        let Some((answers, refused)) = read(ground) else {
            return false;
        };
        let (pairs, people) = match answers {
            Answers::Pairs(pairs) => (pairs, Vec::new()),
            Answers::People(people) => (Vec::new(), people),
            Answers::Both(pairs, people) => (pairs, people),
        };
        self.pairs
            .extend(pairs.into_iter().map(|pair| (name.to_owned(), pair)));
        self.people
            .extend(people.into_iter().map(|row| (name.to_owned(), row)));
        let lines = refused.iter();
        self.refused
            .extend(lines.map(|row| format!("{name}, line {}: {}", row.line, row.message)));
        true
    }

    /// Whether nothing was said.
    pub(super) fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.people.is_empty() && self.refused.is_empty()
    }

    /// What was said of pairs of cards.
    pub(super) fn pairs(&self, at: i64) -> Vec<PairDecision> {
        let decided = self.pairs.iter().filter_map(|(source, row)| {
            Some(PairDecision {
                pair: row.pair.clone(),
                same: row.same?,
                at,
                source: source.clone(),
            })
        });
        decided.collect()
    }

    /// What was said of the people of an audit, and what cannot be taken. The last word on somebody counts.
    pub(super) fn decisions(self, audit: &Audit, at: i64) -> (Vec<Decision>, Vec<String>) {
        let people: BTreeSet<&str> = audit.everybody().map(|person| person.id.as_str()).collect();
        let (mut decided, mut refused) = (BTreeMap::new(), self.refused);
        for (source, row) in self.people {
            if !people.contains(row.id.as_str()) {
                refused.push(format!(
                    "{source}, line {}: nobody in these files has the id of {}",
                    row.line, row.name
                ));
                continue;
            }
            for said in row.said {
                let decision = Decision {
                    person: row.id.clone(),
                    said,
                    at,
                    source: source.clone(),
                };
                decided.insert((row.id.clone(), decision.said.aspect()), decision);
            }
        }
        (decided.into_values().collect(), refused)
    }
}

/// What a file says, if it is a list. Its beginning tells whether it is one, so that a large table is not read for it.
fn read(ground: &dyn Ground) -> Option<(Answers, Vec<Refused>)> {
    let mut head = Vec::new();
    ground.open().ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    decisions::read(&head)?;
    decisions::read(&whole(ground, LIST).ok()?)
}
