//! What to look at first, as it is saved: people by their ids, in the order in which screen and report name them.

use serde::{Deserialize, Serialize};

use super::Snapshot;
use crate::model::audit::Audit;
use crate::model::look::{self, Owed};
use crate::model::thresholds::ON_NO_CARD;

/// Whom to look at first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Look {
    /// They wait for the owner, the longest first.
    #[serde(default)]
    pub waiting: Vec<Waiting>,
    /// How many others wrote whom the owner has never written to.
    #[serde(default)]
    pub strangers: u32,
    /// Ids of those of them who are connected with the owner, who wrote most often first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub connected: Vec<String>,
    /// Ids of those to write to again, the best evidenced first.
    #[serde(default)]
    pub worth_a_word: Vec<String>,
    /// Promises and thanks that are due.
    #[serde(default)]
    pub due: Vec<Due>,
    /// The strongest of those who are in touch and on no card.
    #[serde(default)]
    pub on_no_card: Vec<OnNoCard>,
    /// People to be asked about together.
    #[serde(default)]
    pub groups: Vec<AskGroup>,
    /// Ids of people to be asked about one by one, the best evidenced first.
    #[serde(default)]
    pub ask_first: Vec<String>,
    /// What became of those who stood a year ago as those to be deleted stand now; none where there are too few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub past: Option<Past>,
}

/// Somebody who waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Who.
    pub id: String,
    /// The day of their last message.
    pub since: String,
    /// Whether they asked something, as far as the source has a text.
    pub asks: bool,
}

/// Something that the owner owes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// To whom.
    pub id: String,
    /// `promise` or `thanks`.
    pub what: String,
    /// The day of the promise, or of the help.
    pub on: Option<String>,
}

/// Somebody without a card; `unmatched` says more of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnNoCard {
    /// As it stands in `unmatched`.
    pub name: String,
    /// As it stands in `unmatched`.
    pub key: String,
}

/// People who share a place with the owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskGroup {
    /// The employer or school.
    pub place: String,
    /// The owner's first year there.
    pub from: Option<i32>,
    /// The owner's last year there.
    pub to: Option<i32>,
    /// Ids.
    pub people: Vec<String>,
}

/// The owner's own past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// How many stood so a year ago.
    pub cases: u32,
    /// How many of them have written since.
    pub wrote: u32,
}

impl Look {
    /// That of an audit.
    pub fn of(audit: &Audit) -> Self {
        let look = &audit.look;
        let id = |person: usize| {
            let ranked = audit.people.get(person);
            ranked.map(|ranked| ranked.person.id.clone())
        };
        let ids = |people: &[usize]| people.iter().copied().filter_map(id).collect();
        let waits = |waiting: &look::Waiting| {
            Some(Waiting {
                id: id(waiting.person)?,
                since: waiting.since.date().to_string(),
                asks: waiting.asks,
            })
        };
        let owes = |due: &look::Due| {
            Some(Due {
                id: id(due.person)?,
                what: word(due.what).to_owned(),
                on: due.on.map(|at| at.date().to_string()),
            })
        };
        let group = |group: &look::AskGroup| AskGroup {
            place: group.place.clone(),
            from: group.from,
            to: group.to,
            people: ids(&group.people),
        };
        let on_no_card = audit.unmatched.iter();
        let on_no_card = on_no_card.filter(|someone| someone.acquaintance.is_some());
        Self {
            waiting: look.waiting.iter().filter_map(waits).collect(),
            strangers: look.strangers,
            connected: ids(&look.connected),
            worth_a_word: ids(&look.worth_a_word),
            due: look.due.iter().filter_map(owes).collect(),
            on_no_card: on_no_card
                .take(ON_NO_CARD)
                .map(|someone| OnNoCard {
                    name: someone.name.clone(),
                    key: someone.key.clone(),
                })
                .collect(),
            groups: look.groups.iter().map(group).collect(),
            ask_first: ids(&look.ask_first),
            past: look.past.map(|past| Past {
                cases: past.cases,
                wrote: past.wrote,
            }),
        }
    }
}

fn word(owed: Owed) -> &'static str {
    match owed {
        Owed::Promise => "promise",
        Owed::Thanks => "thanks",
    }
}

impl Snapshot {
    /// Leaves out of what to look at first whoever is not in the audit any more.
    pub fn settle_look(&mut self) {
        let Some(look) = &mut self.look else { return };
        let is_there = |id: &String| self.people.iter().any(|person| person.id == *id);
        let is_unmatched = |one: &OnNoCard| {
            let mut all = self.unmatched.iter();
            all.any(|other| other.key == one.key && other.name == one.name)
        };
        look.waiting.retain(|waiting| is_there(&waiting.id));
        look.connected.retain(is_there);
        look.worth_a_word.retain(is_there);
        look.due.retain(|due| is_there(&due.id));
        look.on_no_card.retain(is_unmatched);
        for group in &mut look.groups {
            group.people.retain(is_there);
        }
        look.ask_first.retain(is_there);
    }
}
