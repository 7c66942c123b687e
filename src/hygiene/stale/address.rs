//! Addresses and numbers that are out of date: mail comes back, the employer was left, another one is used instead.

use rustc_hash::FxHashMap;

use super::{Ground, Looked, keys};
use crate::hygiene::used::Use;
use crate::model::card::{Card, CardIx, Roster};
use crate::model::employer::is_named;
use crate::model::exchange::PeerKey;
use crate::model::keys::Email;
use crate::model::moment::date_of;
use crate::model::person::Person;
use crate::model::stale::{Aging, Bond, Contradicted, Stale};
use crate::model::thresholds::{RECENT_MONTHS, months_before};

/// What stands against the addresses and numbers on the cards of a person.
pub(super) fn find(looked: &Looked<'_>, ground: &Ground<'_>, found: &mut Vec<Stale>) {
    let mut known: FxHashMap<&Email, Option<Stale>> = FxHashMap::default();
    for (at, &(ix, card, _)) in looked.cards.iter().enumerate() {
        let emails = card.emails.iter().filter_map(|mail| mail.email.as_ref());
        for email in emails {
            // Where something stands in its place, that says more than an employer they have left.
            let said = bounced(looked.id, ground, ix, email)
                .or_else(|| replaced(looked, ground, (at, ix), PeerKey::Email(email.clone())))
                .or_else(|| {
                    let former = || at_former_employer(looked, ground, (at, ix), email);
                    let mut said = known.entry(email).or_insert_with(former).clone()?;
                    let (row, ..) = looked.listed?;
                    said.cards = vec![ix];
                    said.bond = looked.bonds.between(at, row).max(said.bond);
                    Some(said)
                });
            found.extend(said);
        }
        if card.roster == Roster::AddressBook {
            let phones = card.phones.iter().filter_map(|tel| tel.phone.clone());
            let phones = phones.map(PeerKey::Phone);
            found.extend(phones.filter_map(|key| replaced(looked, ground, (at, ix), key)));
        }
    }
}

/// An address that mail came back from. In its place stands another one of theirs that works, if there is one.
fn bounced(id: &str, ground: &Ground<'_>, card: CardIx, email: &Email) -> Option<Stale> {
    let (bounced, source) = ground.dead.get(email)?;
    let why = Contradicted::Bounced(bounced.why);
    Some(Stale {
        since: Some(bounced.on),
        source: *source,
        ..Stale::new(id, (Aging::Email, email.as_str()), card, why)
    })
}

/// The same of addresses that are on none of their cards and came with their name in messages.
pub(super) fn bounced_in_messages(person: &Person, ground: &Ground<'_>) -> Vec<Stale> {
    let card = |ix: &CardIx| &ground.cards[ix.0 as usize];
    let emails = |ix: &CardIx| {
        card(ix)
            .emails
            .iter()
            .filter_map(|mail| mail.email.as_ref())
    };
    let is_kept = |email: &Email| person.cards.iter().flat_map(emails).any(|own| own == email);
    let records = ground.joined.get(&person.id).into_iter().flatten();
    let of = |ix: &CardIx| {
        let new = emails(ix).filter(|email| !is_kept(email));
        let found = new.filter_map(|email| bounced(&person.id, ground, *ix, email));
        let by_name = found.map(|stale| Stale {
            bond: Bond::Weighed,
            ..stale
        });
        by_name.collect::<Vec<_>>()
    };
    records.flat_map(of).collect()
}

/// An address at the mail domain of an employer whom they have left, by a newer file; never one that was in use in the last twelve months,
/// unless they write from another one since.
fn at_former_employer(
    looked: &Looked<'_>,
    ground: &Ground<'_>,
    (at, card): (usize, CardIx),
    email: &Email,
) -> Option<Stale> {
    let (domain, key) = (email.domain(), PeerKey::Email(email.clone()));
    let latest = ground.uses.get(&key).latest();
    let next = latest.and_then(|latest| followed(looked, ground, at, (&key, latest)));
    let is_gone = next.is_some() || !is_in_use(ground, &key);
    if (ground.domains.is_provider)(domain) || !is_gone {
        return None;
    }
    let (_, listed, day) = looked.listed?;
    let now = listed.companies.first().filter(|now| is_named(now))?;
    let is_of = |company: &str| {
        ground.employers.is_at(company, domain) || (ground.domains.spells)(domain, company)
    };
    if listed.companies.iter().any(|company| is_of(company)) {
        return None;
    }
    let is_older = |card: &Card| {
        card.fresh.is_none_or(|fresh| fresh < day) || card.roster == Roster::Connections
    };
    let others = looked.cards.iter().filter(|(_, card, _)| is_older(card));
    let named = others
        .flat_map(|(_, card, _)| &card.companies)
        .map(String::as_str);
    let earlier = ground.employed.get(looked.id).copied();
    let mut former = named
        .chain(earlier)
        .filter(|company| !ground.employers.are_one(company, now));
    let employer = former.find(|company| is_named(company) && is_of(company))?;
    let why = Contradicted::FormerEmployer {
        employer: employer.to_owned(),
        now: now.clone(),
    };
    let bond = next.as_ref().map_or(Bond::Key, |(.., bond)| *bond);
    Some(Stale {
        newer: next.map(|(key, ..)| key.parts().1.to_owned()),
        since: Some(day),
        source: listed.place.file,
        bond,
        ..Stale::new(looked.id, (Aging::Email, email.as_str()), card, why)
    })
}

/// Whether anything went either way in the last twelve months.
fn is_in_use(ground: &Ground<'_>, key: &PeerKey) -> bool {
    let recent = months_before(ground.as_of, RECENT_MONTHS);
    ground.uses.get(key).latest().is_some_and(|at| at >= recent)
}

/// An address or number from which they have changed to another one: what came from them came from here first and then from there,
/// and here nothing has passed for twelve months.
fn replaced(
    looked: &Looked<'_>,
    ground: &Ground<'_>,
    (at, card): (usize, CardIx),
    key: PeerKey,
) -> Option<Stale> {
    let last = ground.uses.get(&key).last?;
    if is_in_use(ground, &key) {
        return None;
    }
    let (other, used, bond) = followed(looked, ground, at, (&key, last.at))?;
    let (first, latest) = (used.first?, used.last?);
    let shown = |key: &PeerKey| match key {
        PeerKey::Phone(phone) => phone.shown().to_owned(),
        key => key.parts().1.to_owned(),
    };
    let field = match key {
        PeerKey::Email(_) => Aging::Email,
        _ => Aging::Phone,
    };
    let why = Contradicted::LastUsed {
        last: Some(date_of(last.at)),
        channel: latest.channel,
    };
    Some(Stale {
        newer: Some(shown(&other)),
        since: Some(date_of(first.at)),
        source: latest.file,
        bond,
        ..Stale::new(looked.id, (field, &shown(&key)), card, why)
    })
}

/// The address or number from which something came later than an instant, and in the last twelve months. A card that has it beside the
/// old one is not out of date.
fn followed(
    looked: &Looked<'_>,
    ground: &Ground<'_>,
    at: usize,
    (old, last): (&PeerKey, i64),
) -> Option<(PeerKey, Use, Bond)> {
    let recent = months_before(ground.as_of, RECENT_MONTHS);
    let on_cards = looked.cards.iter().enumerate();
    let on_cards = on_cards.flat_map(|(other, (_, card, _))| {
        let bond = looked.bonds.between(at, other);
        keys(card).map(move |key| (key, bond))
    });
    let records = ground.joined.get(looked.id).into_iter().flatten();
    let records = records.flat_map(|ix| keys(&ground.cards[ix.0 as usize]));
    let records = records.map(|key| (key, Bond::Weighed));
    let is_alike = |key: &PeerKey| std::mem::discriminant(key) == std::mem::discriminant(old);
    let used = on_cards.chain(records).filter(|(key, _)| is_alike(key));
    let used = used.map(|(key, bond)| {
        let used = ground.uses.get(&key);
        (key, used, bond)
    });
    let is_later = |(key, used, _): &(PeerKey, Use, Bond)| {
        let is_dead = matches!(key, PeerKey::Email(email) if ground.dead.contains_key(email));
        let is_after = used.first.is_some_and(|first| first.at > last);
        is_after && !is_dead && used.last.is_some_and(|heard| heard.at >= recent)
    };
    let latest = used
        .filter(is_later)
        .max_by(|a, b| (a.1.last, &b.0).cmp(&(b.1.last, &a.0)))?;
    let is_there = keys(looked.cards[at].1).any(|key| key == latest.0);
    (!is_there).then_some(latest)
}
