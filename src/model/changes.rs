//! What is different between two audits, as it is told and as the JSON contract names it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cause::Cause;
use super::closed::Saved;
use super::standing::{Band, Verdict};

/// Why somebody is in one audit only, as far as that can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absence {
    /// The other audit alone has somebody of this name.
    Probably {
        /// The name as it stands there.
        name: String,
        /// Whether the other audit is the newer.
        is_newer: bool,
    },
    /// Every card of theirs stands in files that were not given this time, or only in part.
    NotGiven {
        /// The files.
        files: Vec<String>,
    },
    /// A rule of the owner keeps them out of the newer audit.
    LeftOut {
        /// `label "Family"`.
        rule: String,
    },
    /// Every card of theirs stands in files that were not given for the older audit.
    Given {
        /// The files.
        files: Vec<String>,
    },
}

/// A person who is in one audit only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Band and verdict there.
    pub band: Saved<Band>,
    /// See `band`.
    pub verdict: Saved<Verdict>,
    /// Of somebody who is gone: whether the owner had decided to delete them. Never of somebody who appeared.
    pub deleted: bool,
    /// Whether they were a connection on LinkedIn there.
    pub connected: bool,
    /// Why.
    pub absence: Option<Absence>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// Somebody who was two people and is one, or was one and is two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Joint {
    /// Who is in one audit only.
    pub one: Named,
    /// Whose keys they share in the other.
    pub with: Named,
}

/// A pair that may be one person and was not asked about before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Duplicate {
    /// The people on the two cards.
    pub pair: [Named; 2],
    /// How likely they are one person.
    pub probability: f64,
    /// Evidence for and against.
    pub reasons: Vec<String>,
}

/// An invitation without an answer for more than three weeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Whom it went to or came from.
    pub name: String,
    /// Their profile link, or the id of a person of the audit.
    pub key: String,
    /// Whether the owner sent it.
    pub sent: bool,
    /// Its day.
    pub since: String,
    /// Whether the three weeks were not over yet in the older audit.
    #[serde(rename = "new")]
    pub is_new: bool,
}

/// A rhythm that the owner decided on and that was not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// With whom.
    #[serde(flatten)]
    pub who: Named,
    /// The rhythm: "every 3 months".
    pub rhythm: String,
    /// The day of the last contact.
    pub last: Option<String>,
    /// The day by which there should have been another.
    pub due: String,
    /// Whether it was kept still in the older audit.
    #[serde(rename = "new")]
    pub is_new: bool,
}

/// What became of the owner's decisions to delete.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Deletions {
    /// How many were decided by the newer audit.
    pub decided: u64,
    /// Whom the newer audit does not have any more.
    pub gone: u64,
    /// Who is still there.
    pub open: Vec<Named>,
}

/// Band and verdict at one time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Position {
    /// Band.
    pub band: Saved<Band>,
    /// Verdict.
    pub verdict: Saved<Verdict>,
    /// Probability, 0 to 1.
    pub probability: Option<f64>,
}

/// A person whose band or verdict changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Id in the newer audit.
    pub id: String,
    /// Name in the newer audit.
    pub name: String,
    /// Before.
    pub from: Position,
    /// After.
    pub to: Position,
    /// What brought it about.
    pub causes: Vec<Cause>,
}

/// A person who stands where they stood, and of whom there is news.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// Who.
    pub who: Named,
    /// Where they stand.
    pub stands: Position,
    /// What happened.
    pub causes: Vec<Cause>,
}

/// A value of a person that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Id in the newer audit.
    pub id: String,
    /// Name in the newer audit.
    pub name: String,
    /// `company`, `title`, `name`, `email`, `phone`, `url`; `connection` with its day where one was made or is gone.
    pub field: String,
    /// Before; empty if there was none.
    pub from: String,
    /// After; empty if it is gone.
    pub to: String,
    /// Whether it is a reason to write: another employer or title. One that was not known before is none.
    pub reason_to_write: bool,
}

/// A figure of both audits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Total {
    /// What is counted.
    pub what: String,
    /// Then.
    pub from: u64,
    /// Now.
    pub to: u64,
}

/// Files of one audit that the other was not given.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Inputs {
    /// Of the older only.
    pub missing: Vec<String>,
    /// Of the newer only.
    pub added: Vec<String>,
    /// Damaged or cut off in the newer only.
    pub cut_off: Vec<String>,
    /// Given in both, and of much less than before, or of less where less is known of what passed.
    pub shorter: Vec<String>,
    /// How many people stand elsewhere for no other reason than that files are missing; they are not among those who moved.
    pub unmoved: u64,
}

/// What became of a value of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aging {
    /// Newer files contradict it.
    WentStale,
    /// They did, and the card says it no longer.
    Mended,
}

/// A value of a card that went out of date, or was mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Aged {
    /// Id in the newer audit.
    pub id: String,
    /// Name in the newer audit.
    pub name: String,
    /// `name`, `company`, `title`, `email`, `phone`.
    pub field: String,
    /// What the card says, or said.
    pub value: String,
    /// What became of it.
    pub what: Aging,
    /// Why it is out of date; of what was mended the newer value, if there is one.
    pub text: String,
}

/// Everything that is different.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    /// As-of instants of the two audits.
    pub old: String,
    /// See `old`.
    pub new: String,
    /// Files that were given for one of them only.
    pub inputs: Inputs,
    /// People, bands and verdicts, then and now.
    pub totals: Vec<Total>,
    /// In the newer only.
    pub appeared: Vec<Presence>,
    /// In the older only.
    pub gone: Vec<Presence>,
    /// Two people of the older audit who are one in the newer.
    pub merged: Vec<Joint>,
    /// One person of the older audit who is two in the newer.
    pub split: Vec<Joint>,
    /// Other band or verdict.
    pub moved: Vec<Move>,
    /// Who wrote, answered or met and stands where they stood, by the owner's word or because they never wrote before.
    pub heard: Vec<Heard>,
    /// What tells people of one name apart, by id: their employer or an address.
    pub namesakes: BTreeMap<String, String>,
    /// Other employer, title, name, address.
    pub changed: Vec<FieldChange>,
    /// Pairs to ask about that are new.
    pub duplicates: Vec<Duplicate>,
    /// Decisions to delete, carried out and open.
    pub deletions: Deletions,
    /// Rhythms that were not kept.
    pub broken: Vec<Broken>,
    /// Invitations without an answer, the oldest first.
    pub waiting: Vec<Waiting>,
    /// What went out of date, and what was mended.
    pub stale: Vec<Aged>,
}

/// One of several audits, in figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stage {
    /// As-of instant.
    pub as_of: String,
    /// People.
    pub people: u64,
    /// People in the bands likely, maybe, unlikely and unknown.
    pub bands: [u64; 4],
    /// Who is new since the audit before.
    pub appeared: u64,
    /// Who is gone since.
    pub gone: u64,
    /// Whose band or verdict changed since.
    pub moved: u64,
}

/// Where somebody stood in one audit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Station {
    /// As-of instant of the audit.
    pub as_of: String,
    /// Band, verdict and probability there.
    #[serde(flatten)]
    pub stands: Position,
}

/// Where somebody stood in each audit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Course {
    /// Id and name in the latest audit that has them.
    #[serde(flatten)]
    pub who: Named,
    /// The audits that have them, the oldest first.
    pub stations: Vec<Station>,
}

/// Several audits, one after the other.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Trend {
    /// The audits, the oldest first.
    pub audits: Vec<Stage>,
    /// Everybody whose band or verdict changed on the way; the good news first.
    pub people: Vec<Course>,
}
