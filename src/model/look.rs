//! What to look at first: who waits, whom to write to again, what is due, and of whom to ask whether the owner remembers them.

use std::collections::BTreeMap;

use super::moment::Moment;

/// Indices are places in the ranking, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LookFirst {
    /// They wait for the owner: the longest first, and of equals those with most behind them.
    pub waiting: Vec<Waiting>,
    /// Since when each of them waits, by place: thousands may, and everybody is looked up.
    pub since: BTreeMap<usize, Moment>,
    /// Those among the people without a card who wait, in that order: places among them, from 0.
    pub unlisted: Vec<Waiting>,
    /// Strangers who wait.
    pub strangers: u32,
    /// Those of them who are connected with the owner, who wrote most often first.
    pub connected: Vec<usize>,
    /// Whom to write to, the best evidenced first.
    pub worth_a_word: Vec<usize>,
    /// Promises and thanks that are due.
    pub due: Vec<Due>,
    /// Those to be asked about who share one place with the owner.
    pub groups: Vec<AskGroup>,
    /// Those to be asked about one by one, the best evidenced first.
    pub ask_first: Vec<usize>,
    /// What became of those who stood a year ago like those to be deleted now; none where there are too few.
    pub past: Option<Past>,
}

/// Somebody who wrote last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Place in the ranking, or among the people without a card.
    pub person: usize,
    /// Since when.
    pub since: Moment,
    /// Whether the last message asks something, as far as the source tells.
    pub asks: bool,
}

/// Something that the owner owes somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Place in the ranking.
    pub person: usize,
    /// What.
    pub what: Owed,
    /// The day of the promise, or of the help received.
    pub on: Option<Moment>,
}

/// What is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owed {
    /// A promise whose day has come.
    Promise,
    /// Thanks for help in the last months.
    Thanks,
}

/// People to be asked about together: "all 24 of Acme, 2014 to 2018".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskGroup {
    /// The employer or school.
    pub place: String,
    /// The owner's first year there, if known.
    pub from: Option<i32>,
    /// The owner's last year there; none where that is not known, or the owner is still there.
    pub to: Option<i32>,
    /// Places in the ranking.
    pub people: Vec<usize>,
}

/// The owner's own past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// How many stood a year ago as those who are to be deleted stand now.
    pub cases: u32,
    /// How many of them have written since.
    pub wrote: u32,
}
