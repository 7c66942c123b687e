//! Which cards are not compared at all, whatever they share.

use super::keys::keys_of;
use super::record::Record;
use crate::model::card::{Kind, Roster};
use crate::model::intake::FileId;

/// What can keep a card from being compared at all, in few bytes: it is looked at for every candidate pair.
#[derive(Debug, Clone, Copy)]
pub struct Gate {
    kind: Kind,
    /// A couple's card is neither one's.
    several: bool,
    connections: Option<FileId>,
    /// Correspondents stand for the addresses in a log: each address is one, and only its owner knows who shares two.
    logged: bool,
}

impl Gate {
    /// Of one record.
    pub fn of(record: &Record<'_>) -> Self {
        let card = record.card;
        Self {
            kind: record.kind,
            several: record.several,
            connections: (card.roster == Roster::Connections).then_some(card.place.file),
            logged: card.roster == Roster::Correspondent,
        }
    }

    /// Whether two cards cannot be one person, whatever they share.
    pub fn bars(self, other: Self) -> bool {
        let one_export = self.connections.is_some() && self.connections == other.connections;
        self.is_thing() != other.is_thing()
            || self.several != other.several
            || one_export
            || (self.logged && other.logged)
    }

    /// Whether a card is no person's.
    pub fn is_thing(self) -> bool {
        self.kind != Kind::Person
    }
}

/// Whether two cards share a number, an address or a profile. What is no person is never joined by its name: every town
/// has a "Taxi".
pub fn share_a_key(a: &Record<'_>, b: &Record<'_>) -> bool {
    let mails = |r: &Record<'_>| {
        r.card
            .emails
            .iter()
            .filter_map(|m| m.email.clone())
            .collect::<Vec<_>>()
    };
    let (keys, others) = (keys_of(a), keys_of(b));
    let others_mails = mails(b);
    keys.iter().any(|key| others.contains(key))
        || mails(a).iter().any(|mail| others_mails.contains(mail))
}
