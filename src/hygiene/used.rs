//! When addresses and numbers were in use, whoever the owner is: what came from one shows that it works, and so does a call that was
//! picked up.

use rustc_hash::FxHashMap;

use crate::model::exchange::{Channel, Direction, Parties, PeerIx, PeerKey, Recipients};
use crate::model::intake::{FileId, Intake};

/// Something that came from an address or number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Heard {
    /// When.
    pub at: i64,
    /// The file that tells it.
    pub file: FileId,
    /// By what means.
    pub channel: Channel,
}

/// When an address or number was in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Use {
    /// The first thing that came from it.
    pub first: Option<Heard>,
    /// The last.
    pub last: Option<Heard>,
    /// When something was last sent to it.
    pub sent: Option<i64>,
}

impl Use {
    fn heard(&mut self, heard: Heard) {
        self.first = Some(self.first.map_or(heard, |first| first.min(heard)));
        self.last = self.last.max(Some(heard));
    }

    fn sent(&mut self, at: i64) {
        self.sent = self.sent.max(Some(at));
    }

    fn take(&mut self, other: Self) {
        other.first.into_iter().for_each(|heard| self.heard(heard));
        other.last.into_iter().for_each(|heard| self.heard(heard));
        other.sent.into_iter().for_each(|at| self.sent(at));
    }

    /// When anything last went either way.
    pub fn latest(&self) -> Option<i64> {
        self.last.map(|heard| heard.at).max(self.sent)
    }
}

/// All addresses and numbers that events name.
#[derive(Debug, Clone, Default)]
pub struct Uses(FxHashMap<PeerKey, Use>);

impl Uses {
    /// Of what passed before an instant.
    pub fn of(intake: &Intake, as_of: i64) -> Self {
        let mut uses = vec![Use::default(); intake.peers.len()];
        for letter in intake.letters.iter().filter(|letter| letter.at < as_of) {
            let (file, channel) = (letter.place.file, Channel::Email);
            uses[letter.from.0 as usize].heard(Heard {
                at: letter.at,
                file,
                channel,
            });
            uses[letter.to.0 as usize].sent(letter.at);
        }
        for exchange in intake.exchanges.iter().filter(|e| e.at.at < as_of) {
            let (at, file, channel) = (exchange.at.at, exchange.place.file, exchange.channel);
            let heard = Heard { at, file, channel };
            match &exchange.parties {
                Parties::Between { from, to } => {
                    uses[from.0 as usize].heard(heard);
                    sent(to, *from, at, &mut uses);
                }
                Parties::Own {
                    direction, peer, ..
                } => {
                    let own = &mut uses[peer.0 as usize];
                    let is_picked_up = exchange.duration_s.is_some_and(|s| s > 0);
                    match direction {
                        Direction::In | Direction::Both => own.heard(heard),
                        Direction::Out | Direction::Unknown if is_picked_up => own.heard(heard),
                        Direction::Out | Direction::Unknown => own.sent(at),
                    }
                }
            }
        }
        let mut all: FxHashMap<PeerKey, Use> = FxHashMap::default();
        for (peer, used) in intake.peers.iter().zip(uses) {
            if matches!(peer.key, PeerKey::Email(_) | PeerKey::Phone(_)) {
                all.entry(peer.key.clone()).or_default().take(used);
            }
        }
        Self(all)
    }

    /// When this one was.
    pub fn get(&self, key: &PeerKey) -> Use {
        self.0.get(key).copied().unwrap_or_default()
    }
}

/// Of a conversation of many nobody in particular is written to.
fn sent(to: &Recipients, from: PeerIx, at: i64, uses: &mut [Use]) {
    if !matches!(to, Recipients::Room(_)) {
        for peer in to.named(from) {
            uses[peer.0 as usize].sent(at);
        }
    }
}
