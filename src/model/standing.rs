//! What an audit says of one person: answers, ties, verdict.

use super::decision::{Aspect, Decision, Said};
use super::exchange::{Channel, TieKind};
use super::intake::FileId;
use super::moment::Moment;
use super::timeline::Touch;

/// How likely they would answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// 0.50 and more.
    Likely,
    /// 0.30 to 0.50.
    Maybe,
    /// Below 0.30.
    Unlikely,
    /// Nothing has passed either way: the figure says nothing of this person.
    Unknown,
}

impl Band {
    /// All bands in the order of the ranking.
    pub const ALL: [Band; 4] = [Band::Likely, Band::Maybe, Band::Unlikely, Band::Unknown];

    /// The word used in every output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Maybe => "maybe",
            Self::Unlikely => "unlikely",
            Self::Unknown => "unknown",
        }
    }
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The owner decided: as they said.
    Decided,
    /// They think of you: solidify.
    Keep,
    /// You were in touch: write again.
    Reconnect,
    /// A new tie: build on it.
    Nurture,
    /// Something is there: do you remember them?
    Ask,
    /// Nothing is there.
    Delete,
}

impl Verdict {
    /// All verdicts: what the owner decided, then from keeping to deleting.
    pub const ALL: [Verdict; 6] = [
        Verdict::Decided,
        Verdict::Keep,
        Verdict::Reconnect,
        Verdict::Nurture,
        Verdict::Ask,
        Verdict::Delete,
    ];

    /// The word used in every output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Keep => "keep",
            Self::Reconnect => "reconnect",
            Self::Nurture => "nurture",
            Self::Ask => "ask",
            Self::Delete => "delete",
        }
    }

    /// The advice that goes with it.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Decided => "as you decided",
            Self::Keep => "solidify",
            Self::Reconnect => "write, send a card, call",
            Self::Nurture => "build on the new tie",
            Self::Ask => "do you remember them?",
            Self::Delete => "delete, unless you remember them",
        }
    }
}

/// A probability with the 80 % interval of Beta(6P, 6(1-P)).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// That an outreach now would be answered within 7 days, 0 to 1.
    pub p: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// What the probability was computed from; enough to do it by hand.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Basis {
    /// Resolved attempts that were answered.
    pub answered: u32,
    /// Resolved attempts.
    pub attempts: u32,
    /// The same, weighted by age with a half-life of 365 days: `s`.
    pub answered_weighted: f64,
    /// The same, weighted by age: `n`.
    pub attempts_weighted: f64,
    /// Whether this person never wrote or called.
    pub never: bool,
    /// How the owner's attempts to everybody else fare: `p_owner`.
    pub owner_rate: f64,
    /// The owner's own shift: `delta`.
    pub shift: f64,
}

/// One piece of what has passed between the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// What.
    pub kind: TieKind,
    /// When, if known.
    pub at: Option<Moment>,
    /// The file that says so.
    pub source: FileId,
}

/// Counts and dates of what passed between the two.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// Messages and calls by the owner.
    pub out: u32,
    /// Messages and calls by them.
    pub inn: u32,
    /// First and last time of either, or of a meeting.
    pub first: Option<Moment>,
    /// See `first`.
    pub last: Option<Moment>,
    /// Last by the owner.
    pub last_out: Option<Moment>,
    /// Last by them.
    pub last_in: Option<Moment>,
    /// The last time by which both had written within the preceding twelve months, or met.
    pub last_two_way: Option<Moment>,
    /// Different calendar years with contact both ways.
    pub two_way_years: u32,
    /// Talks that they began.
    pub started_by_them: u32,
    /// Median days between talks, where there are at least three.
    pub usual_gap_days: Option<u32>,
    /// Whether the last message is theirs and was not answered.
    pub owes_answer: bool,
    /// By what means.
    pub channels: Vec<Channel>,
    /// Talks, told apart by two weeks of silence.
    pub talks: u32,
    /// How much passed when: months of the last two years, years before; the oldest first.
    pub periods: Vec<Period>,
    /// The last of it in full, newest first.
    pub recent: Vec<Touch>,
}

/// What passed between the two in a month or a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The year.
    pub year: i32,
    /// The month from 1; none for a whole year.
    pub month: Option<u32>,
    /// Messages and calls by the owner.
    pub out: u32,
    /// Messages and calls by them.
    pub inn: u32,
    /// Meetings.
    pub met: u32,
    /// Words among many, and where one was only present.
    pub among_many: u32,
}

/// What an audit says of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The probability; `None` where the owner is not known.
    pub chance: Option<Chance>,
    /// The band.
    pub band: Band,
    /// What it rests on.
    pub basis: Basis,
    /// The basis in words.
    pub sentence: String,
    /// What else has passed between the two, newest first.
    pub ties: Vec<Tie>,
    /// What orders people within a band; a judgement, see the score page.
    pub tie_weight: u32,
    /// What to do.
    pub verdict: Verdict,
    /// Why, in sentences.
    pub why: Vec<String>,
    /// When the next meeting is planned. It lies after the as-of instant, so nothing rests on it.
    pub next: Option<Moment>,
    /// Counts and dates.
    pub contact: Contact,
    /// What the owner decided.
    pub decided: Decided,
}

/// What the owner decided on somebody: in person, or by a standing rule.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decided {
    /// In person; one of each aspect at most.
    pub decisions: Vec<Decision>,
    /// The rule by which they are kept: `label "Family"`.
    pub rule: Option<String>,
}

impl Decided {
    /// The decision on an aspect.
    pub fn on(&self, aspect: Aspect) -> Option<&Decision> {
        self.decisions
            .iter()
            .find(|decision| decision.said.aspect() == aspect)
    }

    /// The decision on staying, or else on being asked; in person.
    pub fn main(&self) -> Option<&Decision> {
        self.on(Aspect::Verdict).or_else(|| self.on(Aspect::Asking))
    }

    /// The word for it: that of the main decision, or "keep" by a rule.
    pub fn word(&self) -> Option<String> {
        let by_rule = || self.rule.as_ref().map(|_| Said::Keep.to_string());
        self.main()
            .map(|main| main.said.to_string())
            .or_else(by_rule)
    }

    /// Whether the owner said that they go.
    pub fn is_delete(&self) -> bool {
        self.on(Aspect::Verdict)
            .is_some_and(|decision| decision.said == Said::Delete)
    }
}
