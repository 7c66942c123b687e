//! Events of all files → everybody whom they name by a key, each once: with all names beside the key, and since and until when
//! the key was in use.

use std::collections::BTreeMap;

use super::owner::{is_owner, names_of};
use crate::model::correspondent::{Correspondent, Correspondents};
use crate::model::exchange::{PeerIx, PeerKey};
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
    let mut by_key: BTreeMap<&PeerKey, Correspondent> = BTreeMap::new();
    for (peer, usage) in intake.peers.iter().zip(uses) {
        let Some((used, place)) = usage.filter(|_| !is_owner(peer, owner)) else {
            continue;
        };
        let known = by_key.entry(&peer.key).or_insert_with(|| Correspondent {
            key: peer.key.clone(),
            names: Vec::new(),
            used,
            place,
        });
        known.names.extend(peer.names().cloned());
        known.used = (known.used.0.min(used.0), known.used.1.max(used.1));
        known.place = known.place.min(place);
    }
    let mut all: Vec<Correspondent> = by_key.into_values().collect();
    for correspondent in &mut all {
        correspondent.names.sort_unstable();
        correspondent.names.dedup();
    }
    all
}

/// First and last second, and the first place.
type Use = ((i64, i64), Place);

/// When each peer of an intake was in use; of millions of events nothing is kept but this.
fn uses(intake: &Intake, as_of: i64) -> Vec<Option<Use>> {
    let mut uses: Vec<Option<Use>> = vec![None; intake.peers.len()];
    let mut note = |peer: PeerIx, at: i64, place: Place| {
        if let Some(usage) = uses.get_mut(peer.0 as usize) {
            let ((first, last), known) = usage.unwrap_or(((at, at), place));
            *usage = Some(((first.min(at), last.max(at)), known.min(place)));
        }
    };
    for letter in intake.letters.iter().filter(|letter| letter.at < as_of) {
        note(letter.from, letter.at, letter.place);
        note(letter.to, letter.at, letter.place);
    }
    for exchange in intake.exchanges.iter().filter(|event| event.at.at < as_of) {
        for peer in exchange.parties.people() {
            note(peer, exchange.at.at, exchange.place);
        }
    }
    uses
}
