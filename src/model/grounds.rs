//! What a verdict rests on, without names and files: enough to find it again when something of it is as it was before.

use serde::{Deserialize, Serialize};

use super::closed::closed;

closed! {
    /// What of the cards may remind the owner of somebody.
    pub enum Reminder {
        /// A place where the owner was too.
        SharedPlace = "shared-place",
        /// The owner's surname.
        Surname = "surname",
        /// The owner's whole name.
        BearsYourName = "bears-your-name",
        /// Messages that may be theirs.
        Namesake = "namesake",
        /// Anything else.
        Other = "other",
    }
}

/// What a verdict on somebody rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Grounds {
    /// What passed.
    #[serde(default)]
    pub passed: Passed,
    /// What the cards say.
    #[serde(default)]
    pub cards: OnCards,
}

/// What passed with somebody: instants in seconds since 1970, and counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Passed {
    /// First contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<i64>,
    /// Last contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<i64>,
    /// Last by the owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_out: Option<i64>,
    /// Last by them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_in: Option<i64>,
    /// Their last word: a message, an answered call, a small meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_word: Option<i64>,
    /// The last contact both ways.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_two_way: Option<i64>,
    /// Last messages of which it is not known who wrote them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unclear: Option<i64>,
    /// The last large meeting, where such meetings went on for a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crowd: Option<i64>,
    /// The last talk among several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<Group>,
    /// Messages and calls by the owner.
    #[serde(skip_serializing_if = "is_zero")]
    pub sent: u32,
    /// Messages and calls by them.
    #[serde(skip_serializing_if = "is_zero")]
    pub received: u32,
    /// Calls that were answered, and small meetings.
    #[serde(skip_serializing_if = "is_zero")]
    pub spoke: u32,
    /// Times of being in touch, told apart by 90 days of silence.
    #[serde(skip_serializing_if = "is_zero")]
    pub spells: u32,
    /// People besides the owner in the smallest meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fewest_met: Option<u32>,
    /// Talks that the owner began.
    #[serde(skip_serializing_if = "is_zero")]
    pub yours: u32,
    /// Of these answered, in time or late.
    #[serde(skip_serializing_if = "is_zero")]
    pub heard: u32,
    /// The last of these, one behind the other, without an answer.
    #[serde(skip_serializing_if = "is_zero")]
    pub left: u32,
    /// Of these so young that the answer may still come.
    #[serde(skip_serializing_if = "is_zero")]
    pub open: u32,
    /// Talks that they began.
    #[serde(skip_serializing_if = "is_zero")]
    pub theirs: u32,
    /// Of these with a word of the owner.
    #[serde(skip_serializing_if = "is_zero")]
    pub replied: u32,
    /// Whether one short call is all that passed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub lone_call: bool,
    /// Messages of both sides that were courtesies.
    #[serde(skip_serializing_if = "is_zero")]
    pub courtesies: u32,
    /// Whether an invitation with a note passed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub note: bool,
}

/// A talk among several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its last day, in seconds since 1970.
    pub last: i64,
    /// Whether this person said something in any.
    pub spoke: bool,
    /// Members of the smallest such group.
    pub members: u32,
    /// Their last word in a small one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theirs: Option<i64>,
    /// Whether the owner said something there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub yours: bool,
}

/// What the cards of somebody say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OnCards {
    /// The first second of the day of the connection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connected: Option<i64>,
    /// Whether they are in a list of connections.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub connection: bool,
    /// Whether they are in an address book of the owner.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub book: bool,
    /// Whether the address book calls them by what family is called.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub kin: bool,
    /// Whether their cards hold one word of a name and no employer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub lone_name: bool,
    /// Whether the address book says that they have died.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub died: bool,
    /// Whether their cards hold an address and no number.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub mail_only: bool,
    /// Whether they are in an address book that LinkedIn imported.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub imported: bool,
    /// What may remind of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reminders: Vec<super::closed::Saved<Reminder>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}
