//! What an audit says of one person: answers, ties, verdict.

use serde::Serialize;

use super::balance::{Balance, Year};
use super::closed::closed;
use super::decision::{Aspect, Decision, Said};
use super::exchange::{Channel, TieKind};
use super::grounds::Grounds;
use super::intake::FileId;
use super::moment::{DAY, Moment};
use super::reason::Reason;
use super::thresholds::{COMPANY, CONSTANT_MESSAGES, TOGETHER, TOGETHER_DAYS};
use super::timeline::Touch;

closed! {
    /// How likely they would answer, in the order of the ranking.
    pub enum Band {
        /// 0.50 and more, with something of this person's own behind it.
        Likely = "likely",
        /// 0.30 to 0.50, or what neither of the others says truly.
        Maybe = "maybe",
        /// Below 0.30, and a talk of the owner's that they left without an answer.
        Unlikely = "unlikely",
        /// Nothing has passed either way: the figure says nothing of this person.
        Unknown = "unknown",
    }
}

closed! {
    /// What to do: what the owner decided, then from keeping to what cannot be said.
    pub enum Verdict {
        /// The owner decided: as they said.
        Decided = "decided",
        /// They are in touch.
        Keep = "keep",
        /// They were in touch: write again.
        Reconnect = "reconnect",
        /// A new tie: build on it.
        Nurture = "nurture",
        /// Something may remind: does the owner remember them?
        Ask = "ask",
        /// Nothing is there, and what was given would show it.
        Delete = "delete",
        /// Too little was given to say.
        Unjudged = "unjudged",
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
    /// Days since they last wrote or called; 1095 where they never did: `d`.
    pub days: f64,
    /// Talks that they began, as the score counts talks.
    pub begun: u32,
    /// All talks.
    pub talks: u32,
    /// (begun + 1) / (talks + 2).
    pub share: f64,
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

/// Who began and who answered, as people think of it: messages to at most five people, and calls, with pauses of at most 14 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Talks {
    /// Talks that the owner began.
    pub yours: u32,
    /// Of these answered within a week.
    pub answered: u32,
    /// Of these answered later, within 90 days.
    pub late: u32,
    /// Of these so young that the answer may still come.
    pub open: u32,
    /// Talks that they began. What answers a talk of the owner's late begins none.
    pub theirs: u32,
    /// Of these with a word of the owner.
    pub replied: u32,
    /// Median days until they answer, where they ever did.
    pub usual_delay_days: Option<u32>,
    /// Talks at the end, one behind the other, that the owner began and that stayed unanswered.
    pub left: u32,
    /// When the owner last began a talk that stays unanswered.
    pub last_in_vain: Option<Moment>,
}

impl Talks {
    /// Talks that the owner began and that were answered, in time or late.
    pub fn heard(&self) -> u32 {
        self.answered + self.late
    }

    /// Tries in vain: talks that the owner began, that stayed unanswered and by now will.
    pub fn in_vain(&self) -> u32 {
        self.yours.saturating_sub(self.heard() + self.open)
    }
}

/// A talk among several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupTalk {
    /// The last day of it.
    pub last: Moment,
    /// Whether this person said something in any of them.
    pub spoke: bool,
    /// Members of the smallest such group, the owner included.
    pub members: u32,
    /// The owner's last word in any of them.
    pub yours: Option<Moment>,
    /// Their last word in one of at most twelve members, and the file that tells it.
    pub theirs: Option<(Moment, FileId)>,
    /// The file that tells the last day.
    pub file: FileId,
}

/// Why somebody who wrote last waits for the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WaitsFor {
    /// They asked something.
    Answer,
    /// They began the talk, and the owner has said nothing in it, or no text shows that it ended.
    Word,
}

/// Counts and dates of what passed between the two directly; what was said among many is none of it.
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
    /// Their last word: a message, an answered call, a small meeting.
    pub last_word: Option<Moment>,
    /// The last time by which both had written within the preceding twelve months, or talked, or met. Where the later word came
    /// more than 90 days after the other's, it is the other's that ended what went both ways.
    pub last_two_way: Option<Moment>,
    /// The file that tells it, or else that of the last contact.
    pub file: Option<FileId>,
    /// Different calendar years with contact both ways.
    pub two_way_years: u32,
    /// Who began and who answered.
    pub talks: Talks,
    /// Who began of late.
    pub year: Year,
    /// Times of being in touch, meetings included, told apart by two weeks of silence.
    pub sittings: u32,
    /// The same, told apart by 90 days of silence, so that a late answer belongs to what it answers.
    pub spells: u32,
    /// Messages of both sides that were courtesies.
    pub courtesies: u32,
    /// Calls that were answered, and small meetings.
    pub spoke: u32,
    /// The last large meeting, where such meetings have gone on for a year.
    pub crowd: Option<Moment>,
    /// People besides the owner in the smallest meeting.
    pub fewest_met: Option<u32>,
    /// Median days between them, where there are at least three.
    pub usual_gap_days: Option<u32>,
    /// Whether the last message is theirs and was not answered.
    pub owes_answer: bool,
    /// Whether they began the talk in which that message stands.
    pub they_began_it: bool,
    /// What they wait for, if that message leaves something open.
    pub waits: Option<WaitsFor>,
    /// The first of theirs that the owner has not answered.
    pub waiting_since: Option<Moment>,
    /// The only thing that passed, where it is a call of a few minutes, a tradesman's or a wrong number's: when, and its seconds.
    pub lone_call: Option<(Moment, u32)>,
    /// By what means.
    pub channels: Vec<Channel>,
    /// A note with an invitation: when, whether the owner's, and which file tells it.
    pub note: Option<(Moment, bool, FileId)>,
    /// Last messages of which it is not known who wrote them.
    pub unclear: Option<Moment>,
    /// The last talk among several.
    pub group: Option<GroupTalk>,
    /// How much passed when: months of the last two years, years before; the oldest first.
    pub periods: Vec<Period>,
    /// The last of it in full, newest first.
    pub recent: Vec<Touch>,
}

impl Contact {
    /// Messages and calls and since when, where there are so many in each talk that who began it says little.
    pub fn constant(&self) -> Option<(u32, Moment)> {
        let (messages, talks) = (self.out + self.inn, self.talks.yours + self.talks.theirs);
        let are_both = self.out > 0 && self.inn > 0;
        let is_constant = are_both && talks > 0 && messages >= CONSTANT_MESSAGES * talks;
        self.first
            .filter(|_| is_constant)
            .map(|first| (messages, first))
    }

    /// Nothing but calls.
    pub fn is_by_phone(&self) -> bool {
        self.channels == [Channel::Call]
    }

    /// Nothing but a few meetings, with several others in each of them, or one in which the two were not alone.
    pub fn is_only_in_company(&self) -> bool {
        let least = if self.spoke == 1 { 2 } else { COMPANY };
        self.out + self.inn == 0
            && !self.is_together()
            && self.fewest_met.is_some_and(|n| n >= least)
    }

    /// Many meetings, one every few weeks.
    pub fn is_together(&self) -> bool {
        let span = self
            .first
            .zip(self.last)
            .map(|(first, last)| last.at - first.at);
        let most = TOGETHER_DAYS * DAY * i64::from(self.spoke);
        self.spoke >= TOGETHER && span.is_some_and(|span| span <= most)
    }

    /// One meeting and nothing else.
    pub fn is_one_meeting(&self) -> bool {
        self.channels == [Channel::Meeting] && self.spoke == 1
    }

    /// Whether all of it is one such talk, never two weeks apart.
    pub fn is_constant(&self) -> bool {
        self.talks.yours + self.talks.theirs == 1 && self.constant().is_some()
    }
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
    /// Talks that the owner began.
    pub yours: u32,
    /// Talks that they began.
    pub theirs: u32,
    /// The messages, calls and meetings by what means, in the order of the channels.
    pub by: Vec<Passed>,
}

/// What passed by one means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    /// By what means.
    pub channel: Channel,
    /// By the owner.
    pub out: u32,
    /// By them.
    pub inn: u32,
    /// Of both at once.
    pub met: u32,
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
    /// What else has passed between the two, newest first.
    pub ties: Vec<Tie>,
    /// What orders people within a band; a judgement, see the score page.
    pub tie_weight: u32,
    /// What to do.
    pub verdict: Verdict,
    /// Why; never empty.
    pub reasons: Vec<Reason>,
    /// When the next meeting is planned. It lies after the as-of instant, so nothing rests on it.
    pub next: Option<Moment>,
    /// What the verdict rests on, as it is kept.
    pub grounds: Grounds,
    /// Counts and dates.
    pub contact: Contact,
    /// What went which way.
    pub balance: Balance,
    /// What the owner decided.
    pub decided: Decided,
}

impl Standing {
    /// When the owner was last in a meeting, a group or a talk with them.
    pub fn last_together(&self) -> Option<Moment> {
        let contact = &self.contact;
        let group = contact.group.map(|group| group.last);
        contact.last.max(group).max(contact.crowd)
    }

    /// Whether they have died, by the owner's word or by a card.
    pub fn has_died(&self) -> bool {
        self.decided.has_died() || self.grounds.cards.died
    }
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

    /// Whether the owner said that they have died.
    pub fn has_died(&self) -> bool {
        self.on(Aspect::Verdict)
            .is_some_and(|decision| decision.said == Said::Died)
    }

    /// Whether the owner said that they go.
    pub fn is_delete(&self) -> bool {
        self.on(Aspect::Verdict)
            .is_some_and(|decision| decision.said == Said::Delete)
    }
}
