//! Many files → one intake: the lists are joined and the peers renumbered.

use crate::model::exchange::{Exchange, Parties, PeerIx, Recipients};
use crate::model::intake::{FileId, Imported, Intake};
use crate::model::owner::OwnerHint;

/// Joins what was read, file by file in the order of their ids.
pub fn gather(imported: Vec<Imported>) -> Intake {
    let mut intake = Intake::default();
    for mut file in imported {
        let offset = intake.peers.len() as u32;
        let held = file.held.iter_mut().map(|held| &mut held.exchange);
        let planned = file.planned.iter_mut();
        for exchange in file.exchanges.iter_mut().chain(held).chain(planned) {
            renumber(exchange, offset);
        }
        for letter in file.letters.iter_mut().chain(&mut file.bulk) {
            letter.from = shifted(letter.from, offset);
            letter.to = shifted(letter.to, offset);
        }
        for reply in &mut file.replies {
            reply.from = shifted(reply.from, offset);
        }
        for tie in &mut file.ties {
            tie.who = shifted(tie.who, offset);
        }
        append(&mut intake.cards, file.cards);
        append(&mut intake.aside, file.aside);
        append(&mut intake.peers, file.peers);
        append(&mut intake.problems, file.problems);
        append(&mut intake.exchanges, file.exchanges);
        append(&mut intake.held, file.held);
        append(&mut intake.letters, file.letters);
        append(&mut intake.bulk, file.bulk);
        append(&mut intake.planned, file.planned);
        append(&mut intake.replies, file.replies);
        append(&mut intake.ties, file.ties);
        intake.files.push(file.report);
        let id = FileId(intake.files.len() as u32 - 1);
        intake
            .owner
            .extend(file.owner.into_iter().map(|hint| match hint {
                OwnerHint::Inviting(peer) => (OwnerHint::Inviting(shifted(peer, offset)), id),
                other => (other, id),
            }));
    }
    intake
}

/// Joins two lists. The first that comes is taken as it is: of a large mailbox there is never a copy.
fn append<T>(all: &mut Vec<T>, more: Vec<T>) {
    if all.is_empty() {
        *all = more;
    } else {
        all.extend(more);
    }
}

fn shifted(peer: PeerIx, offset: u32) -> PeerIx {
    PeerIx(peer.0 + offset)
}

fn renumber(exchange: &mut Exchange, offset: u32) {
    match &mut exchange.parties {
        Parties::Own { peer, .. } => *peer = shifted(*peer, offset),
        Parties::Between { from, to } => {
            *from = shifted(*from, offset);
            match to {
                Recipients::One(peer) => *peer = shifted(*peer, offset),
                Recipients::Many(peers) => peers
                    .iter_mut()
                    .for_each(|peer| *peer = shifted(*peer, offset)),
                Recipients::Text(_) => {}
            }
        }
    }
}
