//! The rules by which a verdict is found: the first that fits decides. The thresholds stand in `model/thresholds.rs`.

use std::cmp::Reverse;

use super::facts::Facts;
use super::ties::points;
use crate::model::coverage::{Medium, Silence};
use crate::model::exchange::{Channel, TieKind};
use crate::model::moment::{DAY, Moment};
use crate::model::reason::Reason;
use crate::model::standing::{Band, Contact, Tie, Verdict};
use crate::model::thresholds::{
    BOTH_WAYS_DAYS, GROUP_MEMBERS, LATE_DAYS, LEFT_IN_A_ROW, SHORT_DAYS,
};

/// Ties that are told of beside contact.
const TIES_TOLD: usize = 3;
/// Silence is told against the usual gap between talks from so many times of it.
const FAR_LONGER: i64 = 8;

impl Facts<'_> {
    /// The verdict and why.
    pub fn verdict(&self) -> (Verdict, Vec<Reason>) {
        if let Some(source) = self.cards.died.clone() {
            return (Verdict::Unjudged, vec![Reason::Died { source }]);
        }
        let contact = self.contact;
        let is_relation = !self.is_short_exchange()
            && !contact.is_only_in_company()
            && contact.lone_call.is_none();
        if let Some(last) = self.contact.last_two_way.filter(|_| is_relation) {
            let recent = self.recent();
            if self.last_word().is_some_and(|at| at.at >= recent) && !self.is_one_sided(last) {
                return (Verdict::Keep, self.in_touch(last));
            }
            if self.is_let_go(last) {
                return (Verdict::Ask, self.was_let_go(last));
            }
            if !self.is_long_ago() && !self.is_only_courtesy() && !self.is_one_sided(last) {
                return (Verdict::Reconnect, self.was_in_touch(last));
            }
        }
        if let Some(day) = self.cards.connected.filter(|_| self.is_new()) {
            return (Verdict::Nurture, self.nurtured(Moment::day(day)));
        }
        let memories = self.memories();
        if self.writes_in_a_group() || self.is_met_in_a_crowd() {
            return (Verdict::Nurture, memories);
        }
        if !memories.is_empty() {
            return self.asked(memories);
        }
        match self.silence() {
            // Who stands on no list of the owner's and with whom nothing passed was no more than named in a file.
            (_, Silence::Told) if !self.is_listed() && self.passed().is_empty() => {
                (Verdict::Unjudged, self.nothing(false))
            }
            (_, Silence::Told) => (Verdict::Delete, self.with_not_given(self.nothing(true))),
            (channel, silence) => {
                let not_told = Reason::NotTold { channel, silence };
                (Verdict::Unjudged, with(self.nothing(false), Some(not_told)))
            }
        }
    }

    /// What reminds of somebody is asked about. Of family nobody is asked; of whom nothing is there but a card in the address book neither, while the files that
    /// would show more are missing.
    fn asked(&self, memories: Vec<Reason>) -> (Verdict, Vec<Reason>) {
        let is_card = |reason: &Reason| {
            matches!(
                reason,
                Reason::InAddressBook { .. } | Reason::Imported { .. }
            )
        };
        let not_shown = self.not_shown();
        let is_untraced = self.cards.connections.is_none()
            && memories.iter().all(is_card)
            && !not_shown.is_empty();
        if !self.cards.is_kin && (!is_untraced || self.cards.is_lone_name) {
            return (Verdict::Ask, memories);
        }
        let family = self.cards.book.clone().filter(|_| self.cards.is_kin);
        let mut why: Vec<Reason> = family
            .map(|source| Reason::Family { source })
            .into_iter()
            .collect();
        let is_said = |reason: &Reason| self.cards.is_kin && is_card(reason);
        why.extend(memories.into_iter().filter(|reason| !is_said(reason)));
        why.extend(not_shown);
        (Verdict::Unjudged, why)
    }

    /// Whoever stands in the address book and of late wrote in a small group in which the owner writes, too, is nobody to be asked about.
    fn writes_in_a_group(&self) -> bool {
        let recent = self.recent();
        let group = self.contact.group.filter(|group| group.yours.is_some());
        let theirs = group.and_then(|group| group.theirs);
        self.cards.book.is_some() && theirs.is_some_and(|(at, _)| at.at >= recent)
    }

    /// Whoever stands on a list and has been in large meetings with the owner for a year or more, and still is, neither.
    fn is_met_in_a_crowd(&self) -> bool {
        let recent = self.as_of - LATE_DAYS * DAY;
        let is_present = self.contact.crowd.is_some_and(|last| last.at >= recent);
        is_present && self.is_listed()
    }

    fn in_touch(&self, last: Moment) -> Vec<Reason> {
        let channels = self.contact.channels.clone();
        let source = self.told_in();
        let mut why = vec![Reason::InTouch {
            last,
            once: self.contact.is_one_meeting(),
            channels,
            source,
        }];
        let in_group = self.contact.group.and_then(|group| group.theirs);
        why.extend(
            in_group
                .filter(|(at, _)| self.contact.last_word < Some(*at))
                .map(|(on, file)| Reason::GroupWord {
                    on,
                    source: self.sources.of(file),
                }),
        );
        let is_group_told = why.len() > 1;
        let mut why = self.with_counts(why, last);
        let is_group = |reason: &Reason| {
            matches!(
                reason,
                Reason::Tie {
                    kind: TieKind::GroupTalk,
                    ..
                }
            )
        };
        why.retain(|reason| !(is_group_told && is_group(reason)));
        // What keeps them is their last word, where it came long after the last talk.
        let is_later = |reason: &Reason| matches!(reason, Reason::TheyWroteLast { on, .. } if on.at - last.at > SHORT_DAYS * DAY);
        if let Some(at) = why.iter().position(is_later) {
            let later = why.remove(at);
            why.insert(0, later);
        }
        why
    }

    fn was_in_touch(&self, last: Moment) -> Vec<Reason> {
        let heard = self
            .contact
            .last_word
            .map_or(last.at, |at| at.at.max(last.at));
        let silent = (self.heard_until.unwrap_or(self.as_of) - heard).max(0) / DAY;
        let usual = self.contact.usual_gap_days;
        let why = vec![Reason::WasInTouch {
            last,
            once: self.contact.is_one_meeting(),
            silent_days: silent as u32,
            files_end: self.heard_until.map(Moment::second),
            usual_gap_days: usual.filter(|&gap| gap > 0 && silent > FAR_LONGER * i64::from(gap)),
            channels: self.contact.channels.clone(),
            source: self.told_in(),
        }];
        self.with_counts(why, last)
    }

    /// That they did not answer comes first: it is what the question is about.
    fn was_let_go(&self, last: Moment) -> Vec<Reason> {
        let mut why = self.was_in_touch(last);
        let is_left = |reason: &Reason| matches!(reason, Reason::LeftUnanswered { .. });
        why.retain(|reason| !is_left(reason));
        why.insert(0, self.left_unanswered(last));
        why
    }

    /// Who began and who answered, what stands open since, and the strongest ties.
    fn with_counts(&self, mut why: Vec<Reason>, last: Moment) -> Vec<Reason> {
        let contact = self.contact;
        why.extend(
            contact
                .constant()
                .map(|(messages, since)| Reason::ConstantContact {
                    messages,
                    since,
                    calls: contact.is_by_phone(),
                }),
        );
        if contact.talks.yours + contact.talks.theirs > 0 && contact.constant().is_none() {
            why.push(Reason::Talks(contact.talks));
        }
        why.extend(
            match (contact.owes_answer, contact.last_in, contact.last_out) {
                // What ended the talk that is told already waits for nothing.
                (true, Some(on), _)
                    if on.date() > last.date()
                        || (contact.they_began_it && contact.waits.is_some()) =>
                {
                    let called = self.was_call(on);
                    Some(Reason::TheyWroteLast { on, called })
                }
                (false, ..) if contact.talks.left >= LEFT_IN_A_ROW && contact.talks.heard() > 0 => {
                    Some(self.left_unanswered(last))
                }
                (false, _, Some(on)) if on.date() > last.date() => {
                    let called = self.was_call(on);
                    Some(Reason::YouWroteLast { on, called })
                }
                _ => None,
            },
        );
        self.with_ties(why)
    }

    /// Whether what passed last at that time was a call.
    fn was_call(&self, at: Moment) -> bool {
        let mut recent = self.contact.recent.iter();
        recent.any(|touch| touch.at == at && touch.channel == Channel::Call)
    }

    /// That they left the owner's last tries, one behind the other, without an answer.
    fn left_unanswered(&self, last: Moment) -> Reason {
        let talks = &self.contact.talks;
        Reason::LeftUnanswered {
            tries: talks.left,
            last: talks.last_in_vain.unwrap_or(last),
        }
    }

    fn with_ties(&self, mut why: Vec<Reason>) -> Vec<Reason> {
        let mut strongest: Vec<_> = self.ties.iter().collect();
        strongest.sort_by_key(|tie| Reverse((points(tie.kind), tie.at)));
        let has_note = self.note().is_some();
        let is_told = |tie: &&Tie| points(tie.kind) > 0 && !(has_note && is_invitation(tie.kind));
        let told = strongest.into_iter().filter(is_told);
        let told = by_kind(told).into_iter().take(TIES_TOLD);
        why.extend(told.map(|(tie, times)| self.tie(tie, times)));
        why
    }

    fn nurtured(&self, on: Moment) -> Vec<Reason> {
        let source = self.cards.connections.clone();
        let source = source.unwrap_or_else(|| self.cards.first.clone());
        let mut why = vec![Reason::Connected { on, source }];
        why.extend(self.passed());
        why.extend(self.note());
        self.with_ties(why)
    }

    /// A note with an invitation.
    fn note(&self) -> Option<Reason> {
        let (on, yours, file) = self.contact.note?;
        let source = self.sources.of(file);
        Some(Reason::InvitationNote { yours, on, source })
    }

    /// What passed between two who have no relation yet, the weightiest first.
    fn passed(&self) -> Vec<Reason> {
        let contact = self.contact;
        let (talks, source) = (&contact.talks, self.told_in());
        let messages = contact.out + contact.inn;
        if let (true, Some(last)) = (self.contact.is_only_in_company(), contact.last) {
            let people = contact.fewest_met.unwrap_or_default() + 1;
            return vec![Reason::MetAmong {
                people,
                meetings: contact.spoke,
                last,
                source,
            }];
        }
        if let Some((on, seconds)) = contact.lone_call {
            return vec![Reason::SpokeOnce {
                on,
                seconds,
                source,
            }];
        }
        if let Some((last_two_way, last)) = contact.last_two_way.zip(contact.last) {
            return vec![if self.is_short_exchange() {
                Reason::ShortExchange {
                    messages,
                    last,
                    source,
                }
            } else if self.is_one_sided(last_two_way) {
                Reason::Talks(*talks)
            } else if self.is_only_courtesy() {
                Reason::Courtesies {
                    messages,
                    last,
                    source,
                }
            } else {
                Reason::LongAgo {
                    messages,
                    first: contact.first.unwrap_or(last),
                    last,
                    source,
                }
            }];
        }
        let answers_note = contact.note.is_some() && talks.heard() + talks.replied > 0;
        match (contact.last_out, contact.last_in) {
            // Who wrote upon the note of an invitation answered it.
            (None, Some(_)) | (Some(_), None) if answers_note => vec![Reason::Talks(*talks)],
            (Some(yours), Some(theirs)) => {
                let apart = (yours.at - theirs.at).abs() > BOTH_WAYS_DAYS * DAY;
                vec![if apart {
                    Reason::Crossed {
                        yours,
                        theirs,
                        source,
                    }
                } else {
                    Reason::Talks(*talks)
                }]
            }
            (None, Some(last)) => vec![Reason::NeverAnswered {
                messages: contact.inn,
                called: contact.is_by_phone(),
                last,
                source,
            }],
            (Some(last), None) => vec![self.tried(last)],
            (None, None) => Vec::new(),
        }
    }

    /// What became of the owner's tries.
    fn tried(&self, last: Moment) -> Reason {
        let (talks, source) = (&self.contact.talks, self.told_in());
        match talks.in_vain() {
            _ if talks.open > 0 => Reason::AnswerOpen { on: last, source },
            0 | 1 => Reason::TriedOnce {
                on: last,
                called: self.contact.is_by_phone(),
                source,
            },
            tries => Reason::InVain {
                tries,
                last: talks.last_in_vain.unwrap_or(last),
                source,
            },
        }
    }

    /// What may remind the owner of somebody with whom there is no relation. Several tries in vain alone, of whichever side, do not.
    fn memories(&self) -> Vec<Reason> {
        let contact = self.contact;
        let mut why = self.passed();
        let known = if self.is_given_up() { why.len() } else { 0 };
        let has_note = self.note().is_some();
        let is_told = |tie: &&Tie| !(has_note && is_invitation(tie.kind));
        let ties = by_kind(self.telling_ties().filter(is_told)).into_iter();
        why.extend(ties.map(|(tie, times)| self.tie(tie, times)));
        why.extend(self.met_in_a_crowd());
        why.extend(self.note());
        let group = contact.group;
        why.extend(
            group
                .filter(|g| g.spoke || g.members <= GROUP_MEMBERS)
                .map(|g| Reason::GroupTalk {
                    last: g.theirs.filter(|_| g.spoke).map_or(g.last, |(at, _)| at),
                    spoke: g.spoke,
                    source: self.sources.of(g.file),
                }),
        );
        if let Some(last) = contact.unclear {
            let source = self.told_in();
            why.push(Reason::SideUnknown { last, source });
        }
        why.extend(self.cards.memories.iter().cloned());
        if let Some(source) = self.cards.book.clone() {
            let lone_name = self.cards.is_lone_name;
            why.push(Reason::InAddressBook { lone_name, source });
        }
        if self.cards.connections.is_none() {
            let imported = self.cards.imported.clone();
            why.extend(imported.map(|source| Reason::Imported { source }));
        }
        if why.len() == known {
            why.clear();
        }
        why
    }

    /// Large meetings are no contact, but who was in them for more than a month may be remembered.
    fn met_in_a_crowd(&self) -> Option<Reason> {
        let mut meetings = self
            .ties
            .iter()
            .filter(|tie| tie.kind == TieKind::GroupMeeting);
        let (one, other) = (meetings.next()?, meetings.next_back()?);
        let (x, y) = (one.at?, other.at?);
        let last = if x > y { one } else { other };
        ((x.at - y.at).abs() > SHORT_DAYS * DAY).then(|| Reason::LargeMeetings {
            first: x.min(y),
            last: x.max(y),
            source: self.sources.of(last.source),
        })
    }

    /// That nothing is there, or nothing but tries in vain; `told` where silence says something.
    fn nothing(&self, told: bool) -> Vec<Reason> {
        let mut why = self.passed();
        if why.is_empty() {
            let source = self.cards.connections.clone();
            let source = source.unwrap_or_else(|| self.cards.first.clone());
            why.push(match self.cards.connected.map(Moment::day) {
                Some(on) if !told => Reason::Connected { on, source },
                None if !told => Reason::OnlyCard { source },
                on => Reason::NothingBetween { on, source },
            });
        }
        self.with_ties(why)
    }

    fn with_not_given(&self, why: Vec<Reason>) -> Vec<Reason> {
        // Nobody but the owner makes notes: who has none lacks nothing.
        let channels = self.coverage.missing();
        let channels: Vec<_> = channels.filter(|medium| *medium != Medium::Notes).collect();
        let missing = (!channels.is_empty()).then_some(Reason::NotGiven { channels });
        with(why, missing)
    }
}

/// Ties in their order, those of one kind once: the latest of them, and how many they are.
fn by_kind<'t>(ties: impl Iterator<Item = &'t Tie>) -> Vec<(&'t Tie, u32)> {
    let mut told: Vec<(&Tie, u32)> = Vec::new();
    for tie in ties {
        match told.iter_mut().find(|(known, _)| known.kind == tie.kind) {
            // Of talks and meetings of many the first and the last day are known, and no number.
            Some(known) if is_span(tie.kind) => known.0 = later(known.0, tie),
            Some(known) => *known = (later(known.0, tie), known.1 + 1),
            None => told.push((tie, 1)),
        }
    }
    told
}

/// Their invitation, which its note tells already.
fn is_invitation(kind: TieKind) -> bool {
    kind == TieKind::InvitationReceived
}

fn is_span(kind: TieKind) -> bool {
    matches!(kind, TieKind::GroupTalk | TieKind::GroupMeeting)
}

fn later<'t>(a: &'t Tie, b: &'t Tie) -> &'t Tie {
    if b.at > a.at { b } else { a }
}

fn with(mut why: Vec<Reason>, further: Option<Reason>) -> Vec<Reason> {
    why.extend(further);
    why
}

/// A word where a verdict and a band seem to contradict each other.
pub fn although(verdict: Verdict, band: Band, contact: &Contact) -> Option<Reason> {
    let at_odds = match verdict {
        Verdict::Keep | Verdict::Reconnect | Verdict::Nurture => band == Band::Unlikely,
        Verdict::Delete => matches!(band, Band::Likely | Band::Maybe),
        Verdict::Decided | Verdict::Ask | Verdict::Unjudged => false,
    };
    let they_wrote = contact.inn > 0;
    at_odds.then_some(Reason::Although { band, they_wrote })
}
