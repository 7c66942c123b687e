//! What a snapshot says of what passed between the owner and one person.

use serde::{Deserialize, Serialize};

use crate::model::exchange::Channel;

/// What passed in a month or a year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Period {
    /// `2026-10` or `2024`.
    pub when: String,
    /// Messages and calls by the owner.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub sent: u32,
    /// Messages and calls by them.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub received: u32,
    /// Meetings.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub met: u32,
    /// Words among many.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub among_many: u32,
    /// Talks that the owner began.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub you_began: u32,
    /// Talks that they began.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub they_began: u32,
    /// The same by what means; empty in audits from before this was kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Passed>,
}

/// What passed by one means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// By what means, in words.
    pub channel: String,
    /// By the owner.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub sent: u32,
    /// By them.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub received: u32,
    /// Of both at once.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub met: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
pub(super) fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// One message, call or meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occasion {
    /// Day.
    pub at: String,
    /// `out`, `in`, `both` or `unknown`, seen from the owner.
    pub direction: String,
    /// By what means, in words.
    pub channel: String,
    /// How many people were on it besides the owner.
    pub others: u32,
    /// Length of a call in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_s: Option<u32>,
    /// The file that says so.
    pub source: String,
}

impl super::Person {
    /// Whether they have died, by the owner's word or by a card.
    pub fn has_died(&self) -> bool {
        let on_card = self.grounds.as_ref().is_some_and(|g| g.cards.died);
        on_card || self.decision.as_deref() == Some("died")
    }

    /// Whether the last that came from them was a call.
    pub fn called_last(&self) -> bool {
        let mut theirs = self.recent.iter().filter(|o| o.direction == "in");
        theirs
            .next()
            .is_some_and(|o| o.channel == Channel::Call.word())
    }
}
