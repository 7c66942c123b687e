//! Many files → one intake: the lists are joined and the peers renumbered.

use crate::model::exchange::{Exchange, Parties, PeerIx, Recipients};
use crate::model::intake::{FileId, Imported, Intake};
use crate::model::owner::OwnerHint;

/// Joins what was read, file by file in the order of their ids.
pub fn gather(imported: Vec<Imported>) -> Intake {
    let mut intake = Intake::default();
    intake
        .exchanges
        .reserve(imported.iter().map(|file| file.exchanges.len()).sum());
    for file in imported {
        let offset = intake.peers.len() as u32;
        intake.files.push(file.report);
        intake.cards.extend(file.cards);
        intake.peers.extend(file.peers);
        intake.problems.extend(file.problems);
        intake.exchanges.extend(
            file.exchanges
                .into_iter()
                .map(|exchange| renumbered(exchange, offset)),
        );
        intake.held.extend(file.held.into_iter().map(|mut held| {
            held.exchange = renumbered(held.exchange, offset);
            held
        }));
        intake
            .replies
            .extend(file.replies.into_iter().map(|mut reply| {
                reply.from = shifted(reply.from, offset);
                reply
            }));
        intake.ties.extend(file.ties.into_iter().map(|mut tie| {
            tie.who = shifted(tie.who, offset);
            tie
        }));
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

fn shifted(peer: PeerIx, offset: u32) -> PeerIx {
    PeerIx(peer.0 + offset)
}

fn renumbered(mut exchange: Exchange, offset: u32) -> Exchange {
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
    exchange
}
