//! Who was on what side of something, as it stands in the table of what passed.

use std::sync::Arc;

use rusqlite::types::Value;
use rustc_hash::FxHashMap;

use super::history::owner_id;
use super::row;
use crate::model::exchange::{Direction, Parties, PeerIx, Recipients};

/// So many of those in a conversation are kept with each message: whatever is said of people asks for fewer.
const MOST_NAMED: usize = 64;

/// Direction, first peer, recipients and how many others.
pub(super) type Columns = (Option<u8>, i64, Value, u32);

/// Makes the columns of what a file tells.
pub(super) struct Sides<'f> {
    /// The ids of its peers.
    ids: &'f [i64],
    /// Of each conversation, by where its list lies, who is kept with its messages: of thousands no list is sorted for each message.
    kept: FxHashMap<*const PeerIx, Vec<(PeerIx, i64)>>,
}

impl<'f> Sides<'f> {
    /// Of a file whose peers have these ids.
    pub(super) fn of(ids: &'f [i64]) -> Self {
        Self {
            ids,
            kept: FxHashMap::default(),
        }
    }

    /// The columns of those who took part.
    pub(super) fn columns(&mut self, parties: &Parties) -> Columns {
        let ids = self.ids;
        let id = |peer: &PeerIx| ids[peer.0 as usize];
        match parties {
            Parties::Own {
                direction,
                peer,
                others,
            } => {
                let direction = row::direction_number(*direction);
                (Some(direction), id(peer), Value::Null, *others)
            }
            Parties::Between { from, to } => {
                // A file that knows its owner says the same as a log of the owner's.
                if let Recipients::One(to) = to {
                    let (from, to, owner) = (id(from), id(to), owner_id());
                    let own = |direction, peer| {
                        let number = row::direction_number(direction);
                        (Some(number), peer, Value::Null, 1)
                    };
                    match (from == owner, to == owner) {
                        (true, false) => return own(Direction::Out, to),
                        (false, true) => return own(Direction::In, from),
                        _ => {}
                    }
                }
                let to = match to {
                    Recipients::One(peer) => Value::Integer(id(peer)),
                    Recipients::Text(text) => Value::Text(text.to_string()),
                    Recipients::Many(peers) => list(peers.iter().map(id).collect()),
                    Recipients::Room(all) => self.but(*from, all),
                };
                (None, id(from), to, 0)
            }
        }
    }

    /// The owner and so many others of a conversation but for whoever speaks, the same in whatever order a file names them: a message that
    /// is read again is known by its recipients.
    fn but(&mut self, from: PeerIx, all: &Arc<[PeerIx]>) -> Value {
        let ids = self.ids;
        let kept = self.kept.entry(all.as_ptr()).or_insert_with(|| {
            let owner = owner_id();
            let mut kept: Vec<(PeerIx, i64)> = all
                .iter()
                .map(|&peer| (peer, ids[peer.0 as usize]))
                .collect();
            kept.sort_unstable_by_key(|&(_, id)| (id != owner, id));
            // One more, for whoever speaks.
            kept.truncate(MOST_NAMED + 1);
            kept.shrink_to_fit();
            kept
        });
        let others = kept.iter().filter(|(peer, _)| *peer != from);
        list(others.take(MOST_NAMED).map(|(_, id)| *id).collect())
    }
}

/// Recipients in an order of their own, so that the order in a file says nothing.
pub(super) fn list(mut ids: Vec<i64>) -> Value {
    ids.sort_unstable();
    ids.dedup();
    match ids.as_slice() {
        [only] => Value::Integer(*only),
        _ => Value::Blob(ids.iter().flat_map(|id| id.to_le_bytes()).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ids that are kept with what the first of a conversation says.
    fn kept(ids: &[i64]) -> Vec<[u8; 8]> {
        let all: Arc<[PeerIx]> = (0..ids.len() as u32).map(PeerIx).collect();
        let Value::Blob(kept) = Sides::of(ids).but(PeerIx(0), &all) else {
            panic!("a list");
        };
        kept.as_chunks::<8>().0.to_vec()
    }

    #[test]
    fn of_a_large_conversation_the_owner_and_the_same_others_are_kept_whatever_their_order() {
        let mut ids: Vec<i64> = (1..=200).collect();
        ids.push(owner_id());
        let one = kept(&ids);
        ids[1..].reverse();
        assert_eq!(one, kept(&ids));
        assert_eq!(one.len(), MOST_NAMED);
        assert!(one.contains(&owner_id().to_le_bytes()));
        assert!(!one.contains(&1_i64.to_le_bytes()), "whoever speaks");
        // A stranger who speaks is kept with nobody, and the same others are.
        ids.swap(0, 100);
        assert!(kept(&ids).contains(&1_i64.to_le_bytes()));
    }
}
