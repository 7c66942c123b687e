//! What is to be said of the files of an audit as a whole: how old they are, which of them is believed, what would tell most next.

use chrono::NaiveDate;

use super::coverage::Medium;

/// A word on the files of an audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputRemark {
    /// All files end long before the audit.
    Stale {
        /// The last day of the newest.
        day: NaiveDate,
        /// Days from then to the audit.
        days: i64,
    },
    /// The newest export of LinkedIn ends long before the audit, and other files do not.
    OldExport {
        /// Its last day.
        day: NaiveDate,
        /// Days from then to the audit.
        days: i64,
    },
    /// There are several exports of LinkedIn, of which the newest decides who is a connection now.
    Exports {
        /// Its day.
        newest: NaiveDate,
        /// The days of the others, the oldest first.
        older: Vec<NaiveDate>,
        /// How many people are in older ones only.
        gone: u32,
    },
}

impl InputRemark {
    /// The stable name in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Stale { .. } => "stale-export",
            Self::OldExport { .. } => "old-linkedin-export",
            Self::Exports { .. } => "several-exports",
        }
    }
}

/// What would tell most if it were given too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextInput {
    /// LinkedIn's messages, or more of them: the larger archive has all of them. How many people could then be judged.
    Messages(u32),
    /// An export of LinkedIn that is newer than this day.
    NewerExport(NaiveDate, u32),
    /// The file that was cut off, in full.
    WholeFile(u32),
    /// Channels of which nothing was given.
    Channels(Vec<Medium>),
}

impl NextInput {
    /// The stable name in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Messages(_) => "linkedin-messages",
            Self::NewerExport(..) => "newer-export",
            Self::WholeFile(_) => "whole-file",
            Self::Channels(_) => "channels",
        }
    }

    /// How many people could be judged then; none where that is not known.
    pub fn people(&self) -> Option<u32> {
        match self {
            Self::Messages(people) | Self::NewerExport(_, people) | Self::WholeFile(people) => {
                Some(*people)
            }
            Self::Channels(_) => None,
        }
    }
}
