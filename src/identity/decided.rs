//! What the owner decided of pairs: joined first and never undone, and where decisions contradict each other, how.

use std::collections::{BTreeMap, VecDeque};

use super::certain::{Work, evidence};
use super::record::Ix;
use crate::model::person::Contradiction;

impl Work<'_, '_> {
    /// Joins what the owner called the same.
    pub fn decided(&mut self) {
        for (a, b) in self.same.clone() {
            if self.groups.kept_apart(a, b) {
                self.contradiction(a, b);
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

    /// Keeps on record the chain of decisions that would make one person of two cards that are not the same.
    fn contradiction(&mut self, a: Ix, b: Ix) {
        let (x, y) = self.groups.forbidden(a, b).unwrap_or((a, b));
        let chain = self.chain(x, y, (a, b));
        let names: Vec<String> = chain.iter().map(|&ix| self.shown(ix)).collect();
        self.remarks.push(format!(
            "your decisions contradict each other: through {} the first and the last would be the same, but you said that they are not; {} and {} are kept apart",
            names.join(" = "),
            self.shown(a),
            self.shown(b)
        ));
        let at = |ix: Ix| self.records[ix].at;
        self.contradictions.push(Contradiction {
            refused: (at(a), at(b)),
            chain: chain.into_iter().map(at).collect(),
        });
    }

    /// The shortest chain of "same" from one record to another; `last` is the decision at hand.
    fn chain(&self, from: Ix, to: Ix, last: (Ix, Ix)) -> Vec<Ix> {
        let mut before: BTreeMap<Ix, Ix> = BTreeMap::from([(from, from)]);
        let mut open = VecDeque::from([from]);
        while let Some(ix) = open.pop_front() {
            for &(a, b) in self.same.iter().chain([&last]) {
                let next = if a == ix {
                    b
                } else if b == ix {
                    a
                } else {
                    continue;
                };
                before.entry(next).or_insert_with(|| {
                    open.push_back(next);
                    ix
                });
            }
        }
        let mut chain = vec![to];
        while let Some(&ix) = chain
            .last()
            .and_then(|ix| before.get(ix))
            .filter(|ix| !chain.contains(ix))
        {
            chain.push(ix);
        }
        chain.reverse();
        chain
    }

    /// A card as the owner knows it.
    fn shown(&self, ix: Ix) -> String {
        let card = self.records[ix].card;
        let mail = card.emails.first().map(|m| m.raw.clone());
        let name = card.name.full.trim();
        if name.is_empty() {
            mail.unwrap_or_else(|| "a card without a name".into())
        } else {
            name.to_owned()
        }
    }
}
