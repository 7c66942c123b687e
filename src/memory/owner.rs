//! Whether anything that the owner says of themselves stands in the files: a slip of the pen makes another network of it.

use std::collections::BTreeSet;

use crate::history::Me;
use crate::model::exchange::PeerKey;
use crate::model::intake::Imported;
use crate::model::name::fold;
use crate::model::owner::OwnerHint;

/// Whether some file knows one of the names, or of the addresses, numbers and profiles beside them. An address alone may be new to them.
pub(super) fn is_known(me: &Me, imported: &[Imported]) -> bool {
    if me.names.is_empty() {
        return true;
    }
    let keys: BTreeSet<PeerKey> = me
        .emails
        .iter()
        .cloned()
        .map(PeerKey::Email)
        .chain(me.phones.iter().cloned().map(PeerKey::Phone))
        .chain(me.profiles.iter().cloned().map(PeerKey::Profile))
        .collect();
    let names: Vec<String> = me.names.iter().map(|name| fold(name)).collect();
    let is_named = |text: &str| names.contains(&fold(text));
    imported.iter().any(|file| {
        let peers = file.peers.iter().any(|peer| {
            let mut texts = peer.name.iter().chain(&peer.further);
            keys.contains(&peer.key) || texts.any(|text| is_named(text))
        });
        peers || in_cards(file, &keys, &is_named) || in_hints(file, me, &is_named)
    })
}

fn in_cards(file: &Imported, keys: &BTreeSet<PeerKey>, is_named: &dyn Fn(&str) -> bool) -> bool {
    file.cards.iter().any(|card| {
        let emails = card.emails.iter().filter_map(|mail| mail.email.clone());
        let phones = card.phones.iter().filter_map(|tel| tel.number().cloned());
        let profiles = card.profiles.iter().cloned();
        let mut all = emails
            .map(PeerKey::Email)
            .chain(phones.map(PeerKey::Phone))
            .chain(profiles.map(PeerKey::Profile));
        all.any(|key| keys.contains(&key)) || is_named(&card.name.full)
    })
}

fn in_hints(file: &Imported, me: &Me, is_named: &dyn Fn(&str) -> bool) -> bool {
    file.owner.iter().any(|hint| match hint {
        OwnerHint::Name(name)
        | OwnerHint::Maiden(name)
        | OwnerHint::Alias(name)
        | OwnerHint::Speaker(name)
        | OwnerHint::SentAs(name) => is_named(name),
        OwnerHint::Email(email) | OwnerHint::Sender(email, _) | OwnerHint::Delivered(email, _) => {
            me.emails.contains(email)
        }
        OwnerHint::Phone(phone) => me.phones.contains(phone),
        OwnerHint::Handle(_)
        | OwnerHint::Inviting(_)
        | OwnerHint::Employer(_)
        | OwnerHint::School(_) => false,
    })
}
