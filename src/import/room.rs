//! A conversation of two or more: who is meant by what one of them says.

use std::sync::Arc;

use crate::model::exchange::{Parties, PeerIx, Recipients};

/// Those who take part.
#[derive(Debug, Clone, Default)]
pub struct Room(Arc<[PeerIx]>);

impl Room {
    /// A conversation of these people, each of whom may be named more than once.
    pub fn of(people: impl IntoIterator<Item = PeerIx>) -> Self {
        let mut people: Vec<PeerIx> = people.into_iter().collect();
        people.sort_unstable();
        people.dedup();
        Self(people.into())
    }

    /// How many take part.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Something that one of them says to the others.
    pub fn said_by(&self, from: PeerIx) -> Parties {
        let mut others = self.0.iter().copied().filter(|&who| who != from);
        let to = match (others.next(), others.next()) {
            (Some(one), None) => Recipients::One(one),
            (None, _) => Recipients::Many(Box::default()),
            _ => Recipients::Room(Arc::clone(&self.0)),
        };
        Parties::Between { from, to }
    }
}
