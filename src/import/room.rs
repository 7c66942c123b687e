//! A conversation of two or more: who is meant by what one of them says.

use crate::model::exchange::{CROWD, Parties, PeerIx, Recipients};

/// Those who take part.
#[derive(Debug, Clone, Default)]
pub struct Room(Vec<PeerIx>);

impl Room {
    /// A conversation of these people, each of whom may be named more than once.
    pub fn of(people: impl IntoIterator<Item = PeerIx>) -> Self {
        let mut people: Vec<PeerIx> = people.into_iter().collect();
        people.sort_unstable();
        people.dedup();
        Self(people)
    }

    /// How many take part.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Something that one of them says to the others. Of a crowd only so many are named that it is one: nobody in particular was
    /// meant, and a list of thousands beside every message would fill the memory.
    pub fn said_by(&self, from: PeerIx) -> Parties {
        let others = self.0.iter().copied().filter(|&who| who != from);
        let to: Vec<PeerIx> = others.take(CROWD as usize + 2).collect();
        let to = match to[..] {
            [one] => Recipients::One(one),
            _ => Recipients::Many(to.into()),
        };
        Parties::Between { from, to }
    }
}
