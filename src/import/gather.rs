//! Many files → one intake: the lists are joined and the peers renumbered.

use super::calendar::{Outdated, Since};
use crate::model::exchange::{Exchange, Parties, PeerIx, Recipients, Shared};
use crate::model::intake::{Fate, FileId, Imported, Intake, SetAside};
use crate::model::owner::OwnerHint;

/// Joins what was read, file by file in the order of their ids.
pub fn gather(imported: Vec<Imported>) -> Intake {
    let mut intake = Intake::default();
    let outdated = Outdated::of(&imported);
    for mut file in imported {
        let offset = intake.peers.len() as u32;
        renumber_all(&mut file, offset);
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
        append(&mut intake.bounces, file.bounces);
        append(&mut intake.ties, file.ties);
        intake.files.push(file.report);
        let id = FileId(intake.files.len() as u32 - 1);
        intake
            .owner
            .extend(file.owner.into_iter().map(|hint| (hint, id)));
    }
    leave_out(&mut intake, &outdated);
    intake
}

/// Leaves out meetings of which a newer calendar says that they were called off or moved.
fn leave_out(intake: &mut Intake, outdated: &Outdated) {
    if outdated.is_empty() {
        return;
    }
    let files = &mut intake.files;
    intake.exchanges.retain(|meeting| {
        let file = meeting.place.file;
        let fate = match outdated.since(file, meeting.native) {
            None => return true,
            Some(Since::CalledOff) => Fate::SetAside(SetAside::Cancelled),
            Some(Since::Moved) => Fate::Merged,
        };
        if let Some(report) = files.get_mut(file.0 as usize) {
            report.count(fate, 1);
        }
        false
    });
    intake
        .planned
        .retain(|meeting| outdated.since(meeting.place.file, meeting.native).is_none());
}

/// Joins what was read of the parts of one file. Its rows are counted through.
pub(super) fn joined(parts: Vec<Imported>) -> Imported {
    let mut all = Imported::default();
    for mut part in parts {
        let offset = all.peers.len() as u32;
        renumber_all(&mut part, offset);
        move_rows(
            &mut part,
            u32::try_from(all.report.rows).unwrap_or(u32::MAX),
        );
        append(&mut all.cards, part.cards);
        append(&mut all.aside, part.aside);
        append(&mut all.peers, part.peers);
        append(&mut all.problems, part.problems);
        append(&mut all.exchanges, part.exchanges);
        append(&mut all.held, part.held);
        append(&mut all.letters, part.letters);
        append(&mut all.bulk, part.bulk);
        append(&mut all.planned, part.planned);
        append(&mut all.agendas, part.agendas);
        append(&mut all.replies, part.replies);
        append(&mut all.bounces, part.bounces);
        append(&mut all.ties, part.ties);
        append(&mut all.owner, part.owner);
        all.homeless += part.homeless;
        all.report.rows += part.report.rows;
        all.report.things += part.report.things;
        append(&mut all.report.remarks, part.report.remarks);
        for (fate, rows) in part.report.fates {
            all.report.count(fate, rows);
        }
    }
    all
}

/// Moves the rows of a part behind those of the parts before it.
fn move_rows(part: &mut Imported, rows: u32) {
    let cards = part.cards.iter_mut().chain(&mut part.aside);
    let held = part.held.iter_mut().map(|held| &mut held.exchange);
    let exchanges = part.exchanges.iter_mut().chain(held);
    let exchanges = exchanges.chain(&mut part.planned);
    let letters = part.letters.iter_mut().chain(&mut part.bulk);
    let places = cards.map(|card| &mut card.place);
    let places = places.chain(exchanges.map(|exchange| &mut exchange.place));
    let places = places.chain(letters.map(|letter| &mut letter.place));
    let places = places.chain(part.bounces.iter_mut().map(|bounce| &mut bounce.place));
    let places = places.chain(part.ties.iter_mut().map(|tie| &mut tie.place));
    let places = places.chain(part.problems.iter_mut().map(|problem| &mut problem.place));
    for place in places.filter(|place| place.record > 0) {
        place.record = place.record.saturating_add(rows);
    }
}

/// Lets what a file names stand behind as many peers as there are already.
fn renumber_all(file: &mut Imported, offset: u32) {
    let held = file.held.iter_mut().map(|held| &mut held.exchange);
    let planned = file.planned.iter_mut();
    let mut shared = Shared::default();
    for exchange in file.exchanges.iter_mut().chain(held).chain(planned) {
        renumber(exchange, offset, &mut shared);
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
    for hint in &mut file.owner {
        if let OwnerHint::Inviting(peer) = hint {
            *peer = shifted(*peer, offset);
        }
    }
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

fn renumber(exchange: &mut Exchange, offset: u32, shared: &mut Shared) {
    match &mut exchange.parties {
        Parties::Own { peer, .. } => *peer = shifted(*peer, offset),
        Parties::Between { from, to } => {
            *from = shifted(*from, offset);
            match to {
                Recipients::One(peer) => *peer = shifted(*peer, offset),
                Recipients::Many(peers) => peers
                    .iter_mut()
                    .for_each(|peer| *peer = shifted(*peer, offset)),
                Recipients::Room(all) => shared.change(all, |all| {
                    all.iter().map(|peer| shifted(*peer, offset)).collect()
                }),
                Recipients::Text(_) => {}
            }
        }
    }
}
