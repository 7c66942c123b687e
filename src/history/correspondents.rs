//! Events of all files → everybody whom they name by a key, each once: with all names beside the key, and since and until when
//! the key was in use.

use std::sync::Arc;

use rayon::prelude::{ParallelIterator, ParallelSlice, ParallelSliceMut};

use super::owner::{is_owner, names_of};
use crate::model::correspondent::{Correspondent, Correspondents};
use crate::model::exchange::{Parties, Peer, PeerIx, Recipients};
use crate::model::intake::Intake;
use crate::model::name::fold;
use crate::model::owner::Owner;
use crate::model::problem::Place;

/// Collects them in the order of their keys, the owner aside; only what is strictly before the as-of instant counts.
pub fn correspondents(intake: &Intake, owner: &Owner, as_of: i64) -> Correspondents {
    let own = intake.peers.iter().filter(|peer| is_owner(peer, owner));
    let own_names = own.flat_map(|peer| peer.names().map(|name| fold(name)));
    Correspondents {
        own_names: own_names.chain(names_of(owner)).collect(),
        list: others(intake, owner, as_of),
    }
}

fn others(intake: &Intake, owner: &Owner, as_of: i64) -> Vec<Correspondent> {
    let uses = uses(intake, as_of);
    let used = intake.peers.iter().zip(uses);
    let others = used.filter(|(peer, _)| !is_owner(peer, owner));
    let others = others.filter_map(|(peer, usage)| Some((peer, usage?)));
    let mut others: Vec<(&Peer, Use)> = others.collect();
    others.par_sort_by(|(a, _), (b, _)| a.key.cmp(&b.key));
    let same = others.par_chunk_by(|(a, _), (b, _)| a.key == b.key);
    same.filter_map(correspondent).collect()
}

/// Whoever goes by one key.
fn correspondent(peers: &[(&Peer, Use)]) -> Option<Correspondent> {
    let names = peers.iter().flat_map(|(peer, _)| peer.names().cloned());
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names.dedup();
    let (used, place) = peers.iter().map(|(_, usage)| *usage).reduce(both)?;
    let key = peers.first()?.0.key.clone();
    Some(Correspondent {
        key,
        names,
        used,
        place,
    })
}

/// First and last second, and the first place.
type Use = ((i64, i64), Place);

/// When each peer of an intake was in use; of millions of events nothing is kept but this.
fn uses(intake: &Intake, as_of: i64) -> Vec<Option<Use>> {
    let mut uses = InUse(vec![None; intake.peers.len()]);
    for letter in intake.letters.iter().filter(|letter| letter.at < as_of) {
        uses.note(letter.from, once(letter.at, letter.place));
        uses.note(letter.to, once(letter.at, letter.place));
    }
    // Messages of one conversation stand one after the other: whoever is in it is noted once for all of them.
    let mut room: Option<(&Arc<[PeerIx]>, Use)> = None;
    for exchange in intake.exchanges.iter().filter(|event| event.at.at < as_of) {
        let now = once(exchange.at.at, exchange.place);
        let Parties::Between {
            from,
            to: Recipients::Room(all),
        } = &exchange.parties
        else {
            for peer in exchange.parties.each() {
                uses.note(peer, now);
            }
            continue;
        };
        uses.note(*from, now);
        match &mut room {
            Some((known, usage)) if Arc::ptr_eq(known, all) => *usage = both(*usage, now),
            _ => {
                if let Some((known, usage)) = room.replace((all, now)) {
                    uses.note_all(known, usage);
                }
            }
        }
    }
    if let Some((known, usage)) = room {
        uses.note_all(known, usage);
    }
    // Of whom nothing is known but that they are to meet the owner.
    for meeting in &intake.planned {
        for peer in meeting.parties.each() {
            if uses.0.get(peer.0 as usize).is_some_and(Option::is_none) {
                uses.note(peer, once(as_of, meeting.place));
            }
        }
    }
    uses.0
}

fn once(at: i64, place: Place) -> Use {
    ((at, at), place)
}

/// The earlier begin, the later end and the first place of two.
fn both(((first, last), place): Use, ((from, until), other): Use) -> Use {
    ((first.min(from), last.max(until)), place.min(other))
}

/// What is known of each peer so far.
struct InUse(Vec<Option<Use>>);

impl InUse {
    fn note(&mut self, peer: PeerIx, usage: Use) {
        if let Some(known) = self.0.get_mut(peer.0 as usize) {
            *known = Some(known.map_or(usage, |known| both(known, usage)));
        }
    }

    fn note_all(&mut self, peers: &[PeerIx], usage: Use) {
        for &peer in peers {
            self.note(peer, usage);
        }
    }
}
