//! Takes out of what was read whom the owner had forgotten, and counts it.

use crate::model::card::Card;
use crate::model::exchange::{Exchange, Parties, Peer, PeerIx, PeerKey, Recipients, Shared};
use crate::model::intake::{Fate, Imported, Letter, SetAside};
use crate::model::keys::Phone;
use crate::model::name::fold;
use crate::model::recipients::without;

/// Takes them out of every file. `is` tells of a key such as `email ana@example.org` whether it is one of theirs.
pub fn leave_out(imported: &mut [Imported], is: &(dyn Fn(&str) -> bool + Sync)) {
    for file in imported {
        let before = items(file);
        let is_kept = |card: &Card| !keys_of(card).iter().any(|key| is(key));
        file.cards.retain(is_kept);
        file.aside.retain(is_kept);
        let gone: Vec<bool> = file.peers.iter().map(|peer| is(&key_of(peer))).collect();
        let gone = Gone { peers: &gone, is };
        let mut shared = Shared::default();
        file.exchanges
            .retain_mut(|exchange| gone.leaves(exchange, &mut shared));
        file.held
            .retain_mut(|held| gone.leaves(&mut held.exchange, &mut shared));
        let stays = |letter: &Letter| !gone.has(letter.from) && !gone.has(letter.to);
        file.letters.retain(stays);
        file.bulk.retain(stays);
        file.ties.retain(|tie| !gone.has(tie.who));
        file.bounces
            .retain(|bounce| !is(&format!("email {}", bounce.address)));
        file.replies.retain(|reply| !gone.has(reply.from));
        if names_them(&file.report.name, is) {
            FORGOTTEN.clone_into(&mut file.report.name);
        }
        let rows = before - items(file);
        file.report.count(Fate::SetAside(SetAside::Forgotten), rows);
    }
}

/// What a file is called whose name is that of somebody who is forgotten, as chats are.
const FORGOTTEN: &str = "(forgotten)";

/// Words of a name that are looked up together.
const WORDS: usize = 4;

/// Whether a text, such as the name of a chat's file, names somebody who is forgotten.
pub fn names_them(text: &str, is: &(dyn Fn(&str) -> bool + Sync)) -> bool {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '-');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    (2..=WORDS).any(|n| {
        let mut together = words.windows(n);
        together.any(|words| is(&format!("name {}", words.join(" "))))
    })
}

/// What has a row each.
fn items(file: &Imported) -> u64 {
    let held = file.held.len() + file.bulk.len();
    let told = file.exchanges.len() + file.letters.len();
    (file.cards.len() + told + held + file.ties.len()) as u64
}

/// Who of a file is forgotten.
struct Gone<'a> {
    peers: &'a [bool],
    is: &'a (dyn Fn(&str) -> bool + Sync),
}

impl Gone<'_> {
    fn has(&self, peer: PeerIx) -> bool {
        self.peers[peer.0 as usize]
    }

    /// Whether anything of an exchange stays; of several recipients only those that are forgotten go.
    fn leaves(&self, exchange: &mut Exchange, shared: &mut Shared) -> bool {
        match &mut exchange.parties {
            Parties::Own { peer, .. } => !self.has(*peer),
            Parties::Between { from, .. } if self.has(*from) => false,
            Parties::Between { from, to } => match to {
                Recipients::One(to) => !self.has(*to),
                Recipients::Text(names) => {
                    let left = without(names, |name| (self.is)(&format!("name {name}")));
                    let stays = left.is_some();
                    *names = left.unwrap_or_default().into();
                    stays
                }
                Recipients::Room(all) => {
                    shared.change(all, |all| {
                        all.iter().copied().filter(|to| !self.has(*to)).collect()
                    });
                    all.iter().any(|to| to != from)
                }
                Recipients::Many(all) => {
                    let left: Vec<PeerIx> =
                        all.iter().copied().filter(|to| !self.has(*to)).collect();
                    let stays = all.is_empty() || !left.is_empty();
                    *all = left.into();
                    stays
                }
            },
        }
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
