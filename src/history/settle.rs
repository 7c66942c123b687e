//! What was joined, in the order in which it is told: the ties of each person, and what passed with those who have no card.

use std::collections::BTreeSet;

use super::among::TieKey;
use crate::model::exchange::{Channel, Direction, TieKind};
use crate::model::moment::Moment;
use crate::model::standing::Tie;
use crate::model::thresholds::MOST_IN_CHAT;
use crate::model::timeline::History;

impl History {
    /// Gives each person their ties, the newest first, one a kind and moment; of group talks only the newest is told, of large meetings the first as well.
    pub(super) fn settle_ties(&mut self, ties: BTreeSet<TieKey>) {
        for (who, kind, at, source) in ties.into_iter().rev() {
            let Some(own) = self.ties.get_mut(who.0 as usize) else {
                let stranger = who.0 as usize - self.ties.len();
                self.meet(stranger, at);
                match kind {
                    TieKind::InvitationSent => {
                        let last = &mut self.strangers[stranger].invited;
                        *last = last.or(at);
                    }
                    TieKind::InvitationReceived => {
                        let last = &mut self.strangers[stranger].invited_by;
                        *last = last.or(at);
                    }
                    _ => {}
                }
                continue;
            };
            let is_general = kind == TieKind::GroupTalk;
            let told = own
                .iter()
                .any(|t| t.kind == kind && (t.at == at || is_general));
            if !told {
                own.push(Tie { kind, at, source });
            }
        }
        for own in &mut self.ties {
            own.sort_by(|a, b| b.at.cmp(&a.at).then(a.kind.cmp(&b.kind)));
        }
    }

    pub(super) fn settle_strangers(&mut self, people: u32) {
        for index in 0..self.touches.len() {
            let touch = self.touches[index];
            if touch.who.0 < people {
                continue;
            }
            let number = (touch.who.0 - people) as usize;
            // Who writes into a group chat writes to nobody in particular.
            let is_in_group = matches!(touch.channel, Channel::Chat | Channel::Sms)
                && touch.others > MOST_IN_CHAT;
            match touch.direction {
                _ if is_in_group => {}
                Direction::Out => self.strangers[number].out += 1,
                Direction::In => self.strangers[number].inn += 1,
                Direction::Both => self.strangers[number].met += 1,
                Direction::Unknown => {}
            }
            self.meet(number, Some(touch.at));
        }
    }

    fn meet(&mut self, stranger: usize, at: Option<Moment>) {
        self.met[stranger] = true;
        let stranger = &mut self.strangers[stranger];
        let Some(at) = at else { return };
        stranger.first = Some(stranger.first.map_or(at, |first| first.min(at)));
        stranger.last = Some(stranger.last.map_or(at, |last| last.max(at)));
    }
}
