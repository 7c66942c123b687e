//! Gives everybody who was found a number: people in their order, behind them whoever has no card.

use std::collections::BTreeMap;

use super::directory::{Directory, Found};
use crate::model::audit::Unmatched;
use crate::model::correspondent::{Meant, MeantByName};
use crate::model::exchange::{Peer, PeerKey};
use crate::model::name::fold;
use crate::model::person::Doubt;
use crate::model::timeline::{History, MayBe, Who};

/// Everybody whom events name.
pub(super) struct Numbered {
    /// Who each peer is; the owner has no number.
    pub who: Vec<Option<Who>>,
    /// Those without a card, in the order of their keys so that the order of rows does not matter.
    pub strangers: Vec<Unmatched>,
    /// Of whom each of them may be the same, by the number among them.
    pub perhaps: Vec<(usize, Vec<(Who, Doubt)>)>,
    /// Who has the address of each of them on a card, where several have.
    pub shared: Vec<(usize, Vec<Who>)>,
}

/// A stranger on the way to the list.
struct Stranger<'a> {
    shown: &'a Peer,
    namesakes: u32,
}

/// Numbers all peers.
pub(super) fn number(
    found: &[Found],
    peers: &[Peer],
    people: usize,
    (directory, meant): (&Directory<'_>, MeantByName),
) -> Numbered {
    let mut strangers: BTreeMap<&PeerKey, Stranger<'_>> = BTreeMap::new();
    for (found, peer) in found.iter().zip(peers) {
        let Found::Nobody { namesakes } = *found else {
            continue;
        };
        let entry = strangers.entry(&peer.key).or_insert(Stranger {
            shown: peer,
            namesakes,
        });
        // Of several spellings of a name the first in order is shown, whichever row came first.
        if peer.name < entry.shown.name && peer.name.is_some() || entry.shown.name.is_none() {
            entry.shown = peer;
        }
    }
    let with_profile = same_as_profile(&strangers);
    strangers.retain(|key, _| !with_profile.contains_key(key));
    let ids: BTreeMap<&PeerKey, Who> = strangers
        .keys()
        .copied()
        .zip((people as u32..).map(Who))
        .collect();
    let id = |key| {
        ids.get(with_profile.get(key).copied().unwrap_or(key))
            .copied()
    };
    let who = found.iter().zip(peers).map(|(found, peer)| match found {
        Found::Owner => None,
        Found::ByKey(who) | Found::ByName(who, _) => Some(*who),
        Found::Nobody { .. } => id(&peer.key),
    });
    let who = who.collect();
    let mut meant = meant;
    let mut perhaps = Vec::new();
    let mut listed = Vec::with_capacity(strangers.len());
    let mut shared = Vec::new();
    for (at, (&key, stranger)) in strangers.iter().enumerate() {
        let mut namesakes = stranger.namesakes;
        match meant.remove(key) {
            Some(Meant::Perhaps(of)) => {
                namesakes = namesakes.max(of.len() as u32);
                perhaps.push((at, of));
            }
            Some(Meant::OneOfMany(count)) => namesakes = namesakes.max(count),
            Some(Meant::One(..)) | None => {}
        }
        let sharing = directory.sharing(stranger.shown);
        if sharing.is_empty() {
            listed.push(unmatched(stranger.shown, (namesakes, "name")));
        } else {
            let several = (sharing.len() as u32, "address");
            listed.push(unmatched(stranger.shown, several));
            shared.push((at, sharing.to_vec()));
        }
    }
    Numbered {
        who,
        strangers: listed,
        perhaps,
        shared,
    }
}

/// LinkedIn gives the sender's profile and the recipient's name: who is known by a name alone is the one profile of this name.
fn same_as_profile<'a>(
    strangers: &BTreeMap<&'a PeerKey, Stranger<'a>>,
) -> BTreeMap<&'a PeerKey, &'a PeerKey> {
    let mut profiles: BTreeMap<String, Option<&'a PeerKey>> = BTreeMap::new();
    for (&key, stranger) in strangers {
        if let (PeerKey::Profile(_), Some(name)) = (key, &stranger.shown.name) {
            let other = profiles.entry(fold(name)).or_insert(Some(key));
            *other = other.filter(|other| *other == key);
        }
    }
    let named = strangers.keys().filter_map(|&key| match key {
        PeerKey::Name(name) => Some((key, (*profiles.get(name)?)?)),
        _ => None,
    });
    named.collect()
}

/// Somebody without a card, with how many people on cards have the name or the address in common.
fn unmatched(peer: &Peer, (bearers, what): (u32, &str)) -> Unmatched {
    let key = match &peer.key {
        PeerKey::Profile(slug) => slug.url(),
        PeerKey::Email(email) => email.to_string(),
        PeerKey::Phone(phone) => phone.shown().to_owned(),
        PeerKey::Handle(handle) => peer.key.as_digits().unwrap_or(handle).to_owned(),
        PeerKey::Name(_) | PeerKey::Owner => String::new(),
    };
    let name = peer.name.clone().unwrap_or_else(|| match &peer.key {
        PeerKey::Profile(_) => key.trim_start_matches("https://www.").to_owned(),
        _ => key.clone(),
    });
    let remark = match bearers {
        0 => String::new(),
        1 => "may be somebody with a card (review.csv)".to_owned(),
        n => format!("{n} people with a card have this {what}"),
    };
    Unmatched {
        name,
        key,
        out: 0,
        inn: 0,
        met: 0,
        first: None,
        last: None,
        invited: None,
        invited_by: None,
        remark,
        is_nobody: false,
        acquaintance: None,
    }
}

impl History {
    /// Keeps the questions whose answer would give somebody a contact.
    pub(super) fn settle_perhaps(&mut self, perhaps: Vec<(usize, Vec<(Who, Doubt)>)>) {
        for (stranger, of) in perhaps {
            if !self.is_met(stranger) {
                continue;
            }
            let people = of.len() as u32;
            for (who, doubt) in of {
                let may_be = MayBe {
                    stranger,
                    people,
                    is_shared: false,
                };
                self.may_be(who, may_be);
                self.questions.push(doubt);
            }
        }
    }

    /// Keeps of whom the messages of an address may be that several have on their cards. Nobody is asked: it is theirs together.
    pub(super) fn settle_shared(&mut self, shared: Vec<(usize, Vec<Who>)>) {
        for (stranger, of) in shared {
            if !self.is_met(stranger) {
                continue;
            }
            let people = of.len() as u32;
            let may_be = MayBe {
                stranger,
                people,
                is_shared: true,
            };
            of.into_iter().for_each(|who| self.may_be(who, may_be));
        }
    }

    /// Keeps that what passed may be somebody's.
    fn may_be(&mut self, who: Who, may_be: MayBe) {
        if let Some(own) = self.may_be_theirs.get_mut(who.0 as usize) {
            own.push(may_be);
        }
    }

    /// Whether anything passed with somebody without a card but what went to many.
    fn is_met(&self, stranger: usize) -> bool {
        let one = &self.strangers[stranger];
        one.out + one.inn + one.met > 0
    }
}
