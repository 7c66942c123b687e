//! Who was among several, when, and whether they said something there.

use rustc_hash::FxHashMap;

use crate::model::exchange::{CROWD, Channel, Direction, Exchange, TieKind};
use crate::model::intake::FileId;
use crate::model::moment::Moment;
use crate::model::standing::GroupTalk;
use crate::model::thresholds::GROUP_MEMBERS;
use crate::model::timeline::Who;

/// With more others than this a meeting or a mail brings nobody to mind.
const ASSEMBLY: u32 = 30;

/// What being on something with several others is evidence of. A mail to a crowd is no talk; a chat of many is one. People met in
/// a meeting of few count as met.
pub fn among_many(channel: Channel, others: u32) -> Option<TieKind> {
    match channel {
        _ if others <= 1 => None,
        Channel::Meeting => (CROWD < others && others <= ASSEMBLY).then_some(TieKind::GroupMeeting),
        Channel::Email => (others <= CROWD).then_some(TieKind::GroupTalk),
        Channel::LinkedIn
        | Channel::Invitation
        | Channel::Sms
        | Channel::Chat
        | Channel::Call
        | Channel::Other => Some(TieKind::GroupTalk),
    }
}

/// A tie in the order in which equal ones are told apart: whose, what, when, in which file.
pub type TieKey = (Who, TieKind, Option<Moment>, FileId);

/// What is known of somebody among several: there may be millions of such days, of which only the first and the last count.
struct Days {
    /// The first and the last day, each with the file that tells it.
    ends: [(Moment, FileId); 2],
    /// Whether they said something themselves on any of them.
    spoke: bool,
    /// People besides the owner on the smallest occasion.
    others: u32,
    /// The owner's last word.
    yours: Option<Moment>,
    /// Their last word in a small group.
    theirs: Option<(Moment, FileId)>,
}

#[derive(Default)]
pub struct Among(FxHashMap<(Who, TieKind), Days>);

impl Among {
    /// What an exchange tells of several who were on it: those whom it went to or came from, and others who were present.
    pub fn exchange(
        &mut self,
        exchange: &Exchange,
        (direction, others): (Direction, u32),
        with: &[Who],
        present: &[Who],
    ) {
        let (at, file) = (exchange.at, exchange.place.file);
        let is_round_mail = exchange.channel == Channel::Email
            && direction == Direction::In
            && (CROWD + 1..=ASSEMBLY).contains(&others);
        let (kind, present) = match among_many(exchange.channel, others) {
            Some(kind) => (kind, present),
            // Whoever writes to many has said something, and nobody else has.
            None if is_round_mail => (TieKind::GroupTalk, &[][..]),
            None => return,
        };
        let day = (Moment::day(at.date()), file);
        let said = direction == Direction::In;
        let with = with.iter().map(|&who| (who, said));
        for (who, spoke) in present.iter().map(|&who| (who, false)).chain(with) {
            self.take((who, kind), day, spoke, others);
            if direction == Direction::Out {
                self.owner_said((who, kind), at);
            }
            if spoke && others < GROUP_MEMBERS {
                self.they_said((who, kind), (at, file));
            }
        }
    }

    /// Somebody on one occasion.
    pub fn take(&mut self, who: (Who, TieKind), day: (Moment, FileId), spoke: bool, others: u32) {
        let days = self.0.entry(who).or_insert(Days {
            ends: [day, day],
            spoke,
            others,
            yours: None,
            theirs: None,
        });
        days.take(day, spoke, others);
    }

    /// Something that the owner said on an occasion that was taken.
    pub fn owner_said(&mut self, who: (Who, TieKind), at: Moment) {
        if let Some(days) = self.0.get_mut(&who) {
            days.yours = days.yours.max(Some(at));
        }
    }

    /// Something that they said on one of few, and the file that tells it.
    pub fn they_said(&mut self, who: (Who, TieKind), at: (Moment, FileId)) {
        if let Some(days) = self.0.get_mut(&who) {
            days.theirs = days.theirs.max(Some(at));
        }
    }

    /// The last talk among several of each person with a card.
    pub fn groups(&self, groups: &mut [Option<GroupTalk>]) {
        let talks = self
            .0
            .iter()
            .filter(|((_, kind), _)| *kind == TieKind::GroupTalk);
        for ((who, _), days) in talks {
            if let Some(own) = groups.get_mut(who.0 as usize) {
                *own = Some(days.group());
            }
        }
    }

    /// The first and the last day as ties.
    pub fn ties(self) -> impl Iterator<Item = TieKey> {
        self.0.into_iter().flat_map(|((who, kind), days)| {
            let day = move |(day, file)| (who, kind, Some(day), file);
            days.ends.map(day)
        })
    }
}

impl Days {
    fn take(&mut self, day: (Moment, FileId), spoke: bool, others: u32) {
        let [first, last] = &mut self.ends;
        *first = day.min(*first);
        *last = day.max(*last);
        self.spoke |= spoke;
        self.others = self.others.min(others);
    }

    fn group(&self) -> GroupTalk {
        let (last, file) = self.ends[1];
        GroupTalk {
            last,
            spoke: self.spoke,
            members: self.others + 1,
            yours: self.yours,
            theirs: self.theirs,
            file,
        }
    }
}
