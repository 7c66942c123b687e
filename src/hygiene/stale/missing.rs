//! What is missing where it matters: people with whom the owner is or was in touch, and who have no number or no address that works.

use super::{Ground, keys};
use crate::model::card::{Card, CardIx};
use crate::model::exchange::PeerKey;
use crate::model::keys::{Email, Phone};
use crate::model::moment::date_of;
use crate::model::stale::{Aging, Missing, Offer, Offered};

/// Somebody with whom the owner is or was in touch.
pub struct Wanted<'a> {
    /// By the place in the ranking.
    pub person: usize,
    /// The id.
    pub id: &'a str,
    /// The cards.
    pub cards: &'a [CardIx],
    /// How much ties the two.
    pub weight: u32,
}

/// What they have not, those first to whom most ties the owner.
pub fn missing(mut wanted: Vec<Wanted<'_>>, ground: &Ground<'_>) -> Vec<Missing> {
    wanted.sort_by_key(|wanted| (std::cmp::Reverse(wanted.weight), wanted.person));
    let mut found = Vec::new();
    for wanted in &wanted {
        found.extend(phone(wanted, ground));
        found.extend(email(wanted, ground));
    }
    found
}

fn cards<'a>(wanted: &'a Wanted<'_>, ground: &'a Ground<'_>) -> impl Iterator<Item = &'a Card> {
    wanted.cards.iter().map(|ix| &ground.cards[ix.0 as usize])
}

/// Somebody without a number. One that cannot be read is a number all the same.
fn phone(wanted: &Wanted<'_>, ground: &Ground<'_>) -> Option<Missing> {
    let has = cards(wanted, ground).any(|card| !card.phones.is_empty());
    (!has).then(|| Missing {
        person: wanted.person,
        field: Aging::Phone,
        dead: Vec::new(),
        offer: offered(wanted, ground, |key| match key {
            PeerKey::Phone(phone) => Some(Offer::Phone(phone)),
            _ => None,
        }),
        told: String::new(),
    })
}

/// Somebody without an address that works.
fn email(wanted: &Wanted<'_>, ground: &Ground<'_>) -> Option<Missing> {
    let emails = cards(wanted, ground).flat_map(|card| &card.emails);
    let all: Vec<&Email> = emails.filter_map(|mail| mail.email.as_ref()).collect();
    let (dead, works): (Vec<&Email>, Vec<&Email>) = all
        .into_iter()
        .partition(|email| ground.dead.contains_key(*email));
    let records = ground.joined.get(wanted.id).into_iter().flatten();
    let named = records.flat_map(|ix| &ground.cards[ix.0 as usize].emails);
    let named = named.filter_map(|mail| mail.email.as_ref());
    let dead = dead
        .into_iter()
        .chain(named.filter(|email| ground.dead.contains_key(*email)));
    let mut dead: Vec<String> = dead.map(ToString::to_string).collect();
    dead.sort();
    dead.dedup();
    works.is_empty().then(|| Missing {
        person: wanted.person,
        field: Aging::Email,
        dead,
        offer: offered(wanted, ground, |key| match key {
            PeerKey::Email(email) => Some(Offer::Email(email)),
            _ => None,
        }),
        told: String::new(),
    })
}

/// The one last used of those that came with their name and are on none of their cards.
fn offered(
    wanted: &Wanted<'_>,
    ground: &Ground<'_>,
    of_kind: fn(PeerKey) -> Option<Offer>,
) -> Option<Offered> {
    let records = ground.joined.get(wanted.id)?.iter();
    let keys = records.flat_map(|ix| keys(&ground.cards[ix.0 as usize]));
    let used = keys.filter_map(|key| {
        let last = ground.uses.get(&key).last?;
        Some((last, of_kind(key)?))
    });
    let works = used.filter(|(_, offer)| match offer {
        Offer::Email(email) => !ground.dead.contains_key(email),
        Offer::Phone(_) => true,
    });
    let (last, value) = works.max_by(|a, b| (a.0, name(&b.1)).cmp(&(b.0, name(&a.1))))?;
    Some(Offered {
        value,
        channel: last.channel,
        on: date_of(last.at),
        source: last.file,
    })
}

fn name(offer: &Offer) -> &str {
    match offer {
        Offer::Phone(phone) => Phone::e164(phone),
        Offer::Email(email) => email.as_str(),
    }
}
