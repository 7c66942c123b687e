//! An audit as it is saved and printed: the JSON contract, loaded and written through one type.
//!
//! Fields are added, never renamed or removed, while `schema` is 1.

mod asks;
mod balance;
mod covered;
mod employer;
mod entries;
mod evidence;
mod known;
mod load;
mod look;
mod of;
mod page;
mod passed;
mod said;
mod stale;
mod standing;
mod stream;
mod to_do;
mod unmatched;
mod values;

pub use asks::Ask;
pub use balance::{Balance, Link, Named, Network, Promise, Signs};
pub use employer::new_employer;
pub use entries::{Entries, Glimpse, Helper};
pub use evidence::{Bits, Step};
pub use load::{LoadError, load};
pub use look::{AskGroup, Due, Look, OnNoCard, Waiting};
pub use of::{decided, instant};
pub use page::Page;
use passed::is_zero;
pub use passed::{Occasion, Passed, Period};
pub use said::{Card, SaidOfPair};
pub use stale::{
    AtCompany, Company, Missing, Roster, Stale, Year, companies, of_person as stale, proposed,
    roster_of as roster,
};
pub use standing::{Basis, Reason, Standing, Talks};
pub use stream::{Streamed, people};
pub use unmatched::{Unmatched, Waits};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::closed::Saved;
use crate::model::grounds::Grounds;
use crate::model::standing::{Band, Verdict};

/// The version of the contract.
pub const SCHEMA: u32 = 1;

/// An audit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Version of the contract: 1.
    pub schema: u32,
    /// What wrote it.
    #[serde(default)]
    pub generator: String,
    /// The instant, RFC 3339 in UTC.
    pub as_of: String,
    /// Whose network.
    pub owner: Owner,
    /// What was given of each channel; empty in audits from before this was kept.
    #[serde(default)]
    pub coverage: Vec<Covered>,
    /// Names of files that were damaged or cut off: what is missing of them is no silence.
    #[serde(default)]
    pub cut_off: Vec<String>,
    /// What is to be said of the files as a whole.
    #[serde(default)]
    pub inputs: Vec<InputRemark>,
    /// What would tell most if it were given too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<NextInput>,
    /// What to look at first; none in audits from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look: Option<Look>,
    /// Figures of the whole.
    pub totals: Totals,
    /// The ranking.
    pub people: Vec<Person>,
    /// Who was on something together with the owner, in the order of the ranking.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// What is missing of those with whom the owner is or was in touch, the strongest tie first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Missing>,
    /// Employers of several spellings, the one on most cards first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companies: Vec<Company>,
    /// The connections in figures; none where no list of them was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roster: Option<Roster>,
    /// Companies and role mailboxes.
    #[serde(default)]
    pub not_people: Vec<Entity>,
    /// People whom the owner's rules keep out of the audit.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
    /// Correspondents without a card, strongest first.
    #[serde(default)]
    pub unmatched: Vec<Unmatched>,
    /// Why cards were merged.
    #[serde(default)]
    pub merges: Vec<Merge>,
    /// Pairs to ask about.
    #[serde(default)]
    pub review: Vec<Review>,
    /// What was wrong.
    #[serde(default)]
    pub problems: Vec<Problem>,
    /// The import report.
    #[serde(default)]
    pub files: Vec<File>,
    /// Remarks on the whole.
    #[serde(default)]
    pub remarks: Vec<String>,
    /// What the owner could say so that more can be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Ask>,
    /// What the owner had decided on people by then, those who are gone included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decided>,
    /// What the owner had said of pairs of cards by then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<SaidOfPair>,
    /// What became of the decisions to delete; none in audits from before there was such a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_do: Option<ToDo>,
}

/// A word on the files of an audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputRemark {
    /// Its stable name: `stale-export`, `old-linkedin-export`, `several-exports`.
    pub code: String,
    /// The newest day.
    pub day: String,
    /// The days of older exports.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub older: Vec<String>,
    /// How many people are in older exports only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<u32>,
}

/// What would tell most if it were given too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextInput {
    /// Its stable name: `linkedin-messages`, `newer-export`, `whole-file`, `channels`.
    pub code: String,
    /// How many people could be judged then.
    pub people: Option<u32>,
    /// Of channels, which.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<String>,
}

/// What was given of one channel. A channel that is not named was not given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    /// Its stable name: `linkedin-messages`, `mail`.
    pub channel: String,
    /// First day; none where nothing could be read of what was given.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Last day before and first day after each stretch of which nothing was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<[String; 2]>,
    /// Whether every file of it was read to its end.
    pub whole: bool,
    /// Whether the owner was found in it.
    pub owner_found: bool,
    /// The files of this run that gave it.
    #[serde(default)]
    pub files: Vec<String>,
}

/// What became of the owner's decisions to delete.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ToDo {
    /// The day as of which the newest export of LinkedIn tells who is a connection.
    pub export: Option<String>,
    /// How many were decided.
    pub decided: u64,
    /// How many of them are gone.
    pub gone: u64,
    /// How many are still there.
    pub open: u64,
    /// Each of them: what is open in the order of the ranking, then what was done, the latest first.
    pub deletions: Vec<Deletion>,
}

/// Somebody whom the owner decided to delete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deletion {
    /// The id of the person.
    pub id: String,
    /// Name.
    pub name: String,
    /// The profile link on LinkedIn.
    pub profile: Option<String>,
    /// Whether they are or were a connection on LinkedIn.
    pub connected: bool,
    /// The day of the decision.
    pub decided_on: String,
    /// The day of the first export that did not have them any more; none while they are there.
    pub gone_on: Option<String>,
    /// What the rules of the program said of them.
    #[serde(default)]
    pub why: Vec<String>,
}

/// A decision of the owner on a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// The id of the person.
    pub id: String,
    /// What: `keep`, `mentor`, `every 3 months`.
    pub said: String,
    /// When: an instant, RFC 3339 in UTC.
    pub at: String,
    /// Where it was said: "by hand", or the name of the file.
    pub source: String,
}

/// The owner.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Owner {
    /// Whether it is known who the owner is.
    pub known: bool,
    /// Name.
    pub name: Option<String>,
    /// E-mail addresses.
    #[serde(default)]
    pub emails: Vec<String>,
    /// Phone numbers in E.164.
    #[serde(default)]
    pub phones: Vec<String>,
    /// Profile links.
    #[serde(default)]
    pub urls: Vec<String>,
    /// How each was found.
    #[serde(default)]
    pub found: Vec<String>,
}

/// Figures of the whole.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Rows and cards read in all files.
    pub rows: u64,
    /// Cards that are somebody.
    pub cards: u64,
    /// People with a standing.
    pub people: u64,
    /// Cards merged into a person already counted.
    pub merged: u64,
    /// Companies and role mailboxes.
    pub not_people: u64,
    /// People whom the owner's rules keep out.
    #[serde(default)]
    pub left_out: u64,
    /// Correspondents without a card.
    pub unmatched: u64,
    /// Pairs to ask about.
    pub review: u64,
    /// Rows set aside, by reason.
    pub set_aside: BTreeMap<String, u64>,
    /// Rows that could not be read.
    pub rejected: u64,
    /// Messages, calls and meetings joined to people.
    pub interactions: u64,
    /// People by band.
    pub bands: BTreeMap<Saved<Band>, u64>,
    /// People by verdict.
    pub verdicts: BTreeMap<Saved<Verdict>, u64>,
    /// Give and take with everybody; none in audits from before this was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<Network>,
    /// Values of cards that are out of date; none in audits from before this was looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale: Option<u64>,
}

/// A person of the ranking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Place in the ranking, from 1.
    pub rank: u32,
    /// Stable id.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// How likely they would answer.
    pub standing: Standing,
    /// What else has passed between the two.
    pub ties: Vec<Tie>,
    /// What to do.
    pub verdict: Saved<Verdict>,
    /// Why.
    pub why: Vec<String>,
    /// The same as data, in the same order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// What the verdict of the rules rests on; none in audits from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grounds: Option<Grounds>,
    /// What the owner decided: `keep`, `delete`, `remembered`, `never-ask`.
    pub decision: Option<String>,
    /// The day of that decision; none where a rule of the owner keeps them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<String>,
    /// The rule of the owner by which they are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What they are to the owner: `mentor`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// How often the owner wants to be in touch: `every 3 months`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rhythm: Option<String>,
    /// Last contact either way: a day.
    pub last_contact: Option<String>,
    /// The last day of a talk among several with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_group_talk: Option<String>,
    /// Whether they said something in any such talk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoke_in_group: Option<bool>,
    /// First contact either way: a day.
    pub first_contact: Option<String>,
    /// Last message or call by the owner: a day.
    #[serde(default)]
    pub last_sent: Option<String>,
    /// Last message or call by them: a day.
    #[serde(default)]
    pub last_received: Option<String>,
    /// The last day by which both had written within twelve months, or met.
    #[serde(default)]
    pub last_two_way: Option<String>,
    /// The day of the next meeting planned with them; nothing is judged by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_meeting: Option<String>,
    /// The day on which the connection was made.
    #[serde(default)]
    pub connected_on: Option<String>,
    /// The cards.
    pub records: Vec<Record>,
    /// What the cards say, each as a number in hexadecimal by which it is known again; none in audits from before this was kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<String>,
    /// E-mail addresses, the one shown first in front.
    pub emails: Vec<String>,
    /// Phone numbers in E.164; as written where they are not valid.
    pub phones: Vec<String>,
    /// Links, profile first.
    pub urls: Vec<String>,
    /// Employer as shown.
    pub company: Option<String>,
    /// Title as shown. For display only.
    pub title: Option<String>,
    /// Talks with the owner, told apart by two weeks of silence.
    #[serde(default)]
    pub talks: u32,
    /// Talks that they began.
    #[serde(default)]
    pub talks_they_began: u32,
    /// Whether the last message is theirs and has no answer.
    #[serde(default)]
    pub owes_answer: bool,
    /// Since when they wait for the owner's answer: a day; none where they do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_since: Option<String>,
    /// Give and take; none in audits from before this was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance: Option<Balance>,
    /// What the owner noted that they can help them with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub i_can: Option<String>,
    /// What the owner noted that they can help with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub they_can: Option<String>,
    /// A circle of people whom the owner has no contact with and to whom this person is the only bridge.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bridge_to: Vec<Named>,
    /// How much passed when: months of the last two years, years before; the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timeline: Vec<Period>,
    /// The last of it in full, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recent: Vec<Occasion>,
    /// What the cards say, each value once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
    /// What of it is out of date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stale: Vec<Stale>,
}

/// A value and the cards that hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// `name`, `nickname`, `email`, `phone`, `url`, `company`, `title`, `address`, `birthday`, `label`, `connected_on`.
    pub field: String,
    /// The value.
    pub value: String,
    /// Places in the `records` of the person, from 0.
    pub records: Vec<u32>,
}

/// A tie.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// Kind: `recommendation-received`.
    pub kind: String,
    /// Day, if known.
    pub at: Option<String>,
    /// File.
    pub source: String,
}

/// A card in its file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// File as given.
    pub file: String,
    /// The card or data row, from 1.
    pub record: u32,
}

/// A company or shared mailbox.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Stable id.
    pub id: String,
    /// `org` or `role`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// The cards.
    pub records: Vec<Record>,
    /// What they say, as of people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
}

/// Somebody whom a rule of the owner keeps out of the audit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The rule: `label "Family"`.
    pub rule: String,
    /// The cards.
    pub records: Vec<Record>,
}

/// A pair to ask about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// One card.
    pub a: Record,
    /// The other.
    pub b: Record,
    /// Names as shown.
    pub names: [String; 2],
    /// How likely they are one person.
    pub probability: f64,
    /// Evidence for and against.
    pub reasons: Vec<String>,
    /// The same in bits.
    #[serde(default)]
    pub bits: Bits,
    /// What the two cards say, in the order of `a` and `b`; empty in audits from before this was kept.
    #[serde(default)]
    pub sides: [ReviewSide; 2],
}

/// One card of a pair: enough to see whose it is, and to find it again when the owner has answered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReviewSide {
    /// The id of the person whose card it is; empty where it is nobody's.
    pub id: String,
    /// The name, or the nickname of a card without one.
    pub name: String,
    /// Field and value, as in the `values` of people.
    pub values: Vec<[String; 2]>,
}

/// Why two cards were taken for one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    /// One card.
    pub a: Record,
    /// The other.
    pub b: Record,
    /// What spoke for and against it.
    pub reasons: Vec<String>,
    /// The same in bits.
    pub bits: Bits,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable code.
    pub code: String,
    /// `info`, `warning` or `error`.
    pub severity: String,
    /// File as given.
    pub file: String,
    /// Line from 1; none when it is the file's.
    pub line: Option<u32>,
    /// Card or data row from 1; none when it is the file's.
    pub record: Option<u32>,
    /// What was found and what became of it.
    pub message: String,
}

/// A file of the import report: `rows` is the sum of the counts below it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// File as given.
    pub file: String,
    /// What it is.
    pub kind: String,
    /// Which variant.
    pub era: String,
    /// Text encoding.
    pub encoding: String,
    /// Delimiter of a CSV.
    pub delimiter: Option<String>,
    /// Rows and cards read.
    pub rows: u64,
    /// First cards of people, companies and shared mailboxes.
    pub people: u64,
    /// Rows that another one already tells.
    pub merged: u64,
    /// Events and evidence joined to people.
    pub events: u64,
    /// Events and evidence with somebody without a card.
    pub unmatched: u64,
    /// Rows about the owner.
    pub owner: u64,
    /// Rows set aside, by reason.
    pub set_aside: BTreeMap<String, u64>,
    /// Rows that could not be read.
    pub rejected: u64,
    /// First and last day.
    pub span: Option<[String; 2]>,
    /// Columns that no rule knows.
    pub unknown_columns: Vec<String>,
    /// Further remarks.
    pub remarks: Vec<String>,
}
