//! Where no input holds cards, those with whom the owner had contact are the people.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::card::{Card, Kind, Mail, Roster, Tel};
use crate::model::exchange::{CROWD, Peer, PeerIx, PeerKey};
use crate::model::intake::{FileId, Intake};
use crate::model::name::fold;
use crate::model::person::Known;
use crate::model::problem::Place;
use crate::model::steps::{Carded, Sifted};

/// Gives correspondents a card each, if nobody has one. Only those met strictly before the as-of instant.
pub fn stand_in(sifted: Sifted, is_owner: impl Fn(&Peer) -> bool, as_of: i64) -> Carded {
    let mut intake = sifted.intake;
    if intake.cards.iter().any(|card| card.kind == Kind::Person) {
        return Carded { intake };
    }
    let mut met: BTreeMap<&PeerKey, (Place, PeerIx)> = BTreeMap::new();
    for (peer, place) in mentions(&intake, as_of) {
        let known = &intake.peers[peer.0 as usize];
        if !is_owner(known) {
            let entry = met.entry(&known.key).or_insert((place, peer));
            *entry = (*entry).min((place, peer));
        }
    }
    // Somebody who is named only has no card beside those who bear the name: whoever is meant is one of these.
    let borne: BTreeSet<String> = met
        .iter()
        .filter(|(key, _)| !matches!(key, PeerKey::Name(_)))
        .filter_map(|(_, (_, peer))| intake.peers[peer.0 as usize].name.as_deref())
        .map(fold)
        .collect();
    met.retain(|key, _| !matches!(key, PeerKey::Name(name) if borne.contains(name)));
    let cards: Vec<Card> = met
        .into_values()
        .map(|(place, peer)| {
            let peer = &intake.peers[peer.0 as usize];
            card(&peer.key, peer.name.as_deref().unwrap_or_default(), place)
        })
        .collect();
    intake.cards.extend(cards);
    Carded { intake }
}

fn mentions(intake: &Intake, as_of: i64) -> impl Iterator<Item = (PeerIx, Place)> {
    let events = intake.events().filter(move |e| e.at.at < as_of);
    let events = events.filter(|e| e.parties.are_at_most(CROWD as usize + 1));
    let events = events.map(|e| (e.parties.people(), e.place));
    let events = events.flat_map(|(people, at)| people.into_iter().map(move |peer| (peer, at)));
    let ties = intake
        .ties
        .iter()
        .filter(move |t| t.at.is_none_or(|at| at.at < as_of))
        .map(|t| (t.who, t.place));
    events.chain(ties)
}

/// Everybody whom earlier audits knew, a card each with all keys that were ever theirs.
pub fn remembered(known: &[Known]) -> Vec<Card> {
    let mut cards = Vec::with_capacity(known.len());
    for (person, record) in known.iter().zip(1..) {
        let place = Place {
            file: FileId(0),
            record,
            line: 0,
        };
        let mut card = Card::new(place, Roster::Correspondent);
        card.name.full = person.name.clone();
        let keys = person.keys.iter().filter_map(|key| key.split_once(' '));
        let keys = keys.filter_map(|(kind, key)| PeerKey::from_parts(kind, key));
        for key in keys.chain(person.weaker.iter().cloned()) {
            reach(&mut card, &key);
        }
        cards.push(card);
    }
    cards
}

/// What is known of a correspondent, as a card.
pub(super) fn card(key: &PeerKey, name: &str, place: Place) -> Card {
    let mut card = Card::new(place, Roster::Correspondent);
    card.name.full = name.to_owned();
    reach(&mut card, key);
    card.shrink();
    card
}

/// Adds a key to a card.
fn reach(card: &mut Card, key: &PeerKey) {
    match key {
        PeerKey::Profile(slug) => card.profiles.push(slug.clone()),
        PeerKey::Email(email) => card.emails.push(Mail::new(
            email.to_string(),
            Some(email.clone()),
            Vec::new(),
        )),
        PeerKey::Phone(phone) => {
            let number = Some(phone.clone());
            card.phones
                .push(Tel::new(phone.shown(), number, Vec::new()));
        }
        PeerKey::Handle(handle) => card.handles.push(handle.clone()),
        PeerKey::Name(_) | PeerKey::Owner => {}
    }
}
