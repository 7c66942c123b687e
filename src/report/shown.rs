//! What the page and the report of an audit are made of.

use std::collections::{BTreeMap, HashMap};

use crate::model::changes::Changes;
use crate::model::closed::Saved;
use crate::model::front::Front;
use crate::model::plan::Item;
use crate::model::standing::Band;
use crate::pipeline::Past;
use crate::snapshot::{Entries, Snapshot, Unmatched};
use crate::words;

/// An audit, and what stands beside it.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The audit; of one that was just made without what `entries` gives.
    pub audit: &'a Snapshot,
    /// People and merges with all that is known of them.
    pub entries: Entries<'a>,
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
    /// In what it is read.
    pub front: Front,
}

/// People of a group that are named.
const NAMED: usize = 5;
/// Lines of what else is worth a look, of each sort.
const ALSO: usize = 8;

impl Shown<'_> {
    /// What is worth a look beside the week: what is due, of whom to ask whether the owner remembers them, and strangers who wait.
    pub(crate) fn also(&self) -> Vec<String> {
        let Some(look) = &self.audit.look else {
            return Vec::new();
        };
        let people = self.entries.glimpses();
        let names = people.iter().map(|person| (person.id, person.name));
        let names: HashMap<&str, &str> = names.collect();
        let name = |id: &String| names.get(id.as_str()).copied();
        let due = look.due.iter().filter_map(|due| {
            let name = name(&due.id)?;
            Some(format!("{name}: {}", words::look::due(due)))
        });
        let groups = look.groups.iter().map(|group| {
            let named: Vec<&str> = group.people.iter().filter_map(name).take(NAMED).collect();
            let more = group.people.len().saturating_sub(named.len());
            let more = match more {
                0 => String::new(),
                more => words::page::others(more),
            };
            format!("{}: {}{more}", words::look::group(group), named.join(", "))
        });
        let strangers = {
            let connected: Vec<&str> = look.connected.iter().filter_map(name).collect();
            words::look::strangers(look.strangers, &connected)
        };
        due.take(ALSO)
            .chain(groups.take(ALSO))
            .chain(strangers)
            .collect()
    }

    /// Those on no card who wait for the owner's answer.
    pub(crate) fn waiting_on_no_card(&self) -> impl Iterator<Item = &Unmatched> {
        let all = self.audit.unmatched.iter();
        all.filter(|someone| someone.waits.is_some())
    }

    /// The strongest of those who are in touch with the owner and on no card.
    pub(crate) fn on_no_card(&self) -> Vec<&Unmatched> {
        let look = self.audit.look.iter();
        let meant = look.flat_map(|look| &look.on_no_card);
        let found = meant.filter_map(|one| {
            let mut all = self.audit.unmatched.iter();
            all.find(|other| other.key == one.key && other.name == one.name)
        });
        found.collect()
    }
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
