//! Whom to turn to in a week, and why. Days are written as in an audit: `2026-11-01`.

use serde::{Deserialize, Serialize};

/// One person of a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The id; of who has no card, the key.
    pub person: String,
    /// The name as shown.
    pub name: String,
    /// The employer as shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Why.
    pub motive: Motive,
    /// What the owner noted that they can help them with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub i_can: Option<String>,
    /// What the owner noted that they can help with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub they_can: Option<String>,
    /// How many people they are the only bridge to.
    #[serde(default)]
    pub bridge_to: usize,
    /// That mail reaches them no longer, where that is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unreached: Option<Unreached>,
}

/// Somebody all of whose e-mail addresses bounce.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreached {
    /// Which address did so last, when and why, in words.
    pub said: String,
    /// A number of theirs.
    pub phone: Option<String>,
    /// Whether they are a connection on LinkedIn, where they can be written to.
    pub linkedin: bool,
}

/// Why somebody is in the plan of a week: first what the owner can do for them, in this order, then what keeps the tie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Motive {
    /// The owner promised them something.
    Promise {
        made: Option<String>,
        due: Option<String>,
    },
    /// They wrote last and wait.
    Waits {
        since: String,
        /// They called, and were missed.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        called: bool,
    },
    /// They did something costly, and nothing was given since.
    Return { kind: String, on: String },
    /// They have a new employer.
    JobChange {
        from: String,
        to: String,
        seen: String,
    },
    /// Somebody else can help with what the owner noted that they need.
    Introduce {
        to: String,
        to_name: String,
        word: String,
    },
    /// The two met, and no word of the owner's followed.
    Thank { met: String },
    /// Their birthday is in this week.
    Birthday { on: String },
    /// The owner wants to be in touch more often than they were.
    Rhythm {
        rhythm: String,
        last: Option<String>,
        due: String,
    },
    /// They were in touch, and answered.
    Dormant {
        answered: u32,
        began: u32,
        last: Option<String>,
        /// Whether the last word was theirs.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        owed: bool,
    },
    /// They connected of late.
    NewTie {
        connected: String,
        /// The day on which they wrote, where they were not answered.
        wrote: Option<String>,
    },
    /// They invited the owner to connect.
    Invitation { on: String },
    /// The owner's card of them names an employer whom they have left.
    OldCard {
        says: String,
        now: String,
        /// How many employers have followed.
        later: u32,
    },
}

impl Motive {
    /// Its place in the order in which a week is filled.
    pub fn order(&self) -> usize {
        match self {
            Self::Promise { .. } => 0,
            Self::Waits { .. } => 1,
            Self::Return { .. } => 2,
            Self::JobChange { .. } => 3,
            Self::Introduce { .. } => 4,
            Self::Thank { .. } => 5,
            Self::Birthday { .. } => 6,
            Self::Rhythm { .. } => 7,
            Self::Dormant { .. } => 8,
            Self::NewTie { .. } => 9,
            Self::Invitation { .. } => 10,
            Self::OldCard { .. } => 11,
        }
    }

    /// The day of what is to be done something about, after which only something is.
    pub fn since(&self) -> Option<&str> {
        match self {
            Self::Promise { made, .. } => made.as_deref(),
            Self::Return { on, .. } => Some(on),
            Self::Thank { met } => Some(met),
            _ => None,
        }
    }

    /// Whether it may name somebody again who was named a few weeks ago: others are to have their turn before a tie that went quiet
    /// or a new job comes once more.
    pub fn is_pressing(&self) -> bool {
        matches!(
            self,
            Self::Promise { .. }
                | Self::Waits { .. }
                | Self::Thank { .. }
                | Self::Rhythm { .. }
                | Self::Birthday { .. }
                | Self::Invitation { .. }
        )
    }

    /// Whether its day has come, so that it may stand in two weeks running.
    pub fn is_due(&self) -> bool {
        match self {
            Self::Promise { due, .. } => due.is_some(),
            Self::Rhythm { .. } | Self::Birthday { .. } => true,
            Self::Waits { .. }
            | Self::Return { .. }
            | Self::JobChange { .. }
            | Self::Introduce { .. }
            | Self::Thank { .. }
            | Self::Dormant { .. }
            | Self::NewTie { .. }
            | Self::OldCard { .. }
            | Self::Invitation { .. } => false,
        }
    }
}

/// What became of somebody's place in a week.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum State {
    /// Nothing yet.
    #[default]
    Open,
    /// The owner said so, or a message, call, meeting or note shows it.
    Done { on: String },
    /// The owner does not want to now.
    Skipped { until: Option<String> },
}

/// A week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// `2026-W44`.
    pub name: String,
    /// Its Monday.
    pub monday: chrono::NaiveDate,
    /// Its people.
    pub items: Vec<(Item, State)>,
}

/// Somebody who waits for the owner's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// The id.
    pub person: String,
    /// The name.
    pub name: String,
    /// The employer, where somebody else has the same name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Since when.
    pub since: String,
}
