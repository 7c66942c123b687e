//! Why somebody stands elsewhere than in the audit before: what would have changed the result, with its facts.

use chrono::NaiveDate;

use super::coverage::{Medium, Silence};
use super::grounds::Reminder;

/// The time that a channel has to cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Since the connection was made.
    Connection,
    /// Up to the day of the audit.
    Today,
}

/// One cause of a move.
#[derive(Debug, Clone, PartialEq)]
pub enum Cause {
    /// The owner decided: the word.
    Decided {
        /// `keep`, `delete`, `remembered`.
        word: String,
    },
    /// The owner took a decision back.
    DecisionTakenBack,
    /// A rule of the owner keeps them now.
    Rule {
        /// `label "Family"`.
        rule: String,
    },
    /// A rule of the owner that kept them does not any more.
    RuleGone {
        /// The rule.
        rule: String,
    },
    /// It became known which side of the messages is the owner's.
    OwnerFound,
    /// It is no longer known.
    OwnerLost,
    /// They answered so many messages since.
    Answered {
        /// How many.
        times: u32,
        /// The day of their last message.
        last: Option<NaiveDate>,
    },
    /// They wrote by themselves since.
    Wrote {
        /// The day of their last message, where it was not told already.
        last: Option<NaiveDate>,
    },
    /// They have come to wait for the owner's answer.
    Waits {
        /// The day of the first word or call without an answer.
        since: NaiveDate,
    },
    /// They called since, and nothing else.
    Called {
        /// The day of their last call, where it was not told already.
        last: Option<NaiveDate>,
    },
    /// The two met since.
    Met {
        /// The last day.
        last: Option<NaiveDate>,
    },
    /// The two talked among several.
    GroupTalk {
        /// The last day.
        last: NaiveDate,
    },
    /// So many messages of the owner stayed without an answer since.
    Unanswered {
        /// How many.
        times: u32,
    },
    /// The owner wrote, and an answer may still come.
    Asked,
    /// A tie that is new.
    Tied {
        /// `recommendation-received`.
        kind: String,
        /// Its day.
        on: Option<NaiveDate>,
    },
    /// So many further ties.
    MoreTies {
        /// How many.
        more: usize,
    },
    /// A tie that is no longer in the files.
    Untied {
        /// `endorsement-received`.
        kind: String,
    },
    /// They are no connection any more.
    NoLongerConnected,
    /// They came into an address book of the owner, or out of it.
    AddressBook {
        /// Whether they are in it now.
        is_in: bool,
    },
    /// Something that may remind of them is known since, or no longer.
    Reminder {
        /// What.
        what: Reminder,
        /// Whether it is new.
        is_new: bool,
    },
    /// A connection was made.
    Connected {
        /// Its day.
        on: NaiveDate,
    },
    /// A connection is more than a year old by now.
    NoLongerNew {
        /// The day on which it was made.
        since: NaiveDate,
    },
    /// Twelve months without a word are over.
    Silent {
        /// The day of the last contact.
        since: NaiveDate,
    },
    /// For twelve months only one of the two has written.
    OneSided,
    /// Their only talk with the owner is more than five years ago by now.
    LongAgo {
        /// Its last day.
        last: NaiveDate,
    },
    /// Six months without an answer of the owner's to any message of theirs are over.
    NeverAnswered {
        /// The day of the last one.
        last: NaiveDate,
    },
    /// Two years are over since a word of theirs, and they left the owner's last tries without an answer.
    LetGo {
        /// The day of that word.
        heard: NaiveDate,
    },
    /// A channel covers the time that matters now, and did not.
    Covered {
        /// The channel.
        medium: Medium,
        /// Which time that is.
        since: Reach,
    },
    /// A channel does not cover it any more.
    NotCovered {
        /// The channel.
        medium: Medium,
        /// Why it tells nothing.
        silence: Silence,
    },
    /// Earlier messages are theirs now that were not known before.
    EarlierMessages {
        /// How many.
        more: u64,
    },
    /// Earlier messages are not theirs any more.
    FewerMessages {
        /// How many.
        lost: u64,
    },
    /// Cards were joined to theirs or taken from them.
    Cards {
        /// How many they had.
        from: usize,
        /// How many they have.
        to: usize,
    },
    /// How everybody else answers the owner changed.
    OwnerRate {
        /// The rate then, 0 to 1.
        from: f64,
        /// The rate now.
        to: f64,
    },
    /// How far the owner's answers are from what is usual changed.
    OwnerShift {
        /// Then, in logits.
        from: f64,
        /// Now.
        to: f64,
    },
    /// Their answers lie longer back and count less.
    Aged,
    /// They have been silent for longer.
    LongerSilent {
        /// Days since they last wrote, then.
        from: u32,
        /// Now.
        to: u32,
    },
    /// Files that told of them were not given this time.
    NotGiven {
        /// The files.
        files: Vec<String>,
    },
    /// Files were given that were not given before.
    Given {
        /// The files.
        files: Vec<String>,
    },
    /// What their cards say changed: an employer, an address.
    CardsSay,
    /// What is known of the contact with them is something else, of which the audits keep no more.
    Contact,
    /// The audits do not keep enough to tell.
    NotKept,
    /// Another version of the program judges by other rules.
    OtherRules,
    /// The same is known as before, and with the day of the audit before the result is the one before.
    TimePassed,
}
