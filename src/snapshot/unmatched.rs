//! Correspondents without a card, as they are saved.

use serde::{Deserialize, Serialize};

use super::of::{self, day};
use super::{Reason, Standing, is_zero};
use crate::model::audit::{self, Audit};
use crate::model::closed::Saved;
use crate::model::exchange::Channel;
use crate::model::look::Waiting;
use crate::model::standing::Verdict;

/// A correspondent without a card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unmatched {
    /// Name or key.
    pub name: String,
    /// Link, address or number; empty where only a name is known.
    pub key: String,
    /// Messages by the owner.
    pub sent: u32,
    /// Messages by them.
    pub received: u32,
    /// Meetings of few to which both were invited.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub met: u32,
    /// First day.
    pub first_contact: Option<String>,
    /// Last day.
    pub last_contact: Option<String>,
    /// The day on which the owner last invited them to connect; none if they were a connection since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited: Option<String>,
    /// The day on which they last invited the owner, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_by: Option<String>,
    /// How they wait for the owner's answer; none where they do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits: Option<Waits>,
    /// Why they could not be joined.
    pub remark: String,
    /// What is said of them, as of everybody; only where there was contact both ways.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// What to do, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Saved<Verdict>>,
    /// Why, in sentences, likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<String>,
    /// The same with its facts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

impl Unmatched {
    /// What tells them from others.
    pub fn key_or_name(&self) -> &str {
        if self.key.is_empty() {
            &self.name
        } else {
            &self.key
        }
    }
}

/// How somebody without a card waits for the owner's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waits {
    /// Since when: a day.
    pub since: String,
    /// Whether they called, and did not write.
    pub called: bool,
}

/// A correspondent without a card.
pub fn of(audit: &Audit, unmatched: &audit::Unmatched) -> Unmatched {
    let known = unmatched.acquaintance.as_deref();
    Unmatched {
        name: unmatched.name.clone(),
        key: unmatched.key.clone(),
        sent: unmatched.out,
        received: unmatched.inn,
        met: unmatched.met,
        first_contact: unmatched.first.map(day),
        last_contact: unmatched.last.map(day),
        invited: unmatched.invited.map(day),
        invited_by: unmatched.invited_by.map(day),
        waits: waits(audit, unmatched),
        remark: unmatched.remark.clone(),
        standing: known.map(|a| of::answers(&a.standing, &a.told)),
        verdict: known.map(|a| a.standing.verdict.into()),
        why: known.map_or_else(Vec::new, |a| a.told.why.clone()),
        reasons: known.map_or_else(Vec::new, |a| of::reasons(&a.standing, &a.told)),
    }
}

fn waits(audit: &Audit, unmatched: &audit::Unmatched) -> Option<Waits> {
    let is_same = |waiting: &&Waiting| {
        let other = audit.unmatched.get(waiting.person);
        other.is_some_and(|other| (&other.key, &other.name) == (&unmatched.key, &unmatched.name))
    };
    let waiting = audit.look.unlisted.iter().find(is_same)?;
    let known = unmatched.acquaintance.as_deref()?;
    let recent = known.standing.contact.recent.iter();
    let mut open = recent.filter(|touch| touch.at >= waiting.since);
    Some(Waits {
        since: day(waiting.since),
        called: open.all(|touch| touch.channel == Channel::Call),
    })
}
