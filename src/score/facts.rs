//! What the verdict on somebody rests on: contact, ties, cards and what was given, as of an instant.

use chrono::NaiveDate;

use crate::model::coverage::{Coverage, Medium, Silence};
use crate::model::exchange::TieKind;
use crate::model::moment::{DAY, Moment, start_of};
use crate::model::owner::Owner;
use crate::model::reason::{Reason, Source};
use crate::model::standing::{Band, Contact, Tie};
use crate::model::thresholds::{
    LEFT_IN_A_ROW, LET_GO_MONTHS, LONG_AGO_MONTHS, ONE_SIDED, ONE_TALK_DAYS, RECENT_MONTHS,
    SHORT_DAYS, SHORT_MESSAGES, TRIES_IN_VAIN, WAITING_MONTHS, months_before,
};

/// The files of a run by their base names.
pub struct Sources(pub Vec<Source>);

impl Sources {
    /// The source that a file is.
    pub fn of(&self, file: crate::model::intake::FileId) -> Source {
        let known = self.0.get(file.0 as usize);
        known.cloned().unwrap_or_else(|| Source::new(""))
    }
}

/// Where the cards of somebody stand.
pub struct Cards {
    /// When the two connected on LinkedIn.
    pub connected: Option<NaiveDate>,
    /// The list of connections that has them.
    pub connections: Option<Source>,
    /// The address book that has them.
    pub book: Option<Source>,
    /// The address book that LinkedIn imported and that has them.
    pub imported: Option<Source>,
    /// The first card, wherever it stands.
    pub first: Source,
    /// Reasons to remember that the cards give: places, names.
    pub memories: Vec<Reason>,
    /// Whether the address book calls them by what family is called.
    pub is_kin: bool,
    /// Whether their cards hold one word of a name and no employer, so that the owner may not know who it is.
    pub is_lone_name: bool,
    /// The address book that says that they have died.
    pub died: Option<Source>,
    /// Whether their cards hold an address and no number.
    pub is_mail_only: bool,
}

impl Cards {
    /// Of somebody who is on none.
    pub fn none() -> Self {
        Self {
            connected: None,
            connections: None,
            book: None,
            imported: None,
            first: Source::new(""),
            memories: Vec::new(),
            is_kin: false,
            is_lone_name: false,
            died: None,
            is_mail_only: false,
        }
    }
}

/// Everything that the rules look at.
pub struct Facts<'a> {
    /// The instant.
    pub as_of: i64,
    /// Where the files that tell of this person end, if that is long before it: silence counts up to there.
    pub heard_until: Option<i64>,
    /// What passed before it.
    pub contact: &'a Contact,
    /// Evidence from before it.
    pub ties: &'a [Tie],
    /// Cards.
    pub cards: &'a Cards,
    /// What was given.
    pub coverage: &'a Coverage,
    /// Files by name.
    pub sources: &'a Sources,
}

impl Facts<'_> {
    /// The first instant that is recent.
    pub fn recent(&self) -> i64 {
        months_before(self.as_of, RECENT_MONTHS)
    }

    /// Where what passed last is told.
    pub fn told_in(&self) -> Source {
        let file = self.contact.file;
        file.map_or_else(|| self.cards.first.clone(), |file| self.sources.of(file))
    }

    /// Whether the connection is recent; a day counts as a whole.
    pub fn is_new(&self) -> bool {
        self.cards.connected.is_some_and(|day| {
            let first = start_of(Moment::second(self.recent()).date());
            (first..self.as_of).contains(&start_of(day))
        })
    }

    /// A few words when the connection was made, and none since.
    pub fn is_short_exchange(&self) -> bool {
        let contact = self.contact;
        let (Some(day), Some(first), Some(last)) =
            (self.cards.connected, contact.first, contact.last)
        else {
            return false;
        };
        let (day, around) = (start_of(day), SHORT_DAYS * DAY);
        contact.spoke == 0
            && contact.out + contact.inn <= SHORT_MESSAGES
            && first.at >= day - DAY
            && last.at < day + around + DAY
    }

    /// They go on writing, and the owner answered seldom and not for a year.
    pub fn is_one_sided(&self, last_two_way: Moment) -> bool {
        let (contact, talks) = (self.contact, &self.contact.talks);
        let silent = contact.last_out.is_none_or(|at| at.at < self.recent());
        silent
            && last_two_way.at < self.recent()
            && talks.yours == 0
            && talks.theirs.saturating_sub(talks.replied) >= ONE_SIDED
            && talks.replied <= talks.theirs / 4
    }

    /// The band of somebody with whom nothing but meetings passed, which the figure does not know.
    fn met(&self) -> Band {
        let contact = self.contact;
        let Some(last) = contact.last_two_way else {
            return Band::Unknown;
        };
        if contact.out + contact.inn > 0 || contact.is_only_in_company() {
            return Band::Unknown;
        }
        let is_recent = last.at >= self.recent();
        if contact.is_together() && is_recent {
            Band::Likely
        } else {
            Band::Maybe
        }
    }

    /// Several tries, and never a word of theirs.
    fn never_answered(&self) -> bool {
        let (contact, talks) = (self.contact, &self.contact.talks);
        contact.spoke + contact.inn == 0 && talks.in_vain() >= LEFT_IN_A_ROW
    }

    /// Tries of one side alone that the other let pass more than once: that is an answer, too.
    pub fn is_given_up(&self) -> bool {
        let (contact, talks) = (self.contact, &self.contact.talks);
        let in_vain = contact.inn == 0 && talks.open == 0 && talks.in_vain() >= TRIES_IN_VAIN;
        in_vain || self.is_left_alone()
    }

    /// Messages of theirs on several days, none of them a greeting, which wait for nothing any more. Where the files do not cover the time,
    /// an answer of the owner's may be missing from them.
    fn is_left_alone(&self) -> bool {
        let contact = self.contact;
        let no_longer_waits = months_before(self.as_of, WAITING_MONTHS);
        let days = contact.first.zip(contact.last);
        let is_told = self.silence().1 == Silence::Told;
        is_told
            && contact.out + contact.spoke + contact.courtesies == 0
            && days.is_some_and(|(first, last)| {
                first.date() < last.date() && last.at < no_longer_waits
            })
    }

    /// They let several tries in a row pass, and were not heard for long: to write once more is no advice.
    pub fn is_let_go(&self, last_two_way: Moment) -> bool {
        let heard = self
            .last_word()
            .map_or(last_two_way, |at| at.max(last_two_way));
        self.contact.talks.left >= LEFT_IN_A_ROW
            && heard.at < months_before(self.as_of, LET_GO_MONTHS)
    }

    /// A few congratulations, thanks and wishes by a click, and nothing else passed.
    fn is_courtesy(&self) -> bool {
        let contact = self.contact;
        let said = contact.out + contact.inn;
        contact.spoke == 0 && said == contact.courtesies && (1..=SHORT_MESSAGES).contains(&said)
    }

    /// And nothing else ties the two.
    pub fn is_only_courtesy(&self) -> bool {
        self.is_courtesy() && self.cards.book.is_none() && self.telling_ties().next().is_none()
    }

    /// The band, as far as it can be known: whose files do not say who the owner is knows none.
    pub fn band_for(&self, owner: &Owner, band: Band) -> Band {
        if owner.known { self.band(band) } else { band }
    }

    /// The band, which a greeting at connecting, or a courtesy, makes nobody likely for, and which those who have died have none of.
    pub fn band(&self, band: Band) -> Band {
        match band {
            _ if self.cards.died.is_some() => Band::Unknown,
            Band::Likely if self.is_short_exchange() || self.is_courtesy() => Band::Maybe,
            Band::Maybe if self.never_answered() => Band::Unlikely,
            Band::Unknown => self.met(),
            band => band,
        }
    }

    /// Their last word: to the owner, or in a small group with the owner.
    pub fn last_word(&self) -> Option<Moment> {
        let in_group = self.contact.group.and_then(|group| group.theirs);
        self.contact.last_word.max(in_group.map(|(at, _)| at))
    }

    /// The channels that would show contact with somebody of the address book and do not cover the time, as reasons.
    pub fn not_shown(&self) -> Vec<Reason> {
        let (mut missing, mut why) = (Vec::new(), Vec::new());
        let reached_by: &[Medium] = match self.cards.is_mail_only {
            true => &[Medium::Mail],
            false => &[Medium::Calls, Medium::Chats],
        };
        for &channel in reached_by {
            match self.coverage.silence(channel, None, self.as_of) {
                Silence::Told => {}
                Silence::NotGiven => missing.push(channel),
                silence => why.push(Reason::NotTold { channel, silence }),
            }
        }
        if !missing.is_empty() {
            why.insert(0, Reason::NotShown { channels: missing });
        }
        why
    }

    /// One talk long ago, which nothing else reminds of.
    pub fn is_long_ago(&self) -> bool {
        let limit = months_before(self.as_of, LONG_AGO_MONTHS);
        let lasted = self.contact.first.zip(self.contact.last);
        self.contact.spells <= 1
            && lasted.is_some_and(|(first, last)| last.at - first.at <= ONE_TALK_DAYS * DAY)
            && self.contact.last.is_some_and(|at| at.at < limit)
            && self.telling_ties().next().is_none()
            && self.cards.book.is_none()
    }

    /// Ties that may remind: an invitation, the day of a promise and a meeting of many do not; of group talks there is more to say.
    pub fn telling_ties(&self) -> impl Iterator<Item = &Tie> {
        let tells = |tie: &&Tie| {
            !matches!(
                tie.kind,
                TieKind::InvitationReceived
                    | TieKind::InvitationSent
                    | TieKind::PromiseDue
                    | TieKind::PromiseReceivedDue
                    | TieKind::GroupTalk
                    | TieKind::GroupMeeting
            )
        };
        self.ties.iter().filter(tells)
    }

    /// The channel that would show contact with somebody, and what its silence means.
    pub fn silence(&self) -> (Medium, Silence) {
        let since = self.cards.connected.map(start_of);
        let of = |medium| (medium, self.coverage.silence(medium, since, self.as_of));
        if self.cards.connections.is_some() {
            return of(Medium::LinkedInMessages);
        }
        let others = [Medium::Mail, Medium::Chats, Medium::Calls].map(of);
        let told = others.iter().find(|(_, silence)| *silence == Silence::Told);
        let given = others
            .iter()
            .find(|(_, silence)| *silence != Silence::NotGiven);
        *told.or(given).unwrap_or(&others[0])
    }

    /// Whether a card of theirs stands in a list of the owner's.
    pub fn is_listed(&self) -> bool {
        let cards = self.cards;
        cards.connections.is_some() || cards.book.is_some() || cards.imported.is_some()
    }

    /// A tie as a reason.
    pub fn tie(&self, tie: &Tie, times: u32) -> Reason {
        let source = self.sources.of(tie.source);
        match tie.kind {
            TieKind::InvitationSent if self.cards.connections.is_some() => Reason::Accepted {
                invited: tie.at,
                source,
            },
            kind => Reason::Tie {
                kind,
                times,
                on: tie.at,
                source,
            },
        }
    }
}
