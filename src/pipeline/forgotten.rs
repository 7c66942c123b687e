//! Takes out of what was read whom the owner had forgotten, and counts it.

use crate::model::card::Card;
use crate::model::exchange::{Exchange, Parties, Peer, PeerIx, PeerKey, Recipients};
use crate::model::intake::{Fate, Imported, SetAside};
use crate::model::keys::Phone;
use crate::model::name::fold;

/// Takes them out of every file. `is` tells of a key such as `email ana@example.org` whether it is one of theirs.
pub fn leave_out(imported: &mut [Imported], is: &(dyn Fn(&str) -> bool + Sync)) {
    for file in imported {
        let before = items(file);
        let is_kept = |card: &Card| !keys_of(card).iter().any(|key| is(key));
        file.cards.retain(is_kept);
        file.aside.retain(is_kept);
        let gone: Vec<bool> = file.peers.iter().map(|peer| is(&key_of(peer))).collect();
        if gone.contains(&true) {
            let is_gone = |peer: PeerIx| gone[peer.0 as usize];
            file.exchanges
                .retain_mut(|exchange| stays(exchange, &is_gone));
            file.held
                .retain_mut(|held| stays(&mut held.exchange, &is_gone));
            file.ties.retain(|tie| !is_gone(tie.who));
            file.replies.retain(|reply| !is_gone(reply.from));
        }
        let rows = before - items(file);
        file.report.count(Fate::SetAside(SetAside::Forgotten), rows);
    }
}

/// What has a row each.
fn items(file: &Imported) -> u64 {
    (file.cards.len() + file.exchanges.len() + file.held.len() + file.ties.len()) as u64
}

/// Whether anything of an exchange stays; of several recipients only those that are forgotten go.
fn stays(exchange: &mut Exchange, is_gone: &dyn Fn(PeerIx) -> bool) -> bool {
    match &mut exchange.parties {
        Parties::Own { peer, .. } => !is_gone(*peer),
        Parties::Between { from, .. } if is_gone(*from) => false,
        Parties::Between { to, .. } => match to {
            Recipients::One(to) => !is_gone(*to),
            Recipients::Text(_) => true,
            Recipients::Many(all) => {
                let left: Vec<PeerIx> = all.iter().copied().filter(|to| !is_gone(*to)).collect();
                let stays = all.is_empty() || !left.is_empty();
                *all = left.into();
                stays
            }
        },
    }
}

/// The key of somebody whom an event names, as the book writes it.
fn key_of(peer: &Peer) -> String {
    match &peer.key {
        PeerKey::Profile(slug) => format!("profile {slug}"),
        PeerKey::Email(email) => format!("email {email}"),
        PeerKey::Phone(phone) => format!("phone {}", phone.e164()),
        PeerKey::Handle(handle) => format!("handle {handle}"),
        PeerKey::Name(name) => format!("name {name}"),
        PeerKey::Owner => "owner".to_owned(),
    }
}

/// The keys on a card; its name only where it has no other.
fn keys_of(card: &Card) -> Vec<String> {
    let profiles = card.profiles.iter().map(|slug| format!("profile {slug}"));
    let emails = card.emails.iter().filter_map(|mail| mail.email.as_ref());
    let phones = card.phones.iter().filter_map(|tel| tel.phone.as_ref());
    let mut keys: Vec<String> = profiles
        .chain(emails.map(|email| format!("email {email}")))
        .chain(
            phones
                .map(Phone::e164)
                .map(|phone| format!("phone {phone}")),
        )
        .collect();
    if keys.is_empty() {
        keys.push(format!("name {}", fold(&card.name.full)));
    }
    keys
}
