//! Mail that came back: nobody received it, so that it is no try of the owner's that failed.

use rustc_hash::{FxHashMap, FxHashSet};

use super::owner::is_owner;
use crate::model::bounce::Bounce;
use crate::model::exchange::{Channel, Exchange, Parties, PeerIx, PeerKey, Recipients};
use crate::model::intake::{Intake, Letter};
use crate::model::keys::Email;
use crate::model::moment::DAY;
use crate::model::owner::Owner;

/// Mail servers try for five days as a rule; a report that names no message means the last one of so many days.
const TRIED: i64 = 6 * DAY;

/// Clocks of two servers differ by so much at most.
const CLOCKS: i64 = 3_600;

/// A message to an address that mail came back from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Sent {
    address: u32,
    native: u64,
    at: i64,
}

/// Takes out what came back before an instant: a message to one as a whole, of several recipients those who did not get it.
pub(super) fn take_back(intake: &mut Intake, owner: &Owner, as_of: i64) {
    let bounces: Vec<&Bounce> = intake.bounces.iter().filter(|b| b.at.at < as_of).collect();
    if bounces.is_empty() {
        return;
    }
    let of_peer = addresses(&bounces, intake);
    let returned = returned(&bounces, &of_peer, intake, owner);
    let is_back = |to: PeerIx, native: u64, at: i64| {
        let address = of_peer.get(&to);
        address.is_some_and(|&address| {
            returned.contains(&Sent {
                address,
                native,
                at,
            })
        })
    };
    let mut undelivered = Vec::new();
    intake.letters.retain(|letter| {
        let is_back = is_back(letter.to, letter.native, letter.at);
        undelivered.extend(is_back.then(|| letter.exchange()));
        !is_back
    });
    intake.exchanges.retain_mut(|exchange| {
        let (native, at) = (exchange.native, exchange.at.at);
        let stays = leaves(exchange, |to| is_back(to, native, at));
        undelivered.extend((!stays).then(|| exchange.clone()));
        stays
    });
    intake.undelivered = undelivered;
}

/// The addresses that mail came back from, by number, for everybody whom an event names by one.
fn addresses(bounces: &[&Bounce], intake: &Intake) -> FxHashMap<PeerIx, u32> {
    let numbers: FxHashMap<&Email, u32> = bounces
        .iter()
        .enumerate()
        .map(|(number, bounce)| (&bounce.address, number as u32))
        .collect();
    let peers = intake.peers.iter().enumerate();
    let known = peers.filter_map(|(at, peer)| match &peer.key {
        PeerKey::Email(email) => Some((PeerIx(at as u32), *numbers.get(email)?)),
        _ => None,
    });
    known.collect()
}

/// The messages that came back: by the id that their report gives, else the owner's last one before it.
fn returned(
    bounces: &[&Bounce],
    of_peer: &FxHashMap<PeerIx, u32>,
    intake: &Intake,
    owner: &Owner,
) -> FxHashSet<Sent> {
    let mut sent: FxHashMap<u32, Vec<(Sent, bool)>> = FxHashMap::default();
    let is_own = |from: PeerIx| is_owner(&intake.peers[from.0 as usize], owner);
    let mut note = |from: PeerIx, to: PeerIx, native: u64, at: i64| {
        if let Some(&address) = of_peer.get(&to) {
            let of_address = sent.entry(address).or_default();
            of_address.push((
                Sent {
                    address,
                    native,
                    at,
                },
                is_own(from),
            ));
        }
    };
    for &Letter {
        from,
        to,
        native,
        at,
        ..
    } in &intake.letters
    {
        note(from, to, native, at);
    }
    for exchange in intake
        .exchanges
        .iter()
        .filter(|e| e.channel == Channel::Email)
    {
        if let Parties::Between { from, to } = &exchange.parties {
            to.named(*from)
                .for_each(|to| note(*from, to, exchange.native, exchange.at.at));
        }
    }
    let numbers = bounces.iter().enumerate();
    // Of several reports on one address the number is that of the last; all of them are looked up by it.
    let last: FxHashMap<&Email, u32> = numbers.map(|(n, b)| (&b.address, n as u32)).collect();
    let mut returned = FxHashSet::default();
    for bounce in bounces {
        let all = last
            .get(&bounce.address)
            .and_then(|number| sent.get(number));
        let all = || all.into_iter().flatten();
        let named =
            all().filter(|(sent, _)| bounce.original != 0 && sent.native == bounce.original);
        let mut named = named.map(|(sent, _)| *sent).peekable();
        if named.peek().is_some() {
            returned.extend(named);
            continue;
        }
        let span = bounce.at.at - TRIED..=bounce.at.at + CLOCKS;
        let own = all().filter(|(sent, is_own)| *is_own && span.contains(&sent.at));
        let own: Vec<Sent> = own.map(|(sent, _)| *sent).collect();
        let latest = own.iter().map(|sent| sent.at).max();
        returned.extend(own.into_iter().filter(|sent| Some(sent.at) == latest));
    }
    returned
}

/// Takes recipients out of a message; whether any is left, or none of them was one of these.
fn leaves(exchange: &mut Exchange, is_back: impl Fn(PeerIx) -> bool) -> bool {
    let Parties::Between { to, .. } = &mut exchange.parties else {
        return true;
    };
    if exchange.channel != Channel::Email {
        return true;
    }
    match to {
        Recipients::One(to) => !is_back(*to),
        Recipients::Many(all) if all.iter().any(|to| is_back(*to)) => {
            let left: Vec<PeerIx> = all.iter().copied().filter(|to| !is_back(*to)).collect();
            *all = left.into_boxed_slice();
            !all.is_empty()
        }
        Recipients::Many(_) | Recipients::Room(_) | Recipients::Text(_) => true,
    }
}
