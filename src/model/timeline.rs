//! What passed between the owner and others, joined to people and directed: the input of the score.

use super::audit::Unmatched;
use super::exchange::{Channel, Direction, Gist};
use super::intake::{Fate, FileId};
use super::moment::Moment;
use super::person::Doubt;
use super::standing::{GroupTalk, Tie};

/// Somebody who took part: first the people with a card, in their order, then those without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who(pub u32);

/// One thing that passed between the owner and one other. A message to three people is three of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touch {
    /// When.
    pub at: Moment,
    /// With whom.
    pub who: Who,
    /// Seen from the owner.
    pub direction: Direction,
    /// By what means.
    pub channel: Channel,
    /// How many people were on it besides the owner.
    pub others: u32,
    /// Length of a call in seconds.
    pub duration_s: Option<u32>,
    /// What its text comes to; none where no text was read.
    pub gist: Option<Gist>,
    /// Whether the owner noted it as thanks, help or a promise: a word that waits for no answer.
    pub closes: bool,
    /// The file that says so.
    pub file: FileId,
}

/// Two people with a card who were on something together with the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Together {
    /// Who, the lower number first.
    pub people: (Who, Who),
    /// When last.
    pub last: Moment,
    /// By what means.
    pub channel: Channel,
    /// The file that says so.
    pub file: FileId,
}

/// A stranger who may be a person with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MayBe {
    /// Index among the strangers of a history.
    pub stranger: usize,
    /// How many people with a card it may be, this one included.
    pub people: u32,
    /// Whether they share an address, rather than a name.
    pub is_shared: bool,
}

/// Everything that passed before the as-of instant.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// In order of time; at equal times what the owner did comes first.
    pub touches: Vec<Touch>,
    /// When somebody wrote to so many that nobody in particular was meant, in order of time.
    pub crowd_mails: Vec<(i64, Who)>,
    /// Who was on something together, in order.
    pub together: Vec<Together>,
    /// Other evidence, by person with a card; newest first.
    pub ties: Vec<Vec<Tie>>,
    /// Those without a card, in the order of their `Who`.
    pub strangers: Vec<Unmatched>,
    /// Which of them were met before the as-of instant.
    pub met: Vec<bool>,
    /// When the next meeting with each person with a card is planned; nothing is judged by it.
    pub next: Vec<Option<Moment>>,
    /// The last talk among several, by person with a card.
    pub groups: Vec<Option<GroupTalk>>,
    /// What was joined by name only, by person with a card: the file and how many entries.
    pub by_name: Vec<Vec<(FileId, u32)>>,
    /// The same for what was joined by a name and a mail domain that is the employer's.
    pub by_domain: Vec<Vec<(FileId, u32)>>,
    /// Strangers with whom the owner was in contact and who bear the name of a person with a card, by person.
    pub may_be_theirs: Vec<Vec<MayBe>>,
    /// What is asked about these.
    pub questions: Vec<Doubt>,
    /// What became of the rows: file, fate, how many.
    pub fates: Vec<(FileId, Fate, u64)>,
    /// First and last instant of each file, by index.
    pub spans: Vec<Option<(i64, i64)>>,
    /// Remarks, with the file that they are on.
    pub remarks: Vec<(FileId, String)>,
}
