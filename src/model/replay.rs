//! The owner's past outreaches: what the formula said before each, from nothing later, and what came of it.

use super::closed::closed;
use super::moment::Moment;
use super::timeline::Who;

closed! {
    /// What came before an outreach.
    pub enum CaseKind {
        /// Something had passed before, but nothing for 14 days.
        Recontact = "recontact",
        /// Nothing ever had.
        First = "first",
    }
}

closed! {
    /// What came of an outreach, and whether it enters the figures.
    pub enum Outcome {
        /// They wrote or called within a week.
        Answered = "answered",
        /// They did not.
        Unanswered = "unanswered",
        /// Nothing came, but the files end within that week.
        TooLate = "too-late",
        /// It replies to a mail to many of the three days before, so it is no outreach of the owner's own.
        CrowdMail = "crowd-mail",
    }
}

/// A message of the owner to one person after a silence, or the first ever.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Case {
    /// To whom.
    pub who: Who,
    /// When.
    pub at: Moment,
    /// What came before.
    pub kind: CaseKind,
    /// How likely an answer within 7 days was said to be, 0 to 1.
    pub probability: f64,
    /// Whether they wrote or called within 7 days.
    pub answered: bool,
    /// What that counts as.
    pub outcome: Outcome,
    /// Days since the last touch either way; 0 for a first one.
    pub silent_days: f64,
    /// Messages and calls with them before.
    pub messages: u32,
    /// The owner's rate of answers until then, over everybody.
    pub rate: f64,
}

/// A silence between the owner and somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// Seconds from the last touch to the one that ended it, or to the end of the files.
    pub length: i64,
    /// Whether they ended it by themselves.
    pub ended_by_them: bool,
}

/// The owner's past.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Replay {
    /// Every outreach, in order of time.
    pub cases: Vec<Case>,
    /// Every silence of at least 14 days.
    pub silences: Vec<Silence>,
    /// First and last instant of what was replayed.
    pub span: Option<(Moment, Moment)>,
}

/// Somebody of a replay, as the output names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whom {
    /// The id; empty for who has no card.
    pub person: String,
    /// The name as shown.
    pub name: String,
    /// By what they are reached: an address, a number, a link, else the name.
    pub key: String,
}
