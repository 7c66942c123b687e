//! The addresses and labels that the messages of one mailbox repeat, each read once.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::header;
use super::kind::is_bulk_label;
use super::people::{self, Named};
use super::shelf::Shelf;
use crate::import::peers::{Peers, is_somebody};
use crate::model::exchange::{PeerIx, PeerKey};
use crate::model::keys::Email;
use crate::model::owner::OwnerHint;

/// So many different fields are remembered at once: some megabytes, however large the mailbox.
const MOST: usize = 20_000;

/// Somebody whom a field names.
#[derive(Debug)]
pub struct Address {
    named: Named,
    peer: Option<PeerIx>,
    sent: u32,
    delivered: u32,
}

impl Address {
    /// Rooms and shared calendars are nobody.
    pub fn is_somebody(&self) -> bool {
        self.email().is_none_or(is_somebody)
    }

    /// Whether no human answers from there.
    pub fn is_program(&self) -> bool {
        self.named.is_program
    }

    /// In whose name a service writes from there.
    pub fn through(&self) -> Option<&str> {
        self.named.through.as_deref()
    }

    /// Whether it is the address of another one.
    pub fn is(&self, other: &PeerKey) -> bool {
        self.named.key == *other
    }

    /// By what it is known.
    pub fn key(&self) -> &PeerKey {
        &self.named.key
    }

    fn email(&self) -> Option<&Email> {
        match &self.named.key {
            PeerKey::Email(email) => Some(email),
            _ => None,
        }
    }

    /// Who it is, among everybody whom the file names.
    pub fn peer(&mut self, peers: &mut Peers) -> PeerIx {
        if let Some(peer) = self.peer {
            return peer;
        }
        let peer = peers.keyed(self.named.key.clone(), &self.named.name);
        *self.peer.insert(peer)
    }

    /// Counts that it wrote what is kept as sent.
    pub fn wrote(&mut self) {
        self.sent += 1;
    }

    /// Counts that something was delivered to it.
    pub fn got(&mut self) {
        self.delivered += 1;
    }
}

/// What the labels of a message say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labels {
    /// Where it is kept.
    pub shelf: Shelf,
    /// Whether it is among mass mail.
    pub is_bulk: bool,
    /// Whether it is an old chat and no mail.
    pub is_chat: bool,
}

impl Labels {
    fn of(raw: &[u8]) -> Self {
        let text = header::text(raw);
        let each = || text.split(',');
        Self {
            shelf: Shelf::of_labels(&text),
            is_bulk: each().any(is_bulk_label),
            is_chat: each().any(|label| label.trim() == "Chat"),
        }
    }
}

/// A field that was read, until room is made.
#[derive(Debug, Clone, Copy)]
pub struct Known(usize);

/// What was read so far.
#[derive(Debug, Default)]
pub struct Repeated {
    fields: FxHashMap<Box<[u8]>, Known>,
    lists: Vec<Vec<Address>>,
    labels: FxHashMap<Box<[u8]>, Labels>,
    senders: BTreeMap<Email, u32>,
    /// Names beside the addresses of what is kept as sent.
    names: BTreeMap<String, u32>,
    delivered: BTreeMap<Email, u32>,
}

impl Repeated {
    /// Forgets what it read if that is much; called between messages.
    pub fn make_room(&mut self) {
        if self.fields.len() >= MOST {
            self.count();
            self.fields.clear();
            self.lists.clear();
        }
    }

    /// Reads a field, if it was not read before.
    pub fn read(&mut self, raw: &[u8]) -> Known {
        if let Some(known) = self.fields.get(raw) {
            return *known;
        }
        let new = Known(self.lists.len());
        self.lists.push(read(raw));
        self.fields.insert(raw.into(), new);
        new
    }

    /// The addresses of a field.
    pub fn addresses(&mut self, field: Known) -> &mut [Address] {
        self.lists
            .get_mut(field.0)
            .map_or(&mut [], Vec::as_mut_slice)
    }

    /// What the labels of a message say.
    pub fn labels(&mut self, raw: &[u8]) -> Labels {
        if let Some(known) = self.labels.get(raw) {
            return *known;
        }
        if self.labels.len() >= MOST {
            self.labels.clear();
        }
        let labels = Labels::of(raw);
        self.labels.insert(raw.into(), labels);
        labels
    }

    fn count(&mut self) {
        for address in self.lists.iter().flatten() {
            if address.sent > 0 && !address.named.name.is_empty() {
                *self.names.entry(address.named.name.clone()).or_default() += address.sent;
            }
            let Some(email) = address.email() else {
                continue;
            };
            for (times, counts) in [
                (address.sent, &mut self.senders),
                (address.delivered, &mut self.delivered),
            ] {
                if times > 0 {
                    *counts.entry(email.clone()).or_default() += times;
                }
            }
        }
    }

    /// What tells who the owner is: who wrote what is kept as sent, and where most of the mail was delivered to.
    pub fn owner(mut self) -> Vec<OwnerHint> {
        self.count();
        let all: u32 = self.delivered.values().sum();
        let sent = self.senders.into_iter();
        let sent = sent.map(|(email, count)| OwnerHint::Sender(email, count));
        let mostly = self.delivered.into_iter();
        let mostly = mostly.filter(|(_, count)| *count >= 2 && *count * 2 > all);
        let mostly = mostly.map(|(email, count)| OwnerHint::Delivered(email, count));
        let named: u32 = self.names.values().sum();
        let name = self.names.into_iter().find(|(_, count)| count * 2 > named);
        let name = name.map(|(name, _)| OwnerHint::SentAs(name));
        sent.chain(mostly).chain(name).collect()
    }
}

fn read(raw: &[u8]) -> Vec<Address> {
    let address = |named| Address {
        named,
        peer: None,
        sent: 0,
        delivered: 0,
    };
    people::named(raw).into_iter().map(address).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_outlast_what_is_forgotten() {
        let mut repeated = Repeated::default();
        for _ in 0..2 {
            for number in 0..=MOST {
                repeated.make_room();
                let read = repeated.read(format!("n{number}@example.org").as_bytes());
                for address in repeated.addresses(read) {
                    address.wrote();
                }
            }
        }
        let owner = repeated.owner();
        assert_eq!(owner.len(), MOST + 1);
        let twice = |hint: &OwnerHint| matches!(hint, OwnerHint::Sender(_, 2));
        assert!(owner.iter().all(twice));
    }
}
