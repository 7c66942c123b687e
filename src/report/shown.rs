//! What the page and the report of an audit are made of.

use std::collections::BTreeMap;

use crate::model::changes::Changes;
use crate::model::closed::Saved;
use crate::model::plan::Item;
use crate::model::standing::Band;
use crate::pipeline::Past;
use crate::snapshot::Snapshot;

/// An audit, and what stands beside it.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The audit.
    pub audit: &'a Snapshot,
    /// The people of this week.
    pub week: &'a [Item],
    /// What changed since the audit before, where there is one.
    pub changes: Option<&'a Changes>,
    /// Audits before, the oldest first.
    pub earlier: &'a [Earlier],
    /// How well the score would have foretold the owner's past; none where that was not asked.
    pub past: Option<&'a Past>,
    /// What the reader came for.
    pub about: About,
    /// Whether names and texts of the files are replaced by others.
    pub redacted: bool,
}

/// What the reader of a page came for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// How everybody stands.
    Audit,
    /// What is different since the audit before.
    Changes,
}

/// How people stood in an earlier audit.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// Its day.
    pub day: String,
    /// Band and probability, by id.
    pub stands: BTreeMap<String, (Saved<Band>, Option<f64>)>,
}

impl Earlier {
    /// What of an audit is kept to be shown beside a later one.
    pub fn of(audit: &Snapshot) -> Self {
        let stands = audit.people.iter().map(|person| {
            let standing = &person.standing;
            let stands = (standing.band.clone(), standing.probability);
            (person.id.clone(), stands)
        });
        Self {
            day: audit.as_of.get(..10).unwrap_or_default().to_owned(),
            stands: stands.collect(),
        }
    }
}
