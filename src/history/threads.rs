//! What was held back until the owner is known. Mail to many at once is somebody's all the same where the owner took part in its thread: a ticket that they opened, a
//! colleague whose mail program marks everything as bulk.

use rustc_hash::FxHashSet;

use super::owner::is_owner;
use crate::model::exchange::{Exchange, Parties};
use crate::model::intake::{FileId, Held, Intake, SetAside};
use crate::model::owner::Owner;

/// Releases held mail that the owner answered or that answers the owner, and what others said to the owner. What remains held is
/// gone; the file of each is told, and why.
pub fn release(intake: &mut Intake, owner: &Owner) -> Vec<(FileId, SetAside)> {
    let held = std::mem::take(&mut intake.held);
    if held.is_empty() {
        return Vec::new();
    }
    let own: Vec<bool> = intake
        .peers
        .iter()
        .map(|peer| is_owner(peer, owner))
        .collect();
    let replies = intake.replies.iter();
    let answered: FxHashSet<u64> = replies
        .filter(|reply| own[reply.from.0 as usize])
        .map(|reply| reply.to)
        .collect();
    let is_own = |exchange: &&Exchange| match &exchange.parties {
        Parties::Between { from, .. } => own[from.0 as usize],
        Parties::Own { .. } => false,
    };
    let written: FxHashSet<u64> = intake
        .exchanges
        .iter()
        .filter(is_own)
        .map(|exchange| exchange.native)
        .collect();
    let takes_part = |held: &Held| {
        if held.why == SetAside::BetweenOthers {
            let people = held.exchange.parties.people();
            return people.iter().any(|peer| own[peer.0 as usize]);
        }
        is_own(&&held.exchange)
            || answered.contains(&held.exchange.native)
            || held.answers.iter().any(|id| written.contains(id))
    };
    let (mut released, mut left_out) = (Vec::new(), Vec::new());
    for held in held {
        if takes_part(&held) {
            released.push(held.exchange);
        } else {
            left_out.push((held.exchange.place.file, held.why));
        }
    }
    intake.exchanges.append(&mut released);
    left_out
}
