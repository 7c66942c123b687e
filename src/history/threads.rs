//! What was held back until the owner is known. Mail to many at once is somebody's all the same where the owner took part in its thread: a ticket that they opened, a
//! colleague whose mail program marks everything as bulk.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::owner::is_owner;
use super::take_apart;
use crate::model::exchange::{Exchange, Parties};
use crate::model::intake::{FileId, Held, Intake, SetAside};
use crate::model::owner::Owner;

/// Releases held mail that the owner answered or that answers the owner, and what others said to the owner. What remains held is
/// gone, and so are the replies; how many of each file is told, and why.
pub fn release(intake: &mut Intake, owner: &Owner) -> BTreeMap<(FileId, SetAside), u64> {
    let mut left_out = BTreeMap::new();
    let held = std::mem::take(&mut intake.held);
    let bulk = std::mem::take(&mut intake.bulk);
    let replies = std::mem::take(&mut intake.replies);
    if held.is_empty() && bulk.is_empty() {
        return left_out;
    }
    let own = intake.peers.iter().map(|peer| is_owner(peer, owner));
    let own: Vec<bool> = own.collect();
    let mut answered: FxHashSet<u64> = FxHashSet::default();
    take_apart(replies, |reply| {
        if own[reply.from.0 as usize] {
            answered.insert(reply.to);
        }
    });
    let is_own = |exchange: &Exchange| match &exchange.parties {
        Parties::Between { from, .. } => own[from.0 as usize],
        Parties::Own { .. } => false,
    };
    let (mut released, mut letters) = (Vec::new(), Vec::new());
    take_apart(bulk, |mail| {
        if own[mail.from.0 as usize] || answered.contains(&mail.native) {
            letters.push(mail);
        } else {
            let of_file = (mail.place.file, SetAside::Bulk);
            *left_out.entry(of_file).or_default() += 1;
        }
    });
    let answers = held.iter().any(|held| !held.answers.is_empty());
    let mail = intake.events().filter(|event| answers && is_own(event));
    let written: FxHashSet<u64> = mail.map(|event| event.native).collect();
    let takes_part = |held: &Held| {
        if held.why == SetAside::BetweenOthers {
            let people = held.exchange.parties.people();
            return people.iter().any(|peer| own[peer.0 as usize]);
        }
        is_own(&held.exchange)
            || answered.contains(&held.exchange.native)
            || held.answers.iter().any(|id| written.contains(id))
    };
    for held in held {
        if takes_part(&held) {
            released.push(held.exchange);
        } else {
            let file = held.exchange.place.file;
            *left_out.entry((file, held.why)).or_default() += 1;
        }
    }
    intake.exchanges.append(&mut released);
    intake.letters.append(&mut letters);
    left_out
}
