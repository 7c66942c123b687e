//! What the owner had decided by an audit, as it is saved, and taken up again where no book remembers it.

use serde::{Deserialize, Serialize};

use super::{Snapshot, of};
use crate::model::audit::Audit;
use crate::model::decision::{Decision, I_CAN, PairDecision, Said, THEY_CAN};
use crate::model::mark::Mark;

/// What the owner said of two cards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidOfPair {
    /// One card.
    pub a: Card,
    /// The other.
    pub b: Card,
    /// Whether they are one person.
    pub same: bool,
    /// When: an instant, RFC 3339 in UTC.
    pub at: String,
    /// Where it was said.
    pub source: String,
}

/// A card as a decision remembers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The name.
    pub name: String,
    /// Profile link, e-mail addresses and phone numbers.
    pub keys: Vec<String>,
    /// The file.
    pub file: String,
}

impl Card {
    fn of(mark: &Mark) -> Self {
        let Mark { name, keys, file } = mark.clone();
        Self { name, keys, file }
    }

    fn to_mark(&self) -> Mark {
        let Self { name, keys, file } = self.clone();
        Mark { name, keys, file }
    }
}

impl SaidOfPair {
    fn of(said: &PairDecision) -> Self {
        let [a, b] = &said.pair;
        Self {
            a: Card::of(a),
            b: Card::of(b),
            same: said.same,
            at: of::instant(said.at),
            source: said.source.clone(),
        }
    }
}

/// All pairs of an audit on which the owner decided.
pub(super) fn pairs(audit: &Audit) -> Vec<SaidOfPair> {
    audit.said_of_pairs.iter().map(SaidOfPair::of).collect()
}

impl Snapshot {
    /// What had been decided on people.
    pub fn said(&self) -> Vec<Decision> {
        let said = self.decisions.iter().filter_map(|decided| {
            Some(Decision {
                person: decided.id.clone(),
                said: read(&decided.said)?,
                at: instant_of(&decided.at)?,
                source: decided.source.clone(),
            })
        });
        said.collect()
    }

    /// What had been decided on pairs of cards.
    pub fn said_of_pairs(&self) -> Vec<PairDecision> {
        let said = self.pairs.iter().filter_map(|said| {
            Some(PairDecision {
                pair: [said.a.to_mark(), said.b.to_mark()],
                same: said.same,
                at: instant_of(&said.at)?,
                source: said.source.clone(),
            })
        });
        said.collect()
    }
}

fn instant_of(text: &str) -> Option<i64> {
    let at = chrono::DateTime::parse_from_rfc3339(text).ok()?;
    Some(at.timestamp())
}

/// A decision by its word. What is no word of ours is a role in the owner's own.
fn read(text: &str) -> Option<Said> {
    if let Some(what) = text.strip_prefix(I_CAN) {
        return Some(Said::ICan(what.to_owned()));
    }
    if let Some(what) = text.strip_prefix(THEY_CAN) {
        return Some(Said::TheyCan(what.to_owned()));
    }
    let role = || Said::parse(&format!("role: {text}"));
    Said::parse(text).or_else(|_| role()).ok()
}
